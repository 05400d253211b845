import FoundationEssentials
import PadanModel
import PadanText

/// Reads pairs from JSON Lines: those that `JSONPairWriter` wrote, and data sets that name the texts
/// by their languages.
///
/// Only `source` and `target` are required (or `src` and `tgt`), or the texts by their languages. `from` and `to` are the
/// languages of the line; without them those of the options are used.
enum JSONPairReader {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - paths: The file; `-` is standard input.
  ///   - options: The languages and the tolerance.
  ///   - body: Called with each unit and its line.
  /// - Returns: The lines without two texts and those that are malformed, which were skipped.
  /// - Throws: `InputError` if the file cannot be read, and any error that `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(
      path: paths[0], encoding: options.encoding, tolerance: options.tolerance,
      remedy: "Write an object with source and target on each line.")
    var report = ReadingReport()
    while var line = try lines.next() {
      if line.isBlank { continue }
      if lines.isIllFormed { line = Array(line.text.utf8)[...] }
      let place = lines.location
      let unit: ExchangeUnit
      do throws(InputError) {
        unit = try self.unit(of: line, at: place, options, &report)
      } catch {
        report.skipped.add(Finding(.notAPair, at: place, detail: error.explanation()))
        continue
      }
      guard !unit.variants.isEmpty else {
        report.skipped.add(Finding(.noTexts, at: place))
        continue
      }
      guard unit.variants.count == 2, !unit.variants.contains(where: { TextForm.isBlank($0.text) })
      else {
        report.skipped.add(Finding(.emptySide, at: place))
        continue
      }
      try body(unit, place)
    }
    report.skipped.add(lines.skipped)
    report.warnings.add(lines.repairs)
    return report
  }

  /// The unit of a line, with the texts that it has.
  ///
  /// - Throws: `InputError` for a line that is no pair.
  private static func unit(
    of line: ArraySlice<UInt8>, at place: SourceLocation, _ options: ReadingOptions,
    _ report: inout ReadingReport
  ) throws(InputError) -> ExchangeUnit {
    let record = try JSONLines.decode(JSONPairRecord.self, from: line, at: place)
    var unit = record.unit
    unit.variants = record.variants(options)
    for (name, value) in record.senseless {
      report.warnings.add(Finding(.senseless(name), at: place, detail: value))
    }
    if record.source == nil, record.target == nil {
      let texts = try JSONLines.decode(JSONLanguageTexts.self, from: line, at: place)
      unit.variants = [options.source, options.target].compactMap(texts.variant)
      // The member `id` is the name of the unit, or its text in Indonesian.
      if unit.variants.contains(where: { $0.text == unit.id }) { unit.id = nil }
    } else if record.from == nil || record.to == nil {
      report.assumesLanguages = true
    }
    return unit
  }
}

/// A pair in JSON. Invalid values are ignored, as in TMX.
struct JSONPairRecord: Decodable {
  /// An inline code; the members are those of `InlineCode`.
  struct Code: Decodable {
    /// The TMX element: `bpt`, `ept`, `ph`, `it`, `ut` or `hi`.
    var element: String
    /// The place in the text, in Unicode scalars.
    var offset: Int
    /// The native code.
    var content: String?
    /// Whether the native code is markup.
    var markup: Bool?
    /// Which half of an element around text it is; `nil` for a whole code.
    var form: String?
    /// Names and values, in order.
    var attributes: [[String]]?
  }

  /// An attribute, a note or another property.
  struct Property: Decodable {
    /// The type of a property.
    var type: String?
    /// The name of an attribute.
    var attribute: String?
    /// The text of a note.
    var note: String?
    /// The value of a property or an attribute.
    var value: String?
    /// What it belongs to: `source`, `target` or, if it is `nil`, the unit.
    var of: String?
    /// The attributes of its element, as names and values.
    var attributes: [[String]]?
  }

  /// The text of the source.
  var source: String?
  /// The text of the target.
  var target: String?
  /// The language tag of the source.
  var from: String?
  /// The language tag of the target.
  var to: String?
  /// The name of the unit.
  var id: String?
  /// The codes of the source.
  var sourceCodes: [Code]?
  /// The codes of the target.
  var targetCodes: [Code]?
  /// How often the pair was used.
  var usage: Int?
  /// The number of the unit that the pair is a part of, in hexadecimal digits.
  var group: String?
  /// The raw value of a `ReviewState`.
  var review: String?
  /// The fields of the provenance.
  var provenance = Provenance()
  /// The members whose values make no sense, and are left out.
  private(set) var senseless: [(name: String, value: String)] = []

  private enum CodingKeys: String, CodingKey {
    case source, target, src, tgt, from, to, id, sourceCodes, targetCodes, usage, group, review
  }

