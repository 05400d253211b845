import Foundation
import PadanMatch
import PadanModel
import PadanTestSupport
import PadanText
import Testing

@testable import PadanMemory

struct LookupTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  private func options(minimum: Double = 75, limit: Int = 5) -> LookupOptions {
    LookupOptions(minimum: minimum, limit: limit)
  }

  // MARK: Kinds, penalties, direction

  @Test(
    arguments: [
      ("Harga beras naik 5 persen.", Match.Kind.exact, 100.0, []),
      ("  Harga beras\nnaik 5 persen. ", .exact, 100, []),
      ("Harga beras naik 7 persen.", .fuzzy, 99, [.numbers]),
      ("harga beras naik 5 persen.", .fuzzy, 98, [.letterCase]),
      ("Harga beras naik 5 persen!", .fuzzy, 98, [.punctuation]),
      ("Harga beras turun 5 persen.", .fuzzy, 100 * 2.0 * 23 / 53, []),
    ] as [(String, Match.Kind, Double, [Penalty.Reason])])
  func `a match says its kind, score and penalties`(
    _ example: (query: String, kind: Match.Kind, net: Double, penalties: [Penalty.Reason])
  ) throws {
    try memory.add(
      [pair("Harga beras naik 5 persen.", "Rice prices rose 5 percent.")], origin: "test")
    let match = try #require(try memory.matches(for: example.query).first)
    #expect(match.kind == example.kind)
    #expect(abs(match.score.net - example.net) < 1e-9)
    #expect(match.score.penalties.map(\.reason) == example.penalties)
    #expect(match.target.text == "Rice prices rose 5 percent.")
  }

  @Test func `of several translations the one between the same neighbours is sure`() throws {
    let texts = ["Cancel all.", "Discard all."]
    try memory.add(
      texts.enumerated().map { place, text in
        pair("Batalkan semuanya.", text) {
          $0.previousSource = "Sebelum \(place)."
          $0.nextSource = "Sesudah."
        }
      }, origin: "test")
    func best(_ query: LookupQuery) throws -> [String] {
      try memory.matches(for: [query], options: options())[0].map {
        "\($0.target.text) \($0.printedScore)"
      }
    }
    let text = "Batalkan semuanya."
    #expect(
      try best(LookupQuery(text, previous: "Sebelum 1.", next: "Sesudah."))
        == ["Discard all. 102.0", "Cancel all. 99.0"])
    #expect(try best(LookupQuery(text, previous: "Sebelum 0."))[0] == "Cancel all. 101.0")
    #expect(try best(LookupQuery(text, next: "Sesudah.")).allSatisfy { $0.hasSuffix(" 99.0") })
    #expect(try best(LookupQuery(text)).allSatisfy { $0.hasSuffix(" 99.0") })
  }

  @Test func `doubts about a unit are penalties beside those of its text`() throws {
    var coded = pair("Harga naik 5.", "Prices rose 5.") { $0.confidence = 0.8 }
    coded.source.codes = [InlineCode(element: "ph", offset: 0)]
    try memory.add([coded, pair("Harga naik 5.", "Costs went up 5.")], origin: "test")
    let matches = try memory.matches(for: "Harga naik 6.")
    #expect(matches.map(\.target.text) == ["Costs went up 5.", "Prices rose 5."])
    #expect(
      matches.map { $0.score.penalties.map { "\($0.reason.rawValue) \($0.points)" } } == [
        ["numbers 1.0", "several-translations 1.0"],
        ["numbers 1.0", "codes 1.0", "aligned 2.0", "several-translations 1.0"],
      ])
    #expect(matches.map(\.score.net) == [98, 95])
  }

  @Test(
    arguments: [
      ("Buka <f0>Berkas</f0> baru.", .context, 100, []),
      ("Buka Berkas baru.", .context, 99, [.codes]),
      ("Buka {1}Berkas{2} baru.", .context, 99, [.codes]),
      ("<f0>Buka</f0> Berkas baru.", .context, 99, [.codes]),
      ("Buka <f0>Berkas</f0> lama.", .fuzzy, 100 * 2.0 * 14 / 34, []),
    ] as [(String, Match.Kind, Double, [Penalty.Reason])])
  func `codes that are written in a query are those of a unit that has some`(
    _ query: String, _ kind: Match.Kind, _ net: Double, _ reasons: [Penalty.Reason]
  ) throws {
    var coded = pair("Buka Berkas baru.", "Open a new file.") { $0.previousSource = "Satu." }
    coded.source.codes = [
      InlineCode(element: "bpt", offset: 5, content: "<f0>"),
      InlineCode(element: "ept", offset: 11, content: "</f0>"),
    ]
    try memory.add([coded], origin: "test")
    let asked = LookupQuery(query, previous: "Satu.")
    let match = try #require(
      try memory.matches(for: [asked], options: LookupOptions()).first?.first)
    #expect(match.kind == kind)
    #expect(abs(match.score.net - net) < 1e-9)
    #expect(match.score.penalties.map(\.reason) == reasons)
  }

  @Test func `codes in texts without inline codes are text until a lookup reads them`() throws {
    try memory.add([pair("Berkas %s tidak ada.", "No file %s.")], origin: "test")
    var options = LookupOptions()
    #expect(try memory.matches(for: "Berkas {nama} tidak ada.", options: options)[0].score.net < 90)
    options.readsCodes = true
    let match = try memory.matches(for: "Berkas {nama} tidak ada.", options: options)[0]
    #expect(match.score.net == 99 && match.score.isWithoutCodes && match.kind == .fuzzy)
  }

  @Test func `a penalty can take a match below the threshold`() throws {
    try memory.add([pair("Harga naik.", "Prices rose.") { $0.confidence = 0 }], origin: "test")
    #expect(try memory.matches(for: "Harga naik.", options: options(minimum: 90)).count == 1)
    #expect(try memory.matches(for: "Harga naik.", options: options(minimum: 90.5)).isEmpty)
  }

  @Test(arguments: [
    ("Harga beras naik 6.", 99.0), ("harga beras naik 5.", 98),
    ("Harga beras turun 5.", 3200.0 / 39),
  ])
  func `a match that just reaches the threshold is one`(_ query: String, _ net: Double) throws {
    try memory.add([pair("Harga beras naik 5.", "Rice prices rose 5.")], origin: "test")
    #expect(
      try memory.matches(for: query, options: options(minimum: net)).map(\.score.net) == [net])
    #expect(try memory.matches(for: query, options: options(minimum: net.nextUp)).isEmpty)
  }

  @Test func `one occurrence that no machine made is enough to trust a unit`() throws {
    try memory.add(
      [
        pair("Harga naik.", "Prices rose.") { $0.confidence = 0.2 },
        pair("Harga naik.", "Prices rose.") { $0.document = "a.txt" },
      ], origin: "test")
    let match = try #require(try memory.matches(for: "Harga naik.").first)
    #expect(match.score.penalties.isEmpty && match.kind == .exact)
  }

  @Test func `a pair of the opposite direction answers with its sides swapped`() throws {
    try memory.add([pair("Harga naik.", "Prices rose.").swapped], origin: "test")
    let match = try #require(try memory.matches(for: "Harga naik.").first)
    #expect(match.source.text == "Harga naik.")
    #expect(match.source.language == .indonesian)
    #expect(match.target.text == "Prices rose.")
    let english = LookupOptions(source: .english, target: .indonesian)
    #expect(try memory.matches(for: "Prices rose.", options: english).count == 1)
    #expect(try memory.matches(for: "Harga naik.", options: english).isEmpty)
  }

  @Test func `languages answer for their regions and nothing else`() throws {
    var american = pair("Warna.", "Color.")
    american.target.language = try #require(LanguageTag("en-US"))
    var german = pair("Warna.", "Farbe.")
    german.target.language = try #require(LanguageTag("de"))
    try memory.add([american, german], origin: "test")
    func targets(_ language: String) throws -> [String] {
      let target = try #require(LanguageTag(language))
      let options = LookupOptions(source: .indonesian, target: target)
      return try memory.matches(for: "Warna.", options: options).map(\.target.text)
    }
    #expect(try targets("en") == ["Color."])
    #expect(try targets("en-US") == ["Color."])
    #expect(try targets("en-GB") == [])
    #expect(try targets("de") == ["Farbe."])
  }

  @Test func `a rejected unit is no answer`() throws {
    try memory.add(
      [pair("Satu.", "One.", review: .rejected), pair("Satu.", "A one.")], origin: "test")
    let matches = try memory.matches(for: "Satu.")
    #expect(matches.map(\.target.text) == ["A one."])
    #expect(matches.map(\.score.net) == [100])
  }

  @Test func `a text of any length finds its equal, and a very long one nothing else`() throws {
    // 9,998 scalars.
    let long = (0..<1111).map { "kata\($0 + 1000)" }.joined(separator: " ")
    try fixture.memory.add(
      [pair(long, "long"), pair(long + " x", "longer"), pair(long + " xyz", "longest")],
      origin: "add")
    func targets(_ query: String) throws -> [String] {
      try fixture.memory.matches(for: query, options: options()).map(\.target.text)
    }
    #expect(try targets(long + " x") == ["longer", "longest", "long"])
    #expect(try targets(long + "  xyz") == ["longest"])
    #expect(try targets(long + " xy z") == [])
    let huge = String(repeating: "kata ", count: 1 << 20)
    #expect(try targets(huge) == [])
  }

  @Test(arguments: ["", " ", "\n\u{A0}"])
  func `an empty query has no match`(_ query: String) throws {
    try memory.add([pair("Satu.", "One.")], origin: "test")
    #expect(try memory.matches(for: query, options: options(minimum: 0)).isEmpty)
  }

  @Test(arguments: [0, 1, 3, 100])
  func `no more matches come than are wanted`(_ limit: Int) throws {
    try memory.add((0..<5).map { pair("Harga \($0) naik.", "Price \($0).") }, origin: "test")
    #expect(
      try memory.matches(for: "Harga 9 naik.", options: options(limit: limit)).count
        == min(limit, 5))
  }

  // MARK: Ranking

  @Test func `the reviewed unit comes first, then the lower number`() throws {
    try memory.add(
      [
        pair("Satu.", "first"), pair("Satu.", "second"), pair("Satu.", "third", review: .approved),
      ], origin: "test")
    for query in ["Satu.", "satu.", "Satu!"] {
      let targets = try memory.matches(for: query).map(\.target.text)
      #expect(targets == ["third", "first", "second"])
    }
  }

  @Test func `of matches with the same target only the best is an answer if that is asked for`()
    throws
  {
    try memory.add(
      (0..<6).map { pair("Harga \($0) naik.", $0 < 4 ? "same" : "target \($0)") }
        + [pair("Harga 9 naik sekali.", "same")], origin: "test")
    var options = options(minimum: 50, limit: 3)
    options.hasDistinctTargets = true
    let matches = try memory.matches(for: "Harga 3 naik.", options: options)
    #expect(matches.map(\.target.text) == ["same", "target 4", "target 5"])
    #expect(matches[0].score.net == 100 && matches[0].useCount == 1)
    let plain = try memory.read {
      try PlainSearch($0, options: options, path: memory.path).matches(
        for: LookupQuery("Harga 3 naik."))
    }
    #expect(plain.map(\.unit) == matches.map(\.unit))
    let shelf = MemoryShelf([.init(memory), .init(memory, penalty: 1)])
    let both = try shelf.matches(for: [LookupQuery("Harga 3 naik.")], options: options)[0]
    #expect(both.map(\.unit) == matches.map(\.unit))
  }

  @Test func `a better score comes before a review`() throws {
    try memory.add(
      [pair("Harga naik!", "approved", review: .approved), pair("Harga naik.", "exact")],
      origin: "test")
    #expect(
      try memory.matches(for: "Harga naik.").map(\.target.text) == ["exact", "approved"])
  }

  @Test func `of two equal matches the newer comes first, whatever came into the memory first`()
    throws
  {
    func dated(_ target: String, _ year: Double) -> TranslationPair {
      pair("Satu.", target) {
        $0.changedAt = Date(timeIntervalSince1970: (year - 1970) * 31_556_952)
      }
    }
    try memory.add([dated("2010", 2010), dated("2020", 2020), dated("2015", 2015)], origin: "test")
    let targets = try memory.matches(for: "Satu.").map(\.target.text)
    #expect(targets == ["2020", "2015", "2010"])
  }
}
