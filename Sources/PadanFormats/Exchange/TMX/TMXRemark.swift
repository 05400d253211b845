import PadanModel

/// A note, prop or encoding whose element is being read.
struct TMXRemark {
  /// What is known of it before its end: all but its text.
  private var property = Provenance.Property(type: "", value: "")
  /// The text of a note or prop, or the maps of an encoding, in UTF-8.
  private var text: [UInt8] = []
  /// Whether the text is longer than a segment may be, and is therefore incomplete.
  private(set) var isTooLong = false

  /// What the element is.
  var kind: Provenance.Property.Kind { property.kind }
  /// The finished note, prop or encoding.
  var finished: Provenance.Property {
    var property = property
    property.value = String(decoding: text, as: UTF8.self)
    return property
  }

  /// Begins a note, prop or encoding. Returns `false` for a prop without a type.
  mutating func begin(_ kind: Provenance.Property.Kind, _ attributes: XMLAttributes) -> Bool {
    property = Provenance.Property(type: kind == .note ? "note" : "", value: "", kind: kind)
    text.removeAll(keepingCapacity: true)
    isTooLong = false
    var hasType = kind != .property
    let typeName: StaticString = kind == .userEncoding ? "name" : "type"
    for index in 0..<attributes.count {
      if kind != .note, attributes.isNamed(typeName, at: index) {
        property.type = attributes.value(at: index)
        hasType = true
      } else {
        property.attributes.append(
          .init(name: attributes.name(at: index), value: attributes.value(at: index)))
      }
    }
    return hasType
  }

  /// Appends text. An encoding has none of its own.
  mutating func append(_ characters: some Collection<UInt8>) {
    if kind != .userEncoding { add(characters) }
  }

  /// Adds a `map` to the open encoding, with the attributes that TMX allows.
  ///
  /// - Returns: What is wrong with it; `nil` if nothing is. Without the required `unicode` it is
  ///   left out, and so is a `code` without the base that says what it is a code of.
  mutating func add(map attributes: XMLAttributes) -> Finding.Kind? {
    var known = attributes.pairs.filter { TMXGrammar.allows($0.name, $0.value, on: "map") }
    guard known.contains(where: { $0.name == "unicode" }) else { return .emptyMap }
    let hasBase = property.attributes.contains { $0.name == "base" }
    let isBaseless = !hasBase && known.contains { $0.name == "code" }
    if isBaseless { known.removeAll { $0.name == "code" } }
    add(XMLText.tag("map", known.map { ($0.name, $0.value) }, isEmpty: true))
    return isBaseless ? .codeWithoutBase : nil
  }

  /// Adds bytes, up to the limit.
  private mutating func add(_ bytes: some Collection<UInt8>) {
    guard text.count + bytes.count <= Limits.longestText else {
      isTooLong = true
      return
    }
    text.append(contentsOf: bytes)
  }
}
