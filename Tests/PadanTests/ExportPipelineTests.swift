import Padan
import PadanTestSupport
import Testing

struct ExportPipelineTests {
  private let memory: Memory

  init() throws {
    memory = try Memory.inMemory()
  }

  private static let selection = ExportSelection(source: .indonesian, target: .english)

  private func add(_ pairs: [TranslationPair]) throws {
    _ = try memory.transaction(origin: "test") { writer in
      for pair in pairs { try writer.add(pair) }
    }
  }

  private static func pair(
    _ source: String, _ target: String, document: String? = nil
  ) -> TranslationPair {
    var pair = TranslationPair(
      source: Variant(language: .indonesian, text: source),
      target: Variant(language: .english, text: target))
    pair.provenance.document = document
    return pair
  }

  /// Ten articles of ten pairs each.
  private static let articles = (0..<100).map {
    pair("Kalimat \($0).", "Sentence \($0).", document: "berita/\($0 / 10).txt")
  }

  /// Enough pairs for several pieces.
  private static let many = (0..<3000).map {
    pair("Kalimat \($0) yang cukup panjang.", "Sentence \($0), which is long enough.")
  }

  private func pipeline(
    _ format: ExchangeFormat, _ selection: ExportSelection = selection
  ) -> ExportPipeline {
    ExportPipeline(memory, selection, format: format)
  }

  /// The text of each file of each part, and the receipt.
  private func export(
    _ pipeline: ExportPipeline
  ) throws -> (files: [[String]], receipt: ExportPipeline.Receipt) {
    let empty = [[UInt8]](repeating: [], count: pipeline.format.files.count)
    var files = Array(repeating: empty, count: pipeline.split?.names.count ?? 1)
    let receipt = try pipeline.export { files[$0.part][$0.file] += $0.bytes }
    return (files.map { $0.map { String(decoding: $0, as: UTF8.self) } }, receipt)
  }

  @Test func `a table has a line for each pair; what it lost is counted`() throws {
    try add([Self.pair("Satu.", "One."), Self.pair("Dua\tatau tiga.", "Two\nor three.")])
    let (files, receipt) = try export(pipeline(.tsv))
    #expect(files == [["Satu.\tOne.\nDua atau tiga.\tTwo or three.\n"]])
    #expect(receipt.counts.written == 2)
    #expect(receipt.parts == [2])
    #expect(receipt.losses.breaks == 2)
  }

  @Test func `TMX has the header of the file that its pairs come from`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.tmx",
      """
      <tmx version="1.4"><header srclang="id"><note>Dari redaksi.</note></header><body>
      <tu><tuv xml:lang="id"><seg>Satu.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv></tu>
      </body></tmx>
      """)
    _ = try memory.importPairs(
      ExchangeInput(.tmx, path), options: ImportOptions(source: .indonesian, target: .english))
    let text = try export(pipeline(.tmx)).files[0][0]
    #expect(text.hasPrefix("<?xml") && text.hasSuffix("</tmx>\n"))
    #expect(text.contains("<note>Dari redaksi.</note>"))
    #expect(text.contains("creationtoolversion=\"\(Padan.version)\""))
    #expect(text.contains("<seg>Satu.</seg>") && text.contains("<seg>One.</seg>"))
  }

  @Test func `TMX of no pairs is a whole file`() throws {
    let (files, receipt) = try export(pipeline(.tmx))
    #expect(files[0][0].contains("<body>") && files[0][0].hasSuffix("</tmx>\n"))
    #expect(receipt.counts == ExportCounts())
  }

  @Test func `pairs that the selection leaves out are counted and not written`() throws {
    try add([
      Self.pair("Satu.", "One.", document: "a"), Self.pair("Satu.", "One.", document: "b"),
      Self.pair("Dua.", "Two."),
    ])
    var selection = Self.selection
    selection.filter = try PairFilter("target != Two.")
    selection.withoutDuplicates = true
    let (files, receipt) = try export(pipeline(.tsv, selection))
    #expect(files == [["Satu.\tOne.\n"]])
    #expect(receipt.counts.written == 1)
    #expect(receipt.counts.filtered == 1)
    #expect(receipt.counts.duplicates == 1)
  }

  @Test func `pieces are of bounded size, and say how many pairs are written`() throws {
    try add(Self.many)
    var pieces: [ExportPipeline.Piece] = []
    let receipt = try pipeline(.tsv).export { pieces.append($0) }
    #expect(pieces.count > 2)
    #expect(pieces.dropLast().allSatisfy { 1 << 16 <= $0.bytes.count })
    #expect(pieces.allSatisfy { !$0.bytes.isEmpty && $0.bytes.count < 1 << 16 + 100 })
    #expect(pieces.map(\.written) == pieces.map(\.written).sorted())
    #expect(pieces.last?.written == 3000 && receipt.counts.written == 3000)
    #expect(pieces.flatMap(\.bytes).count { $0 == 0x0A } == 3000)
  }

  @Test func `line pairs that are split keep articles whole, and each pair once`() throws {
    try add(Self.articles)
    var pipeline = pipeline(.moses)
    pipeline.split = ArticleSplit(shares: [0.6, 0.2, 0.2], seed: 7)
    let (files, receipt) = try export(pipeline)
    let numbers = files.map { part in
      part.map { text in
        text.split(separator: "\n").compactMap { Int($0.dropLast().split(separator: " ")[1]) }
      }
    }
    for part in numbers { #expect(part[0] == part[1] && part[0] == part[0].sorted()) }
    #expect(numbers.flatMap { $0[0] }.sorted() == Array(0..<100))
    let articles = numbers.map { Set($0[0].map { $0 / 10 }) }
    #expect(articles.map(\.count).reduce(0, +) == 10)
    #expect(receipt.parts == [60, 20, 20])
    #expect(receipt.counts.written == 100)
    #expect(try export(pipeline).files == files)
  }

  @Test func `a split sums up the losses of its parts`() throws {
    try add((0..<100).map { Self.pair("Kalimat\n\($0).", "Sentence\n\($0).") })
    var pipeline = pipeline(.tsv)
    pipeline.split = ArticleSplit(shares: [0.5, 0.5], seed: 1)
    let (files, receipt) = try export(pipeline)
    #expect(files.count == 2)
    #expect(receipt.losses.breaks == 200)
  }

  @Test func `a sink that throws ends the export with its error`() throws {
    struct Full: Error {}
    try add(Self.many)
    var taken = 0
    #expect(throws: Full.self) {
      try pipeline(.tmx).export { _ in
        taken += 1
        if taken == 2 { throw Full() }
      }
    }
    #expect(taken == 2)
    // The memory is free again.
    #expect(try pipeline(.tmx).export { _ in }.counts.written == 3000)
  }

  @Test func `a format that is only read is refused`() throws {
    let error = #expect(throws: InputError.self) { try pipeline(.ladder).export { _ in } }
    #expect(error?.code == "exchange.only-read")
  }

  @Test func `the pieces that are taken one by one are the same bytes`() async throws {
    try add(Self.many)
    var bytes: [UInt8] = []
    for try await piece in pipeline(.tmx).pieces() { bytes += piece.bytes }
    #expect(try export(pipeline(.tmx)).files == [[String(decoding: bytes, as: UTF8.self)]])
  }

  @Test func `a cancelled task ends its export at the next piece`() async throws {
    try add(Self.many)
    let pipeline = pipeline(.tsv)
    #expect(try await pipeline.export { _ in }.counts.written == 3000)
    let task = Task {
      try await pipeline.export { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
