/// A start tag or an empty-element tag as it stands in a file, whose attributes can be set without a
/// change of the others.
///
///     var tag = XMLTag(Array("<target  state='new'/>".utf8)[...])
///     tag["state"] = "final"
///     tag.opening  // <target  state='final'>
struct XMLTag {
  /// The bytes without the `>` or `/>` at the end.
  private var bytes: [UInt8]
  /// Whether the element has no content and no end tag.
  let isEmpty: Bool

  /// Takes the bytes of a well-formed tag.
  init(_ tag: ArraySlice<UInt8>) {
    isEmpty = tag.suffix(2).elementsEqual("/>".utf8)
    bytes = Array(tag.dropLast(isEmpty ? 2 : 1))
    while bytes.last.map({ $0 <= 0x20 }) ?? false { bytes.removeLast() }
  }

  /// The name with its prefix.
  var name: ArraySlice<UInt8> { bytes.dropFirst().prefix { $0 > 0x20 } }

  /// The tag as the start of an element with content.
  var opening: [UInt8] { bytes + [UInt8(ascii: ">")] }

  /// The tag as it was, empty or not.
  var whole: [UInt8] { bytes + Array((isEmpty ? "/>" : ">").utf8) }

  /// The end tag of the element.
  var closing: [UInt8] { Array("</".utf8) + name + [UInt8(ascii: ">")] }

  /// The value of an attribute as it is written; `nil` if it is missing. Setting `nil` removes it.
  subscript(name: String) -> String? {
    get { attribute(name).map { String(decoding: bytes[$0.value], as: UTF8.self) } }
    set {
      switch (attribute(name), newValue) {
      case (let found?, let value?):
        // The value keeps its quotation marks, of which an escaped value has none.
        bytes.replaceSubrange(found.value, with: Self.escaped(value))
      case (let found?, nil): bytes.removeSubrange(found.whole)
      case (nil, let value?):
        bytes += Array(" \(name)=\"".utf8) + Self.escaped(value) + [UInt8(ascii: "\"")]
      case (nil, nil): break
      }
    }
  }

  private static func escaped(_ value: String) -> [UInt8] {
    var bytes: [UInt8] = []
    XMLText.append(value, isAttribute: true, to: &bytes)
    return bytes.flatMap { $0 == UInt8(ascii: "'") ? Array("&apos;".utf8) : [$0] }
  }

  /// The places of an attribute, with the white space before it, and of its value.
  private func attribute(_ name: String) -> (whole: Range<Int>, value: Range<Int>)? {
    var index = 1 + self.name.count
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      let nameStart = index
      while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "=") {
        index += 1
      }
      let isNamed = bytes[nameStart..<index].elementsEqual(name.utf8)
      while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x27 { index += 1 }
      guard index < bytes.count,
        let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
      else { return nil }
      if isNamed { return (start..<end + 1, index + 1..<end) }
      index = end + 1
    }
    return nil
  }
}
