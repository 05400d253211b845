import FoundationEssentials
import PadanModel

/// Inline codes as a column holds them: `[["bpt",4,"<b>","i","1"],…]`, a code an array of its
/// element, offset, content and attributes.
enum InlineCodeJSON {
  /// `nil` where there are no codes.
  static func text(of codes: [InlineCode]) -> String? {
    guard !codes.isEmpty else { return nil }
    return encoded(
      codes.map { code in
        [code.element, String(code.offset), code.content]
          + code.attributes.flatMap { [$0.name, $0.value] }
      })
  }

  static func codes(in text: String?) -> [InlineCode] {
    decoded(text).compactMap { fields in
      guard fields.count >= 3, let offset = Int(fields[1]) else { return nil }
      let attributes = stride(from: 3, to: fields.count - 1, by: 2).map {
        InlineCode.Attribute(name: fields[$0], value: fields[$0 + 1])
      }
      return InlineCode(
        element: fields[0], offset: offset, attributes: attributes, content: fields[2])
    }
  }
}

/// Remarks of other tools as a column holds them: `[["type","value"],…]`.
enum PropertyJSON {
  static func text(of properties: [Provenance.Property]) -> String? {
    properties.isEmpty ? nil : encoded(properties.map { [$0.type, $0.value] })
  }

  static func properties(in text: String?) -> [Provenance.Property] {
    decoded(text).compactMap { fields in
      fields.count == 2 ? Provenance.Property(type: fields[0], value: fields[1]) : nil
    }
  }
}

private func encoded(_ rows: [[String]]) -> String {
  // Arrays of strings always have a JSON form.
  let data = (try? JSONEncoder().encode(rows)) ?? Data("[]".utf8)
  return String(decoding: data, as: UTF8.self)
}

private func decoded(_ text: String?) -> [[String]] {
  guard let text else { return [] }
  return (try? JSONDecoder().decode([[String]].self, from: Data(text.utf8))) ?? []
}
