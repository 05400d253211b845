import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// Files with random damage: whatever they hold, a reader ends with an error or with units that every
/// tool can be handed.
///
/// `PADAN_FUZZ=5000` runs as many rounds for each format and tolerance instead of a few.
struct FuzzTests {
  enum Format: String, CaseIterable, Sendable {
    case tmx, packedTMX, xliff12, xliff21, po, jsonl, csv, tsv, moses, ladder, vecalign
  }

  private static let rounds =
    ProcessInfo.processInfo.environment["PADAN_FUZZ"].flatMap { Int($0) } ?? 25

  @Test(arguments: Format.allCases, Tolerance.allCases)
  func `a damaged file is an error, or units that make a valid file`(
    _ format: Format, _ tolerance: Tolerance
  ) throws {
    let folder = try TemporaryFolder()
    for seed in 0..<UInt64(Self.rounds) {
      var mutator = Mutator(seed: seed)
      let path = try folder.write("a", mutator.damaged(file(format, seed: seed % 8)))
      var pairs: [TranslationPair] = []
      do {
        try read(path, format, tolerance, folder) { unit in
          #expect(!unit.variants.contains { $0.text.allSatisfy(\.isWhitespace) }, "seed \(seed)")
          pairs += unit.pairs(from: .indonesian, to: .english, limit: 20)
        }
      } catch {
        #expect(!"\(error)".isEmpty && !"\(error)".contains("\n"), "seed \(seed)")
      }
      try expectValid(pairs, folder, seed: seed)
    }
  }

  private func read(
    _ path: String, _ format: Format, _ tolerance: Tolerance, _ folder: TemporaryFolder,
    _ body: (ExchangeUnit) -> Void
  ) throws {
    func other() throws -> String {
      try folder.write("b", (0..<40).map { "Line \($0).\n" }.joined())
    }
    let input: ExchangeInput
    switch format {
    case .tmx, .packedTMX: input = ExchangeInput(.tmx, path)
    case .xliff12, .xliff21: input = ExchangeInput(.xliff, path)
    case .po: input = ExchangeInput(.po, path)
    case .jsonl: input = ExchangeInput(.jsonl, path)
    case .csv: input = ExchangeInput(.csv, path)
    case .tsv: input = ExchangeInput(.tsv, path)
    case .moses: input = ExchangeInput(.moses, path, try other())
    case .ladder: input = ExchangeInput(.ladder, path, try other(), try other())
    case .vecalign: input = ExchangeInput(.vecalign, path, try other(), try other())
    }
    _ = try input.read(from: .indonesian, to: .english, tolerance: tolerance) { unit, _ in
      body(unit)
    }
  }

  /// Whatever was read is written as TMX in which a check finds nothing, and comes back.
  private func expectValid(
    _ pairs: [TranslationPair], _ folder: TemporaryFolder, seed: UInt64
  ) throws {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    for pair in pairs { writer.write(pair) }
    writer.end()
    let path = try folder.write("out.tmx", writer.takeBytes())
    // The codes inside a `sub` are kept as they are.
    let values: Set<ErrorCode> = [
      "tmx.repeated-i", "tmx.number",
    ]
    try TMXChecker.check(path) { finding in
      if !values.contains(finding.kind.code) {
        Issue.record("seed \(seed): \(finding)")
      }
    }
    var count = 0
    _ = try ExchangeInput(.tmx, path).read(from: .indonesian, to: .english) { unit, _ in
      count += unit.pairs(from: .indonesian, to: .english).count
    }
    // XML has no way to write some control characters, and a text of nothing else is none.
    let writable = pairs.count {
      Self.isWritable($0.source.text) && Self.isWritable($0.target.text)
    }
    #expect(count == writable, "seed \(seed)")
  }

  private static func isWritable(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value & 0xFFFE != 0xFFFE
    }
  }

  // MARK: Files

  private func file(_ format: Format, seed: UInt64) throws -> [UInt8] {
    var generator = PairGenerator(seed: seed)
    let pairs = (0..<3).map { _ in generator.pair() }
    func written(_ writer: some OneFileWriter) -> [UInt8] {
      var writer = writer
      for (index, pair) in pairs.enumerated() { writer.write(pair, name: "n\(index)") }
      writer.end()
      return writer.takeBytes()
    }
    let header: [Provenance.Property] = [
      .note("x"), .init(type: "u", value: "<map unicode=\"#x1\"/>", kind: .userEncoding),
    ]
    let tmx = written(TMXWriter(source: .indonesian, toolVersion: "0", header: header))
    switch format {
    case .tmx: return tmx
    case .packedTMX: return gzipped(tmx)
    case .xliff12:
      return written(XLIFFWriter(version: .v12, source: .indonesian, target: .english))
    case .xliff21:
      return written(XLIFFWriter(version: .v21, source: .indonesian, target: .english))
    case .po: return written(POWriter(source: .indonesian, target: .english, toolVersion: "0"))
    case .jsonl: return written(JSONPairWriter())
    case .csv:
      var format = DelimitedFormat.csv
      format.hasHeader = true
      format.columns = PairColumn.all
      return written(DelimitedWriter(format: format, source: .indonesian, target: .english))
    case .tsv: return written(DelimitedWriter(format: .tsv, source: .indonesian, target: .english))
    case .moses: return Array((0..<40).map { "Baris \($0).\n" }.joined().utf8)
    case .ladder: return Array((0..<9).map { "\($0 * 2)\t\($0 * 2)\t0.5\n" }.joined().utf8)
    case .vecalign:
      return Array((0..<9).map { "[\($0 * 2), \($0 * 2 + 1)]:[\($0)]:0.25\n" }.joined().utf8)
    }
  }
}

/// Damages bytes, by a seed.
private struct Mutator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed &* 7919 &+ 1) }

  private static let pieces = [
    "<", ">", "</", "/>", "&", "&lt;", "&#0;", "&#xD800;", "&lol;", "\"", "'", "]]>", "<![CDATA[",
    "<!--",
    "<?x", "<!DOCTYPE a [<!ENTITY lol \"lol\">]>", "<tu>", "</tu>", "<tuv xml:lang=\"id\">",
    "<seg>",
    "</seg>", "<bpt i=\"1\">", "<ept i=\"1\"/>", "<hi>", "<sub>", "<ph/>", "<it pos=\"end\"/>",
    "<g id=\"1\">",
    "<mrk mtype=\"seg\" mid=\"1\">", "<sc id=\"1\"/>", "<ec startRef=\"1\"/>", "\n\n", "\r\n", "\t",
    ",",
    "msgid \"", "msgstr[9] \"", "msgctxt", "#~ ", "\\", "\\377", "{", "}", "[", "]", ":", "null",
    "-1",
    "99999999999999999999", "1e999", "\u{0}", "\u{FEFF}", "\u{2028}", "\u{10FFFF}",
    "xml:lang=\"*all*\"",
  ]

  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int(random.next() % 4) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
    switch random.next() % 7 {
    case 0: bytes[place] ^= 1 << UInt8(random.next() % 8)
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    case 4: bytes.removeSubrange(place...)
    case 5:
      let other = Int.random(in: bytes.indices, using: &random)
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: other)
    default:
      bytes.insert(contentsOf: Array(Self.pieces.randomElement(using: &random)!.utf8), at: place)
    }
  }
}
