import FoundationEssentials
import PadanModel

/// Inline codes as a column holds them: `[["bpt","4","<b>","i","1"],…]`.
///
/// Each code is an array of its element, its offset in Unicode scalars, its content, and its
/// attributes as names and values in turn. A mark behind the element's name says that the code is
/// an opening part (`hi<`) or a closing part (`hi>`), or that its content is markup (`ph*`).
enum InlineCodeJSON {
  /// The text for a column; `nil` if there are no codes.
  static func text(of codes: [InlineCode]) -> String? {
    guard !codes.isEmpty else { return nil }
    return encoded(
      codes.map { code in
        [code.element + mark(of: code), String(code.offset), code.content]
          + code.attributes.flatMap { [$0.name, $0.value] }
      })
  }

  /// The codes of a column: none for `nil`, which is NULL.
  ///
  /// - Returns: `nil` if the text is not of the form that `text(of:)` writes.
  static func codes(in text: String?) -> [InlineCode]? {
    decoded(text) { fields in
      guard fields.count >= 3, let offset = Int(fields[1]), offset >= 0,
        let attributes = attributes(fields[3...])
      else { return nil }
      var code = InlineCode(
        element: fields[0], offset: offset, attributes: attributes, content: fields[2])
      switch fields[0].last {
      case "<": code.form = .opening
      case ">": code.form = .closing
      case "*": code.holdsMarkup = true
      default: return code
      }
      code.element.removeLast()
      return code
    }
  }

  /// The mark behind the element's name; empty for a plain code.
  private static func mark(of code: InlineCode) -> String {
    switch code.form {
    case .opening: "<"
    case .closing: ">"
    case .whole: code.holdsMarkup ? "*" : ""
    }
  }
}

/// Properties as a column holds them: `[["type","value"],…]`.
///
/// A note, an attribute, or a property of a variant is followed by its kind, its place and its
/// attributes: `["note","…","note","source","lang","id"]`.
enum PropertyJSON {
  /// The text for a column; `nil` if there are no properties.
  static func text(of properties: [Provenance.Property]) -> String? {
    properties.isEmpty ? nil : encoded(properties.map(fields))
  }

  /// The properties of a column: none for `nil`, which is NULL.
  ///
  /// - Returns: `nil` if the text is not of the form that `text(of:)` writes.
  static func properties(in text: String?) -> [Provenance.Property]? {
    decoded(text) { fields in
      switch fields.count {
      case 2: return Provenance.Property(type: fields[0], value: fields[1])
      case 4...:
        guard let kind = Provenance.Property.Kind(rawValue: fields[2]),
          let place = Provenance.Property.Place(rawValue: fields[3]),
          let attributes = attributes(fields[4...])
        else { return nil }
        return Provenance.Property(
          type: fields[0], value: fields[1], kind: kind, place: place, attributes: attributes)
      default: return nil
      }
    }
  }

  /// A property as an array: two fields for a plain one of the unit, four or more for others.
  private static func fields(of property: Provenance.Property) -> [String] {
    let isPlain =
      property.kind == .property && property.place == .unit && property.attributes.isEmpty
    if isPlain { return [property.type, property.value] }
    return [property.type, property.value, property.kind.rawValue, property.place.rawValue]
      + property.attributes.flatMap { [$0.name, $0.value] }
  }
}

/// Attributes from names and values in turn; `nil` if the last name has no value.
private func attributes(_ fields: ArraySlice<String>) -> [MarkupAttribute]? {
  guard fields.count.isMultiple(of: 2) else { return nil }
  return stride(from: fields.startIndex, to: fields.endIndex, by: 2).map {
    MarkupAttribute(name: fields[$0], value: fields[$0 + 1])
  }
}

/// The JSON of some arrays of strings.
private func encoded(_ rows: [[String]]) -> String {
  // Encoding arrays of strings cannot fail.
  let data = (try? JSONEncoder().encode(rows)) ?? Data("[]".utf8)
  return String(decoding: data, as: UTF8.self)
}

/// The elements of a JSON array whose elements are arrays of strings; none for `nil`.
///
/// - Parameter read: Makes an element from an array; `nil` if the array makes no sense.
/// - Returns: `nil` if the text is not such an array, or one element makes no sense.
private func decoded<Element>(_ text: String?, _ read: ([String]) -> Element?) -> [Element]? {
  guard let text else { return [] }
  guard let rows = try? JSONDecoder().decode([[String]].self, from: Data(text.utf8)) else {
    return nil
  }
  let elements = rows.compactMap(read)
  return elements.count == rows.count ? elements : nil
}
