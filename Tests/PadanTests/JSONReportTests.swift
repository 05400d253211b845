import Foundation
import Padan
import PadanTestSupport
import Testing

/// One golden line for each JSON shape: a change here is a change of a contract.
struct JSONReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func text(_ report: [UInt8]) -> String { String(decoding: report, as: UTF8.self) }

  private static let documents = AlignedDocuments(
    source: SegmentedText(name: "a.id.txt", texts: ["Harga \"beras\" naik.", "Iklan."]),
    target: SegmentedText(name: "a.en.txt", texts: ["Rice prices rose."]),
    alignment: Alignment(beads: [
      Bead(source: 0..<1, target: 0..<1, confidence: 0.98765432, isCrossing: true),
      Bead(source: 1..<2, target: 1..<1, confidence: 1),
    ]))

  @Test func `shapes have a version`() {
    #expect(JSONReport.version == 1)
  }

  // MARK: Articles

  @Test func `a segment`() throws {
    let document = Document("Judul berita\nHarga beras naik.\n")
    let segmenter = try Segmenter(language: .indonesian)
    let segments = try segmenter.segments(of: document)
    let lines = [
      #"{"index":0,"text":"Judul berita","start":0,"end":12,"block":0,"kind":"headline"}"#,
      #"{"index":1,"text":"Harga beras naik.","start":13,"end":30,"block":1,"kind":"body"}"#,
    ].map { $0 + "\n" }
    func unsure(_ line: String) -> String { line.replacing(#/,"confidence":0\.\d+/#, with: "") }
    #expect(segments.enumerated().map { unsure(text(JSONReport.segment($1, index: $0))) } == lines)
    var stream = SegmentReport()
    try segmenter.forEachSegment(of: document) { segment, text in
      stream.add(segment, text: text.extracting(segment.local), isWellFormed: true)
    }
    #expect(unsure(text(stream.takeBytes())) == lines.joined() && stream.pendingCount == 0)
    let sure = Segment(text: "A", range: 0..<1, block: 0, kind: .body, confidence: 0.98765)
    #expect(
      text(JSONReport.segment(sure, index: 0))
        == #"{"index":0,"text":"A","start":0,"end":1,"block":0,"kind":"body","confidence":0.988}"#
        + "\n")
    let copy = Segment(text: "A", range: 0..<1, block: 0, kind: .headline, isCopy: true)
    #expect(
      text(JSONReport.segment(copy, index: 7))
        == #"{"index":7,"text":"A","start":0,"end":1,"block":0,"kind":"headline","copy":true}"#
        + "\n")
    #expect(
      text(JSONReport.segment(copy, index: 7, document: "a.txt"))
        == #"{"index":7,"text":"A","start":0,"end":1,"block":0,"kind":"headline","copy":true,"#
        + #""document":"a.txt"}"# + "\n")
  }

  @Test func `a boundary's explanation`() throws {
    let segmenter = try Segmenter(language: .indonesian)
    let explanations = try segmenter.explanations(of: Document("Ia tiba. Ia pergi.")).boundaries
    let explanation = try #require(explanations.first)
    #expect(
      text(JSONReport.explanation(explanation))
        == #"{"offset":9,"break":true,"icu":true,"rule":"icu","word":"tiba.","#
        + #""before":"Ia tiba. ","after":"Ia pergi."}"# + "\n")
  }

  @Test func `a line's explanation tells what fixed its kind`() {
    var explanation = BlockExplanation(
      block: 4, range: 9..<17, kind: .inset, confidence: 1, source: .person, features: ["end=stop"])
    #expect(
      text(JSONReport.explanation(explanation, document: "a.txt"))
        == #"{"start":9,"end":17,"block":4,"kind":"inset","confidence":1.0,"fixed":"person","#
        + #""features":["end=stop"],"document":"a.txt"}"# + "\n")
    explanation.source = .cue("Baca juga")
    #expect(
      text(JSONReport.explanation(explanation))
        == #"{"start":9,"end":17,"block":4,"kind":"inset","confidence":1.0,"fixed":"cue","#
        + #""cue":"Baca juga","features":["end=stop"]}"# + "\n")
  }

  // MARK: Alignments

  @Test func `an alignment`() {
    #expect(
      text(JSONReport.alignment(Self.documents, lexicons: ["bundled"]))
        == #"{"id":"a.id.txt","reference":"a.en.txt","source":["Harga \"beras\" naik.","Iklan."],"#
        + #""target":["Rice prices rose."],"translation":true,"beads":[{"source":[0],"#
        + #""target":[0],"confidence":0.987654,"crossing":true},{"source":[1],"target":[],"#
        + #""confidence":1.0,"crossing":false}],"lexicons":["bundled"]}"# + "\n")
    var unnamed = Self.documents
    unnamed.source.name = "7"
    let numbered = text(JSONReport.alignment(unnamed, isNumbered: true))
    #expect(numbered.hasPrefix(#"{"id":7,"reference""#))
    unnamed = Self.documents
    unnamed.target.name = ""
    unnamed.alignment = Alignment(beads: [], isTranslation: false)
    #expect(
      text(JSONReport.alignment(unnamed, withTexts: false))
        == #"{"id":"a.id.txt","translation":false,"beads":[],"lexicons":[]}"# + "\n")
  }

  @Test func `an alignment with linked words`() {
    var documents = Self.documents
    documents.wordLinks = [
      [
        WordLink(
          source: WordLink.Word(segment: 0, range: 0..<5),
          target: WordLink.Word(segment: 0, range: 5..<11), probability: 0.75)
      ], [],
    ]
    let report = text(JSONReport.alignment(documents, withTexts: false))
    #expect(
      report.contains(
        #""crossing":true,"words":[{"source":{"segment":0,"start":0,"end":5},"target":{"segment":0,"#
          + #""start":5,"end":11},"probability":0.75}]},"#))
    #expect(report.contains(#""crossing":false,"words":[]}]"#))
  }

  @Test func `a fault`() {
    let error = InputError(
      SourceLocation(file: "a.jsonl", line: 2), .init("json.syntax", "no JSON."))
    #expect(
      text(JSONReport.fault(error, id: nil))
        == #"{"id":null,"error":{"code":"json.syntax","message":"a.jsonl:2: no JSON."}}"# + "\n")
  }

  @Test func `a pair of documents`() {
    #expect(
      text(JSONReport.pair(PairRecord(source: "a", target: "b", score: 0.5)))
        == #"{"source":"a","target":"b","score":0.5}"# + "\n")
    #expect(
      text(JSONReport.pair(PairRecord(source: "a", target: nil)))
        == #"{"source":"a","target":null}"# + "\n")
  }

  // MARK: Memories

  private func memory(_ provenance: Provenance = Provenance()) throws -> Memory {
    let memory = try Memory(path: folder.path(of: "m.sqlite"), access: .create)
    let pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Harga naik 5."),
      target: Variant(language: .english, text: "Prices rose 5."), provenance: provenance)
    try memory.add([pair], origin: "test")
    return memory
  }

  @Test func `the answer to a lookup`() throws {
    var provenance = Provenance()
    provenance.document = "a.txt"
    provenance.sentence = 3
    let memory = try memory(provenance)
    let pipeline = LookupPipeline(
      MemoryShelf([.init(memory)]),
      options: LookupOptions(source: .indonesian, target: .english))
    let answer = try pipeline.answer(LookupQuery("Harga tidak naik 5."))
    let date = try #require(try memory.history().first).startedAt.formatted(.iso8601)
    #expect(
      text(JSONReport.answer(answer, explains: true))
        == #"{"query":"Harga tidak naik 5.","search":"complete","matches":[{"score":81.2,"raw":81.25,"#
        + #""kind":"fuzzy","source":"Harga naik 5.","target":"Prices rose 5.","penalties":[],"#
        + #""review":"unreviewed","uses":1,"negation":true,"differences":[{"change":"same","#
        + #""query":"Harga ","source":"Harga "},{"change":"added","query":"tidak ","#
        + #""source":""},{"change":"same","query":"naik 5.","source":"naik 5."}],"#
        + #""explanation":"Indel 100 × 2·13 / (19 + 13) = 81.25 → 81.25","unit":1,"#
        + #""memory":"\#(memory.path)","provenance":[{"document":"a.txt","sentence":3,"#
        + #""step":1,"origin":"test","date":"\#(date)"}]}]}"#
        + "\n")
    #expect(
      text(JSONReport.answer(try pipeline.answer(LookupQuery("Tidak ada."))))
        == #"{"query":"Tidak ada.","search":"complete","matches":[]}"# + "\n")
    let article = SegmentedText(segments: [
      Segment(text: "Oleh Budi", range: 0..<9, block: 0, kind: .byline),
      Segment(text: "Tidak ada.", range: 10..<20, block: 1, kind: .body),
    ])
    var answers: [LookupPipeline.Answer] = []
    try pipeline.answer(article) { answers.append($0) }
    #expect(answers.map(\.query) == [LookupQuery("Tidak ada.", previous: "Oleh Budi")])
    #expect(
      text(JSONReport.answer(answers[0]))
        == #"{"query":"Tidak ada.","search":"complete","segment":{"index":1,"start":10,"end":20,"#
        + #""block":1,"kind":"body"},"matches":[]}"# + "\n")
    let long = String(repeating: "Tidak ada. ", count: 1_000)
    #expect(
      text(JSONReport.answer(try pipeline.answer(LookupQuery(long))))
        == #"{"query":"\#(long)","search":"complete","onlyEqual":true,"matches":[]}"# + "\n")
  }

  @Test func `an import's receipt and record`() throws {
    let memory = try memory()
    let file = try folder.write("a.tsv", "Harga naik.\tPrices rose.\nSatu\n")
    var options = ImportOptions(source: .indonesian, target: .english)
    options.tolerance = .damage
    var receipt = try memory.importPairs(ExchangeInput(.tsv, file), options: options)
    receipt.receipt.seconds = 0.12345
    let counts =
      #""read":1,"added":1,"addedUnits":1,"same":0,"different":0,"skipped":1,"seconds":0.123"#
    #expect(
      text(JSONReport.importReceipt(receipt, file: "a.tsv"))
        == #"{"file":"a.tsv","import":2,\#(counts),"leftOut":[{"code":"table.one-column","#
        + #""reason":"the line has one column only","count":1,"first":[{"line":2}]}],"#
        + #""warnings":[]}"# + "\n")
    receipt.receipt.id = nil
    receipt.report = ReadingReport()
    #expect(
      text(JSONReport.importReceipt(receipt, file: "a.tsv", isTrial: true))
        == #"{"file":"a.tsv","dryRun":true,\#(counts),"leftOut":[],"warnings":[]}"# + "\n")
    var records = try memory.imports()
    records[0].startedAt = Date(timeIntervalSince1970: 0)
    records[0].receipt?.seconds = 0.12345
    records[1].startedAt = Date(timeIntervalSince1970: 0)
    records[1].receipt = nil
    #expect(
      records.map { text(JSONReport.importRecord($0)) } == [
        #"{"import":2,"origin":"\#(file)","started":"1970-01-01T00:00:00Z","pairs":1,"#
          + counts + "}\n",
        #"{"import":1,"origin":"test","started":"1970-01-01T00:00:00Z","pairs":1}"# + "\n",
      ])
  }

  @Test func `a step of the history, and what an undo did`() throws {
    let memory = try memory()
    _ = try memory.edit(unit: 1, target: "Up.", person: "sari")
    let undone = try #require(try memory.undo(2, person: "rina"))
    var steps = try memory.history()
    for place in steps.indices {
      steps[place].startedAt = Date(timeIntervalSince1970: 0)
      steps[place].receipt?.seconds = 0.12345
    }
    let none = #""changedUnits":0,"removedUnits":0,"removedPairs":0"#
    let one = #""changedUnits":1,"removedUnits":0,"removedPairs":0"#
    let date = #""date":"1970-01-01T00:00:00Z""#
    #expect(
      steps.map { text(JSONReport.step($0)) } == [
        #"{"step":3,"kind":"undo","origin":"undo 2","person":"rina",\#(date),"undoes":2,"#
          + #""pairs":0,\#(one)}"# + "\n",
        #"{"step":2,"kind":"edit","origin":"by hand","person":"sari",\#(date),"undoneBy":3,"#
          + #""pairs":0,\#(one)}"# + "\n",
        #"{"step":1,"kind":"import","origin":"test",\#(date),"pairs":1,\#(none),"read":1,"#
          + #""added":1,"addedUnits":1,"same":0,"different":0,"skipped":0,"seconds":0.123,"#
          + #""withdrawn":0}"# + "\n",
      ])
    let counts =
      #""removedUnits":0,"removedPairs":0,"keptPairs":0,"restoredUnits":1,"returnedUnits":0,"#
      + #""returnedPairs":0,"unrestoredUnits":[],"laterSteps":[]"#
    #expect(
      text(JSONReport.undo(undone))
        == #"{"step":2,"kind":"edit","origin":"by hand","undo":3,\#(counts)}"# + "\n")
    let trial = try #require(try memory.undo(isTrial: true))
    #expect(text(JSONReport.undo(trial, isTrial: true)).contains(#""dryRun":true"#))
  }

  @Test func `what a memory holds`() throws {
    var statistics = try memory().statistics()
    statistics.fileSize = 4096
    statistics.indexSize = 1024
    #expect(
      text(JSONReport.statistics(statistics, of: "m.sqlite"))
        == #"{"memory":"m.sqlite","units":1,"occurrences":1,"documents":0,"imports":1,"#
        + #""reviewed":0,"terms":0,"bytes":4096,"indexBytes":1024,"bytesPerUnit":4096,"directions":["#
        + #"{"source":"id","target":"en","units":1,"indexed":["source"]}]}"# + "\n")
  }

  @Test func `a finding`() {
    let finding = Finding(
      Finding.Kind("tmx.no-language", "no language"),
      at: SourceLocation(file: "a.tmx", line: 3), detail: "tuv")
    #expect(
      text(JSONReport.finding(finding))
        == #"{"file":"a.tmx","line":3,"code":"tmx.no-language","finding":"no language","#
        + #""detail":"tuv"}"# + "\n")
  }

  // MARK: Scores and lexicons

  @Test func `scores`() throws {
    var beads = AlignmentScore()
    beads.add(
      gold: [BeadRecord(source: [0], target: [0])],
      found: [BeadRecord(source: [0], target: [0], confidence: 1)])
    let one = #"{"p":1.0,"r":1.0,"f1":1.0}"#
    #expect(
      text(JSONReport.evaluation(beads))
        == #"{"strict":\#(one),"lax":\#(one),"vecalign":{"strict_f1":1.0,"lax_f1":1.0},"#
        + #""null":{"p":0.0,"r":0.0,"f1":0.0},"calibration":{"ece":0.0,"share_at_.9":1.0,"#
        + #""precision_at_.9":1.0,"log_loss":0.0},"by_kind":{"1-1":"1/1"},"missing":0}"# + "\n")
    let pairs = PairingScore(gold: [["a", "b"], ["c", "d"]], found: [["a", "b"]])
    #expect(
      text(JSONReport.evaluation(pairs))
        == #"{"p":1.0,"r":0.5,"f1":0.6666666666666666,"right":1,"found":1,"gold":2}"# + "\n")
    let counts = #"{"tp":0,"fp":0,"fn":0,"P":1.0,"R":1.0,"F1":1.0}"#
    #expect(
      text(JSONReport.evaluation(SegmentationScore()))
        == #"{"texts":0,"exact":0,"missing":0,"lossy":0,"all":\#(counts),"decidable":\#(counts)}"#
        + "\n")
  }

  @Test func `what lexicons hold and cover`() throws {
    let lexicon = try LexiconReader.readTSV(
      Array("beras\trice\nharga\tprice,cost\n".utf8), name: "l.tsv", source: .indonesian,
      target: .english)
    var coverage = LexiconCoverage(lexicon: lexicon)
    coverage.add("Harga beras naik.")
    #expect(
      text(
        JSONReport.lexicons([lexicon], merged: lexicon, texts: ["a.txt"], coverage: coverage))
        == #"{"lexicons":[{"name":"l.tsv","headwords":2,"translations":3}],"headwords":2,"#
        + #""translations":3,"memory":[],"coverage":{"texts":["a.txt"],"tokens":{"total":3,"#
        + #""direct":2,"stem":0,"unknown":1},"distinct":{"total":3,"direct":2,"stem":0,"#
        + #""unknown":1},"unknown":[{"word":"naik","count":1}]}}"# + "\n")
    let answer = LexiconAnswer(of: "Beras", in: [lexicon], from: .indonesian, to: .english)
    #expect(
      text(JSONReport.lexiconAnswer(answer))
        == #"{"word":"beras","from":"id","to":"en","translations":[{"text":"rice","strength":1.0,"#
        + #""headword":"beras","lexicon":"l.tsv"}]}"# + "\n")
  }
}
