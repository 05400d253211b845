import PadanModel

/// The attributes of inline codes that have no meaning for Padan: they are kept for other tools, and
/// written where XLIFF has them.
enum XLIFFAttributes {
  /// The attributes that a code holds in another way: its name, its other half, its native code.
  private static let structural: Set = [
    "id", "rid", "pos", "startRef", "isolated", "dataRef", "dataRefStart", "dataRefEnd",
  ]

  /// The attributes that are kept. `ctype` of version 1 gets the name that TMX has for it.
  static func kept(_ attributes: XMLAttributes, version: Int) -> [MarkupAttribute] {
    attributes.pairs.compactMap { attribute in
      guard !structural.contains(attribute.name) else { return nil }
      let isType = version == 1 && attribute.name == "ctype"
      return isType ? .init(name: "type", value: attribute.value) : attribute
    }
  }

  /// The attributes of both ends of an element around text. Those whose names end in `Start` or
  /// `End`, such as `dispEnd`, belong to one end; all others to the first.
  static func halves(
    _ attributes: [MarkupAttribute]
  ) -> (opening: [MarkupAttribute], closing: [MarkupAttribute]) {
    var halves: (opening: [MarkupAttribute], closing: [MarkupAttribute]) = ([], [])
    for attribute in attributes {
      if attribute.name.hasSuffix("End") {
        halves.closing.append(
          .init(name: String(attribute.name.dropLast(3)), value: attribute.value))
      } else if attribute.name.hasSuffix("Start") {
        halves.opening.append(
          .init(name: String(attribute.name.dropLast(5)), value: attribute.value))
      } else {
        halves.opening.append(attribute)
      }
    }
    return halves
  }
}

extension XLIFFAttributes {
  /// The attributes of a code in version 1.2: its type and its equivalent in plain text.
  static func version12(_ code: InlineCode, _ element: String) -> [(String, String)] {
    var attributes: [(String, String)] = []
    if element != "ept", let type = type(code["type"], of: element) {
      attributes.append(("ctype", type))
    }
    if let text = code["equiv-text"] ?? code["equiv"] { attributes.append(("equiv-text", text)) }
    return attributes
  }

  /// The attributes of a code in version 2: how it is shown, and its equivalent in plain text.
  static func version2(_ code: InlineCode) -> [(String, String)] {
    [("disp", code["disp"]), ("equiv", code["equiv"] ?? code["equiv-text"])]
      .compactMap { name, value in value.map { (name, $0) } }
  }

  /// The `ctype` of a code or a `sub` in version 1.2: one that XLIFF lists, or one of the user's own.
  static func type(_ value: String?, of element: String) -> String? {
    let known: Set =
      element == "ph" ? ["image", "lb", "pb"] : ["bold", "italic", "link", "underlined"]
    return value.flatMap { known.contains($0) ? $0 : own($0) }
  }

  /// The `datatype` of a `sub`: one that XLIFF lists, or one of the user's own.
  static func datatype(_ value: String?) -> String? {
    value.flatMap { ["html", "plaintext", "xml"].contains($0) ? $0 : own($0) }
  }

  /// A value of the user's own, which XLIFF marks by `x-` and which has no blanks; `nil` for none.
  private static func own(_ value: String) -> String? {
    if value.isEmpty { return nil }
    let word = String(value.map { $0.isWhitespace ? "-" : $0 })
    return word.hasPrefix("x-") ? word : "x-" + word
  }
}

extension XMLAttributes {
  /// The character that the `hex` of a `cp` element names; `nil` if it names none.
  var codePoint: Unicode.Scalar? {
    self["hex"].flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
  }
}
