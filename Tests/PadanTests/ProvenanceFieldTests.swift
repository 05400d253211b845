import Foundation
import Padan
import PadanTestSupport
import Testing

/// The list of provenance's fields is whole, and everything that is made from it holds every field.
struct ProvenanceFieldTests {
  @Test func `every stored property is a field, in order`() {
    let properties = Mirror(reflecting: Provenance()).children.map { $0.label ?? "" }
    #expect(ProvenanceField.all.map { "\($0)" } == properties)
  }

  @Test func `no two fields share a name or a column`() {
    #expect(Set(ProvenanceField.all.map(\.name)).count == ProvenanceField.all.count)
    let columns = ProvenanceField.all.map { "\($0.description.column)" }
    #expect(Set(columns).count == ProvenanceField.all.count)
  }

  @Test(arguments: ProvenanceField.all)
  func `a field is what is put into it, and no other changes`(_ field: ProvenanceField) {
    var provenance = Provenance()
    #expect(provenance[field] == nil)
    provenance[field] = Self.sample(of: field)
    #expect(provenance[field] == Self.sample(of: field))
    #expect(ProvenanceField.all.filter { provenance[$0] != nil } == [field])
    provenance[field] = nil
    #expect(provenance == Provenance())
  }

  /// A value that no other field has.
  private static func sample(of field: ProvenanceField) -> ProvenanceValue {
    let number = field.rawValue + 1
    return switch field.kind {
    case .text: .text("value \(number)")
    case .number: .number(number)
    case .fraction: .fraction(Double(number) / 64)
    case .flag: .flag(true)
    case .date: .date(Date(timeIntervalSince1970: Double(1_700_000_000 + number)))
    case .remarks: .remarks([.note("value \(number)")])
    }
  }

  private static func pair(_ fields: [ProvenanceField]) -> TranslationPair {
    var provenance = Provenance()
    for field in fields { provenance[field] = sample(of: field) }
    return TranslationPair(
      source: Variant(language: .indonesian, text: "Satu."),
      target: Variant(language: .english, text: "One."), provenance: provenance)
  }

  /// Each field alone, and all together.
  static let selections = ProvenanceField.all.map { [$0] } + [ProvenanceField.all]

  private func read(
    _ bytes: [UInt8], by input: (String) -> ExchangeInput
  ) throws -> [Provenance] {
    let folder = try TemporaryFolder()
    let input = input(try folder.write("pairs", bytes))
    var found: [Provenance] = []
    _ = try input.read(from: .indonesian, to: .english, tolerance: .strict) { unit, _ in
      found += unit.pairs(from: .indonesian, to: .english).map(\.provenance)
    }
    return found
  }

  private func written(_ pair: TranslationPair, by writer: some OneFileWriter) -> [UInt8] {
    var writer = writer
    writer.write(pair, name: nil)
    writer.end()
    return writer.takeBytes()
  }

  @Test(arguments: selections)
  func `every field comes back from CSV`(_ fields: [ProvenanceField]) throws {
    let pair = Self.pair(fields)
    var format = DelimitedFormat.csv
    format.columns = PairColumn.all
    format.hasHeader = true
    let bytes = written(
      pair, by: DelimitedWriter(format: format, source: .indonesian, target: .english))
    #expect(try read(bytes, by: { ExchangeInput(.csv, $0) }) == [pair.provenance])
  }

  @Test(arguments: selections)
  func `every field comes back from JSON`(_ fields: [ProvenanceField]) throws {
    let pair = Self.pair(fields)
    let bytes = written(pair, by: JSONPairWriter())
    #expect(try read(bytes, by: { ExchangeInput(.jsonl, $0) }) == [pair.provenance])
  }

  @Test(arguments: selections, TMXFlavor.allCases)
  func `every field comes back from TMX`(_ fields: [ProvenanceField], _ flavor: TMXFlavor) throws {
    let pair = Self.pair(fields)
    let writer = TMXWriter(source: .indonesian, toolVersion: "1", flavor: flavor)
    #expect(
      try read(written(pair, by: writer), by: { ExchangeInput(.tmx, $0) }) == [pair.provenance])
  }

  @Test(arguments: selections)
  func `every field comes back from a memory`(_ fields: [ProvenanceField]) throws {
    let folder = try TemporaryFolder()
    let memory = try Memory(path: folder.path(of: "a.sqlite"), access: .create)
    let pair = Self.pair(fields)
    try memory.add([pair], origin: "test")
    var found: [Provenance] = []
    try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in
      found.append(pair.provenance)
    }
    #expect(found == [pair.provenance])
  }

  @Test(arguments: ProvenanceField.all)
  func `every field but the confidence tells two occurrences apart`(
    _ field: ProvenanceField
  ) throws {
    let folder = try TemporaryFolder()
    let memory = try Memory(path: folder.path(of: "a.sqlite"), access: .create)
    try memory.add([Self.pair([]), Self.pair([field])], origin: "test")
    #expect(try memory.statistics().occurrences == (field == .confidence ? 1 : 2))
  }

  @Test(arguments: ProvenanceField.all.filter { $0.kind != .remarks })
  func `every field but remarks can be asked for by what CSV prints`(
    _ field: ProvenanceField
  ) throws {
    let folder = try TemporaryFolder()
    let memory = try Memory(path: folder.path(of: "a.sqlite"), access: .create)
    var other = Self.pair([])
    other.source.text = "Dua."
    try memory.add([Self.pair([field]), other], origin: "test")
    var format = DelimitedFormat.csv
    format.columns = [.source, .target, try #require(PairColumn(named: field.name))]
    let line = String(
      decoding: written(
        Self.pair([field]),
        by: DelimitedWriter(format: format, source: .indonesian, target: .english)), as: UTF8.self)
    let value = line.dropLast().split(separator: ",")[2]
    var found: [String] = []
    let filter = try PairFilter("\(field.name) = '\(value)'")
    _ = try memory.forEachPair(
      in: ExportSelection(source: .indonesian, target: .english, filter: filter)
    ) { pair, _ in
      found.append(pair.source.text)
    }
    #expect(found == ["Satu."])
  }
}
