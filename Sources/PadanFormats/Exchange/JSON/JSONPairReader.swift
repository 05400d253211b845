import FoundationEssentials
import PadanModel

/// Reads pairs from JSON Lines, as `JSONPairWriter` writes them.
///
/// Only `source` and `target` must be there. `from` and `to`, where a line has them, must be the
/// languages that are asked for, or the line is left out.
enum JSONPairReader {
  /// Reads a file; `-` is standard input.
  ///
  /// - Returns: The lines that were left out.
  /// - Throws: `InputError`, for a line only where no damage is tolerated, and whatever `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(
      path: paths[0], remedy: "Write an object with source and target on each line.")
    var report = ReadingReport()
    while let line = try lines.next() {
      if line.isBlank { continue }
      let place = lines.location
      let record: JSONPairRecord
      do throws(InputError) {
        record = try JSONLines.decode(JSONPairRecord.self, from: line, at: place)
      } catch {
        if options.tolerance != .damage { throw error }
        report.skipped.add(
          Finding(.notAPair, at: place, detail: error.explanation()))
        continue
      }
      var unit = record.unit
      guard let sourceText = record.source, let targetText = record.target,
        !sourceText.allSatisfy(\.isWhitespace), !targetText.allSatisfy(\.isWhitespace)
      else {
        report.skipped.add(Finding(.emptySide, at: place))
        continue
      }
      unit.variants = [
        Variant(
          language: record.from.flatMap(LanguageTag.init) ?? options.source, text: sourceText,
          codes: record.codes(record.sourceCodes)),
        Variant(
          language: record.to.flatMap(LanguageTag.init) ?? options.target, text: targetText,
          codes: record.codes(record.targetCodes)),
      ]
      try body(unit, place)
    }
    return report
  }
}

/// A pair as JSON holds it. What makes no sense is passed over, as in TMX.
struct JSONPairRecord: Decodable {
  struct Code: Decodable {
    var element: String
    var offset: Int
    var content: String?
    var markup: Bool?
    var form: String?
    var attributes: [[String]]?
  }

  struct Property: Decodable {
    var type: String?
    var attribute: String?
    var note: String?
    var value: String?
    var of: String?
    var attributes: [[String]]?
  }

  var source: String?
  var target: String?
  var from: String?
  var to: String?
  var id: String?
  var sourceCodes: [Code]?
  var targetCodes: [Code]?
  var usage: Int?
  var group: String?
  var review: String?
  var provenance = Provenance()

  private enum CodingKeys: String, CodingKey {
    case source, target, from, to, id, sourceCodes, targetCodes, usage, group, review
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    source = try values.decodeIfPresent(String.self, forKey: .source)
    target = try values.decodeIfPresent(String.self, forKey: .target)
    from = try values.decodeIfPresent(String.self, forKey: .from)
    to = try values.decodeIfPresent(String.self, forKey: .to)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    sourceCodes = try values.decodeIfPresent([Code].self, forKey: .sourceCodes)
    targetCodes = try values.decodeIfPresent([Code].self, forKey: .targetCodes)
    usage = try values.decodeIfPresent(Int.self, forKey: .usage)
    group = try values.decodeIfPresent(String.self, forKey: .group)
    review = try values.decodeIfPresent(String.self, forKey: .review)
    let fields = try decoder.container(keyedBy: FieldKey.self)
    for key in FieldKey.all { provenance[key.field] = try Self.value(of: key, in: fields) }
  }

  /// A field of the provenance as a key.
  private struct FieldKey: CodingKey {
    let field: ProvenanceField
    let stringValue: String

    static let all = ProvenanceField.all.map { FieldKey($0) }

    private init(_ field: ProvenanceField) {
      self.field = field
      stringValue = field.name
    }

    init?(stringValue: String) {
      guard let key = Self.all.first(where: { $0.stringValue == stringValue }) else { return nil }
      self = key
    }

    var intValue: Int? { nil }
    init?(intValue: Int) { nil }
  }

  /// A field's value, where there is one that makes sense.
  private static func value(
    of key: FieldKey, in values: KeyedDecodingContainer<FieldKey>
  ) throws -> ProvenanceValue? {
    let field = key.field
    switch field.kind {
    case .text:
      return try values.decodeIfPresent(String.self, forKey: key).map(ProvenanceValue.text)
    case .number: return try values.decodeIfPresent(Int.self, forKey: key).flatMap(field.number)
    case .fraction:
      return try values.decodeIfPresent(Double.self, forKey: key).flatMap(field.fraction)
    case .flag: return try values.decodeIfPresent(Bool.self, forKey: key).map(ProvenanceValue.flag)
    case .date: return try values.decodeIfPresent(String.self, forKey: key).flatMap(field.value)
    case .remarks:
      return try values.decodeIfPresent([Property].self, forKey: key).map { .remarks(remarks($0)) }
    }
  }

  /// Remarks; an element has an attribute once.
  private static func remarks(_ records: [Property]) -> [Provenance.Property] {
    var seen: Set<String> = []
    return records.map(property).filter {
      $0.kind != .attribute || seen.insert("\($0.place) \($0.type)").inserted
    }
  }

  /// The record that stands in a comment or note; `nil` where the text is none.
  static func record(in text: String) -> JSONPairRecord? {
    guard text.hasPrefix("{") else { return nil }
    return try? JSONDecoder().decode(JSONPairRecord.self, from: Data(text.utf8))
  }

  /// All that the record says, but for the variants.
  var unit: TranslationUnit {
    var unit = TranslationUnit(
      id: id, sourceLanguage: from.flatMap(LanguageTag.init), variants: [], provenance: provenance,
      review: review.flatMap(ReviewState.init) ?? .unreviewed, usageCount: max(0, usage ?? 0))
    unit.group = group.flatMap { UInt64($0, radix: 16) }.map(Int64.init(bitPattern:))
    return unit
  }

  private static func property(_ record: Property) -> Provenance.Property {
    var property = Provenance.Property(
      type: record.type ?? record.attribute ?? "note",
      value: record.note ?? record.value ?? "",
      kind: record.note != nil ? .note : record.attribute != nil ? .attribute : .property)
    property.place = record.of.flatMap(Provenance.Property.Place.init) ?? .unit
    property.attributes = attributes(record.attributes)
    return property
  }

  private static func attributes(_ pairs: [[String]]?) -> [InlineCode.Attribute] {
    var seen: Set<String> = []
    return (pairs ?? []).compactMap {
      $0.count == 2 && seen.insert($0[0]).inserted ? .init(name: $0[0], value: $0[1]) : nil
    }
  }

  /// Inline codes, made such that every format can write them.
  func codes(_ records: [Code]?) -> [InlineCode] {
    let codes = (records ?? []).map { record in
      let isKnown = record.element == "hi" || TMXSegment.codeElements.contains(record.element)
      var code = InlineCode(
        element: isKnown ? record.element : "ph", offset: max(0, record.offset),
        attributes: Self.attributes(record.attributes), content: record.content ?? "")
      code.form = record.form.flatMap(InlineCode.Form.init) ?? .whole
      // Only a `hi` stands around text, and only in two halves.
      if code.element != "hi" { code.form = .whole }
      if code.element == "hi", code.form == .whole { code.element = "ph" }
      code.holdsMarkup = record.markup == true && XMLText.isCodeContent(code.content)
      return code
    }
    let sorted = codes.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    return CodePairing.mended(sorted.map(\.element))
  }
}

extension Finding.Kind {
  fileprivate static let notAPair = Self("json.not-a-pair", "the line is no pair")
}
