package import PadanModel

extension JSONWriter {
  /// Writes the known fields of a provenance as members of the open object. Unknown fields are left
  /// out.
  package mutating func members(of provenance: Provenance) {
    for field in ProvenanceField.all {
      let name = field.description.name
      switch provenance[field] {
      case nil: break
      case .text(let text): member(name, text)
      case .number(let number): member(name, number)
      case .fraction(let share): member(name, share)
      case .flag(let isSet): member(name, isSet)
      case .date(let date): member(name, ExchangeDate.extendedText(date))
      case .remarks(let remarks):
        member(name, array: { json in for remark in remarks { json.write(remark) } })
      }
    }
  }

  /// Writes an attribute, a note or another property as an object.
  private mutating func write(_ property: Provenance.Property) {
    object {
      if property.kind == .property { $0.member("type", property.type) }
      if property.kind == .attribute { $0.member("attribute", property.type) }
      $0.member(property.kind == .note ? "note" : "value", property.value)
      if property.place != .unit { $0.member("of", property.place.rawValue) }
      $0.attributes(property.attributes)
    }
  }

  /// Writes inline codes as a member with an array, or nothing if there are none.
  ///
  /// Each has element, offset in Unicode scalars, content, form and attributes, in order.
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

  /// Writes attributes as a member with an array of names and values, or nothing if there are none.
  private mutating func attributes(_ attributes: [MarkupAttribute]) {
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

/// Writes pairs as JSON Lines: an object for each pair, with everything that is known about it.
///
///     {"source":"Harga naik.","target":"Prices rose.","from":"id","to":"en","document":"a.txt"}
///
/// The other members are optional: `id`, `sourceCodes`, `targetCodes`, `usage`, `group` (equal for
/// all pairs of a unit with several variants), `review`, and the fields of the provenance with the
/// names that `padan lookup --format json` uses. Later versions may add members.
package struct JSONPairWriter: OneFileWriter {
  /// The JSON not taken yet.
  private var json = JSONWriter()
  /// Always none: JSON can hold everything.
  package let losses = WritingLosses()

  /// A writer without output.
  package init() {}

  /// Writes a pair on a line.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
    json.object {
      $0.member("source", pair.source.text)
      $0.member("target", pair.target.text)
      $0.member("from", pair.source.language.description)
      $0.member("to", pair.target.language.description)
      $0.record(pair, name: name)
    }
    json.endLine()
  }

  /// Does nothing: JSON Lines has no end mark.
  package mutating func end() {}

  /// Returns the bytes written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    defer { json.removeAll() }
    return json.bytes
  }

  /// The number of bytes that have not been taken.
  package var pendingCount: Int { json.bytes.count }
}

extension JSONWriter {
  /// Writes all of a pair except texts and languages, as members of the open object.
  fileprivate mutating func record(_ pair: TranslationPair, name: String?) {
    member("id", ifPresent: name)
    codes("sourceCodes", pair.source.codes)
    codes("targetCodes", pair.target.codes)
    if pair.usageCount > 0 { member("usage", pair.usageCount) }
    member("group", ifPresent: pair.group.map { String(UInt64(bitPattern: $0), radix: 16) })
    if pair.review != .unreviewed { member("review", pair.review.rawValue) }
    members(of: pair.provenance)
  }

  /// All of a pair except its texts as a JSON object; `nil` if it has no members.
  ///
  /// Formats without a place for it write it into a comment or note.
  ///
  /// - Parameter withLanguages: Whether to include the languages.
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
