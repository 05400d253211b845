import PadanModel

/// The attributes of inline codes that have no meaning for Padan and are kept for other tools.
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

extension XMLAttributes {
  /// The character that the `hex` of a `cp` element names; `nil` if it names none.
  var codePoint: Unicode.Scalar? {
    self["hex"].flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
  }
}
