import CXML2
import PadanModel

/// Attributes as libxml2's SAX2 interface hands them out.
enum XMLAttributes {
  /// The attributes of an element, in order, with their prefixes.
  static func pairs(
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> [InlineCode.Attribute] {
    guard let attributes else { return [] }
    // Five pointers an attribute: name, prefix, namespace, value, end of value.
    return (0..<count).map { index in
      let fields = attributes + index * 5
      let value = UnsafeBufferPointer(start: fields[3], count: fields[4]! - fields[3]!)
      let prefix = fields[1].map { String(cString: $0) + ":" } ?? ""
      return InlineCode.Attribute(
        name: prefix + String(cString: fields[0]!), value: String(decoding: value, as: UTF8.self))
    }
  }
}
