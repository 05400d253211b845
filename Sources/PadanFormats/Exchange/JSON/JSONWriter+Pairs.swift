public import PadanModel

extension JSONWriter {
  /// Everything that is known of where a pair comes from, as members of the object that is open. What
  /// is not known is left out.
  public mutating func members(of provenance: Provenance) {
    for field in ProvenanceField.all {
      let name = field.description.name
      switch provenance[field] {
      case nil: break
      case .text(let text): member(name, text)
      case .number(let number): member(name, number)
      case .fraction(let share): member(name, share)
      case .flag(let isSet): member(name, isSet)
      case .date(let date): member(name, TMXDate.extendedText(date))
      case .remarks(let remarks):
        member(name, array: { json in for remark in remarks { json.write(remark) } })
      }
    }
  }

  private mutating func write(_ property: Provenance.Property) {
    object {
      if property.kind == .property { $0.member("type", property.type) }
      if property.kind == .attribute { $0.member("attribute", property.type) }
      $0.member(property.kind == .note ? "note" : "value", property.value)
      if property.place != .unit { $0.member("of", property.place.rawValue) }
      $0.attributes(property.attributes)
    }
  }

  /// Inline codes as an array: element, offset in Unicode scalars, content, attributes in order.
  mutating func codes(_ key: StaticString, _ codes: [InlineCode]) {
    guard !codes.isEmpty else { return }
    member(
      key,
      array: { json in
        for code in codes {
          json.object {
            $0.member("element", code.element)
            $0.member("offset", code.offset)
            if !code.content.isEmpty { $0.member("content", code.content) }
            if code.holdsMarkup { $0.member("markup", true) }
            if code.form != .whole { $0.member("form", code.form.rawValue) }
            $0.attributes(code.attributes)
          }
        }
      })
  }

  private mutating func attributes(_ attributes: [InlineCode.Attribute]) {
    guard !attributes.isEmpty else { return }
    member(
      "attributes",
      array: { json in
        for attribute in attributes {
          json.array {
            $0.string(attribute.name)
            $0.string(attribute.value)
          }
        }
      })
  }
}

/// Writes pairs as JSON Lines, an object a pair, with everything that is known of it.
///
///     {"source":"Harga naik.","target":"Prices rose.","from":"id","to":"en","document":"a.txt"}
///
/// Members beside the first four: `id`, `sourceCodes`, `targetCodes`, `usage`, `group` (the same for all
/// pairs of a unit with several variants), `review`, and those of the provenance, as `padan lookup --format json` prints them. Members may be added in later versions.
public struct JSONPairWriter: OneFileWriter {
  private var json = JSONWriter()
  public let losses = WritingLosses()

  public init() {}

  public mutating func write(_ pair: TranslationPair, name: String? = nil) {
    json.object {
      $0.member("source", pair.source.text)
      $0.member("target", pair.target.text)
      $0.member("from", pair.source.language.description)
      $0.member("to", pair.target.language.description)
      $0.record(pair, name: name)
    }
    json.endLine()
  }

  public mutating func end() {}

  public mutating func takeBytes() -> [UInt8] {
    defer { json.removeAll() }
    return json.bytes
  }

  public var pendingCount: Int { json.bytes.count }
}

extension JSONWriter {
  /// All of a pair but its texts and languages, as members of the object that is open.
  fileprivate mutating func record(_ pair: TranslationPair, name: String?) {
    member("id", ifPresent: name)
    codes("sourceCodes", pair.source.codes)
    codes("targetCodes", pair.target.codes)
    if pair.usageCount > 0 { member("usage", pair.usageCount) }
    member("group", ifPresent: pair.group.map { String(UInt64(bitPattern: $0), radix: 16) })
    if pair.review != .unreviewed { member("review", pair.review.rawValue) }
    members(of: pair.provenance)
  }

  /// All of a pair but its texts and languages as one object; `nil` where there is nothing.
  ///
  /// It stands in a comment or note of formats that have no place of their own for all of it.
  static func record(
    of pair: TranslationPair, name: String?, withLanguages: Bool
  ) -> String? {
    var json = JSONWriter()
    json.object {
      if withLanguages {
        $0.member("from", pair.source.language.description)
        $0.member("to", pair.target.language.description)
      }
      $0.record(pair, name: name)
    }
    return json.bytes.count > 2 ? String(decoding: json.bytes, as: UTF8.self) : nil
  }
}
