import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// What every exchange format must do: write, read, write again, and lose nothing that it can hold.
struct ConformanceTests {
  enum Format: String, CaseIterable, Sendable {
    case plain, omegat, memoq, trados, level1, csv, quotedTSV, tsv, xliff12, xliff21, po, jsonl

    /// Whether all of a pair comes back, or the texts and what the columns hold.
    var isWhole: Bool {
      switch self {
      case .level1, .csv, .quotedTSV, .tsv: false
      default: true
      }
    }

    var format: ExchangeFormat {
      switch self {
      case .plain, .omegat, .memoq, .trados, .level1: .tmx
      case .csv: .csv
      case .quotedTSV, .tsv: .tsv
      case .xliff12: .xliff
      case .xliff21: .xliff2
      case .po: .po
      case .jsonl: .jsonl
      }
    }

    var options: WritingOptions {
      var options = WritingOptions(source: .indonesian, target: .english, toolVersion: "0")
      options.flavor = TMXFlavor(rawValue: rawValue) ?? .plain
      options.level = self == .level1 ? .text : .codes
      options.table.isQuoted = self == .quotedTSV ? true : nil
      if self == .csv {
        options.table.hasHeader = true
        options.table.columns = PairColumn.all.filter { $0 != .note }
      }
      return options
    }

    func writer() -> any ExchangeWriter { format.writer!(options) }

    func input(_ path: String) -> ExchangeInput {
      // What is written as XLIFF 2.1 is read as XLIFF.
      var input = ExchangeInput(format.reader == nil ? .xliff : format, path)
      input.table = options.table
      return input
    }
  }

  struct Named: Equatable {
    var pair: TranslationPair
    var name: String?
  }

  @Test func `every format that is written is held to this`() {
    let formats = Set(Format.allCases.map(\.format.name))
    #expect(ExchangeFormat.writable.allSatisfy { formats.contains($0.name) })
  }

  private func written(_ pairs: [Named], as format: Format) -> [UInt8] {
    var writer = format.writer()
    for named in pairs { writer.write(named.pair, name: named.name) }
    writer.end()
    return writer.takeParts()[0]
  }

  private func read(_ bytes: [UInt8], as format: Format) throws -> [Named] {
    let folder = try TemporaryFolder()
    var pairs: [Named] = []
    let path = try folder.write("a", bytes)
    let report = try format.input(path).read(from: .indonesian, to: .english) { unit, _ in
      pairs += unit.pairs(from: .indonesian, to: .english).map { Named(pair: $0, name: unit.id) }
    }
    #expect(report.skipped.isEmpty && report.warnings.isEmpty, "\(report)")
    return pairs
  }

  @Test(arguments: Format.allCases, 0..<12 as Range<UInt64>)
  func `what is written is read back, and written again as the same bytes`(
    _ format: Format, seed: UInt64
  ) throws {
    var generator = PairGenerator(seed: seed)
    let pairs = (0..<6).map { index in
      Named(pair: generator.pair(), name: index % 2 == 0 ? "n\(index) & \"é\"" : nil)
    }
    let bytes = written(pairs, as: format)
    let again = try read(bytes, as: format)
    #expect(written(again, as: format) == bytes)
    if format.isWhole { for (found, pair) in zip(again, pairs) { #expect(found == pair) } }
    #expect(again.count == pairs.count)
    guard format != .tsv else { return }
    let texts = pairs.map {
      [$0.pair.source.text, $0.pair.target.text].map { Array($0.unicodeScalars) }
    }
    #expect(
      again.map { [$0.pair.source.text, $0.pair.target.text].map { Array($0.unicodeScalars) } }
        == texts)
  }

  @Test(arguments: Format.allCases)
  func `a pair with nothing but its texts is as it was, and so are many of them`(
    _ format: Format
  ) throws {
    let pairs = (0..<500).map { number in
      Named(
        pair: TranslationPair(
          source: Variant(language: .indonesian, text: "Satu \(number % 7)"),
          target: Variant(language: .english, text: "One \(number)")), name: nil)
    }
    #expect(try read(written(pairs, as: format), as: format) == pairs)
  }

  @Test(arguments: Format.allCases)
  func `a file without pairs is written, and read unless it is empty`(_ format: Format) throws {
    let bytes = written([], as: format)
    if bytes.isEmpty {
      #expect(throws: InputError.self) { try read(bytes, as: format) }
    } else {
      #expect(try read(bytes, as: format).isEmpty)
    }
  }

  @Test(arguments: Format.allCases)
  func `a file cut short at any byte never ends the program`(_ format: Format) throws {
    var generator = PairGenerator(seed: 3)
    let bytes = written([Named(pair: generator.pair(), name: "n")], as: format)
    let folder = try TemporaryFolder()
    for count in stride(from: 0, to: bytes.count, by: format == .plain ? 1 : 7) {
      let path = try folder.write("a", Array(bytes[..<count]))
      var pairs = 0
      // Whatever comes of it is an error or a shorter reading.
      _ = try? format.input(path).read(from: .indonesian, to: .english) { _, _ in pairs += 1 }
      #expect(pairs <= 1)
    }
  }

  @Test(arguments: Format.allCases)
  func `gzip is unpacked on the way`(_ format: Format) throws {
    var generator = PairGenerator(seed: 5)
    let pairs = [Named(pair: generator.pair(), name: "n")]
    let bytes = written(pairs, as: format)
    #expect(try read(stored(bytes), as: format) == read(bytes, as: format))
    // The sum at the end tells damage.
    #expect(throws: InputError.self) { try read(stored(bytes, sum: 1), as: format) }
  }

  /// Bytes as gzip holds them without packing (RFC 1951, section 3.2.4; RFC 1952).
  private func stored(_ bytes: [UInt8], sum: UInt32 = 0) -> [UInt8] {
    precondition(bytes.count < 1 << 16)
    func little(_ number: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    let length = UInt32(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(length, 2)
      + little(~length & 0xFFFF, 2) + bytes + little(~crc ^ sum, 4) + little(length, 4)
  }
}