  /// Reads an object. Every member is optional here.
  ///
  /// - Throws: `DecodingError` for a member of the wrong type.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    source =
      try values.decodeIfPresent(String.self, forKey: .source)
      ?? values.decodeIfPresent(String.self, forKey: .src)
    target =
      try values.decodeIfPresent(String.self, forKey: .target)
      ?? values.decodeIfPresent(String.self, forKey: .tgt)
    from = try values.decodeIfPresent(String.self, forKey: .from)
    to = try values.decodeIfPresent(String.self, forKey: .to)
    // Data sets number their lines.
    let number = try? values.decodeIfPresent(Int.self, forKey: .id)
    id = try number.map(String.init) ?? values.decodeIfPresent(String.self, forKey: .id)
    sourceCodes = try values.decodeIfPresent([Code].self, forKey: .sourceCodes)
    targetCodes = try values.decodeIfPresent([Code].self, forKey: .targetCodes)
    usage = try values.decodeIfPresent(Int.self, forKey: .usage)
    group = try values.decodeIfPresent(String.self, forKey: .group)
    review = try values.decodeIfPresent(String.self, forKey: .review)
    if let review, ReviewState(rawValue: review) == nil { senseless.append(("review", review)) }
    if let usage, usage < 0 { senseless.append(("usage", "\(usage)")) }
    let fields = try decoder.container(keyedBy: FieldKey.self)
    for key in FieldKey.all {
      var leftOut: String?
      provenance[key.field] = try Self.value(of: key, in: fields) { leftOut = $0 }
      if let leftOut { senseless.append((key.stringValue, leftOut)) }
    }
  }

  /// The key of a provenance field.
  private struct FieldKey: CodingKey {
    let field: ProvenanceField
    let stringValue: String

    /// The keys of all fields.
    static let all = ProvenanceField.all.map { FieldKey($0) }

    private init(_ field: ProvenanceField) {
      self.field = field
      stringValue = field.name
    }

    init?(stringValue: String) {
      guard let key = Self.all.first(where: { $0.stringValue == stringValue }) else { return nil }
      self = key
    }

    /// Always `nil`: the keys are names.
    var intValue: Int? { nil }
    init?(intValue: Int) { nil }
  }

  /// The value of a field; `nil` if it is missing or makes no sense.
  ///
  /// - Parameter leaveOut: Receives a value that makes no sense.
  private static func value(
    of key: FieldKey, in values: KeyedDecodingContainer<FieldKey>, leaveOut: (String) -> Void
  ) throws -> ProvenanceValue? {
    let field = key.field
    func read<Value: Decodable>(_ read: (Value) -> ProvenanceValue?) throws -> ProvenanceValue? {
      guard let value = try values.decodeIfPresent(Value.self, forKey: key) else { return nil }
      let result = read(value)
      if result == nil { leaveOut("\(value)") }
      return result
    }
    switch field.kind {
    case .text:
      return try values.decodeIfPresent(String.self, forKey: key).map(ProvenanceValue.text)
    case .number: return try read(field.number)
    case .fraction: return try read(field.fraction)
    case .flag: return try values.decodeIfPresent(Bool.self, forKey: key).map(ProvenanceValue.flag)
    case .date: return try read { (text: String) in field.value(text) }
    case .remarks:
      return try values.decodeIfPresent([Property].self, forKey: key).map { .remarks(remarks($0)) }
    }
  }

  /// Properties. A repeated attribute of the same element is dropped.
  private static func remarks(_ records: [Property]) -> [Provenance.Property] {
    var seen: Set<String> = []
    return records.map(property).filter {
      $0.kind != .attribute || seen.insert("\($0.place) \($0.type)").inserted
    }
  }

  /// The texts of the pair, those that are there. Without languages they have those of the options.
  func variants(_ options: ReadingOptions) -> [Variant] {
    [
      source.map {
        Variant(
          language: from.flatMap(LanguageTag.init) ?? options.source, text: $0,
          codes: codes(sourceCodes))
      },
      target.map {
        Variant(
          language: to.flatMap(LanguageTag.init) ?? options.target, text: $0,
          codes: codes(targetCodes))
      },
    ].compactMap(\.self)
  }

  /// The record in a comment or note; `nil` if the text is not a record.
  static func record(in text: String) -> JSONPairRecord? {
    guard text.hasPrefix("{") else { return nil }
    return try? JSONDecoder().decode(JSONPairRecord.self, from: Data(text.utf8))
  }

  /// The unit without its variants.
  var unit: ExchangeUnit {
    var unit = ExchangeUnit(
      id: id, sourceLanguage: from.flatMap(LanguageTag.init), variants: [], provenance: provenance,
      review: review.flatMap(ReviewState.init) ?? .unreviewed, usageCount: max(0, usage ?? 0))
    unit.group = group.flatMap { UInt64($0, radix: 16) }.map(Int64.init(bitPattern:))
    return unit
  }

  /// A property from its record.
  private static func property(_ record: Property) -> Provenance.Property {
    var property = Provenance.Property(
      type: record.type ?? record.attribute ?? "note",
      value: record.note ?? record.value ?? "",
      kind: record.note != nil ? .note : record.attribute != nil ? .attribute : .property)
    property.place = record.of.flatMap(Provenance.Property.Place.init) ?? .unit
    property.attributes = attributes(record.attributes)
    return property
  }

  /// Attributes from names and values. Malformed and repeated ones are dropped.
  private static func attributes(_ pairs: [[String]]?) -> [MarkupAttribute] {
    var seen: Set<String> = []
    return (pairs ?? []).compactMap {
      $0.count == 2 && seen.insert($0[0]).inserted ? .init(name: $0[0], value: $0[1]) : nil
    }
  }

  /// Inline codes from their records, repaired so that every format can write them.
  func codes(_ records: [Code]?) -> [InlineCode] {
    let codes = (records ?? []).map { record in
      let isKnown = record.element == "hi" || TMXSegment.codeElements.contains(record.element)
      var code = InlineCode(
        element: isKnown ? record.element : "ph", offset: max(0, record.offset),
        attributes: Self.attributes(record.attributes), content: record.content ?? "")
      code.form = record.form.flatMap(InlineCode.Form.init) ?? .whole
      // Only a `hi` is an element around text, and it always has two halves.
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
  /// A line that is not an object with texts.
  fileprivate static let notAPair = Self("json.not-a-pair", "the line is no pair")
  /// An object without the members that a pair has.
  fileprivate static let noTexts = Self(
    "json.no-texts", "the line has neither source and target nor texts by their languages")
  /// A value that its member cannot have.
  fileprivate static func senseless(_ name: String) -> Self {
    Self("json.value", "a \(name) that makes no sense is left out")
  }
}
