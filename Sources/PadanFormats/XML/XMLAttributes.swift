import CXML2
import Glibc
import PadanModel

/// The attributes of an element as libxml2's SAX2 interface hands them out; valid during the call.
struct XMLAttributes {
  let count: Int
  /// Five pointers an attribute: name, prefix, namespace, value, end of value.
  private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  init(count: Int, fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    self.count = fields == nil ? 0 : count
    self.fields = fields
  }

  /// All of them, in order, with their prefixes.
  var pairs: [InlineCode.Attribute] {
    (0..<count).map { InlineCode.Attribute(name: name(at: $0), value: value(at: $0)) }
  }

  /// The value of the first attribute of a name, with its prefix.
  subscript(wanted: StaticString) -> String? {
    for index in 0..<count where isNamed(wanted, at: index) { return value(at: index) }
    return nil
  }

  /// The attribute's name with its prefix.
  func name(at index: Int) -> String {
    let name = String(cString: fields![index * 5]!)
    guard let prefix = fields![index * 5 + 1] else { return name }
    return String(cString: prefix) + ":" + name
  }

  func value(at index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }

  /// The value's UTF-8.
  func bytes(at index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = fields![index * 5 + 3]!
    return UnsafeBufferPointer(start: start, count: fields![index * 5 + 4]! - start)
  }

  /// Whether an attribute has this name and no prefix, or, for `xml:lang`, XML's own.
  func isNamed(_ wanted: StaticString, at index: Int) -> Bool {
    let name = UnsafeRawPointer(fields![index * 5]!).assumingMemoryBound(to: CChar.self)
    let wantedName = UnsafeRawPointer(wanted.utf8Start).assumingMemoryBound(to: CChar.self)
    guard fields![index * 5 + 1] != nil else { return strcmp(name, wantedName) == 0 }
    return strncmp(wantedName, "xml:", 4) == 0 && strcmp(name, wantedName + 4) == 0
  }
}

/// Element names, told apart by the pointers under which a parser keeps them: one comparison each.
struct XMLNames<Element: CaseIterable & RawRepresentable> where Element.RawValue == String {
  private let known: [(pointer: UnsafePointer<xmlChar>, element: Element)]

  /// - Parameter parser: The parser whose dictionary holds the names for as long as it lives.
  init(parser: xmlParserCtxtPtr) {
    known = Element.allCases.compactMap { element in
      xmlDictLookup(parser.pointee.dict, element.rawValue, -1).map { ($0, element) }
    }
  }

  /// The element of a name that the parser reported; `nil` for one that is not of the list.
  subscript(name: UnsafePointer<xmlChar>) -> Element? {
    for entry in known where entry.pointer == name { return entry.element }
    return nil
  }
}
