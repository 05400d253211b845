import CXML2
import Glibc
import PadanModel

/// The attributes of an element in libxml2's SAX2 interface. The pointers are valid only during the
/// callback.
struct XMLAttributes {
  /// The number of attributes.
  let count: Int
  /// Five pointers for each attribute: name, prefix, namespace, start of value, end of value.
  private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  /// Wraps the array that libxml2 passes to `startElementNs`; `nil` means no attributes.
  init(count: Int, fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    self.count = fields == nil ? 0 : count
    self.fields = fields
  }

  /// The size of all values in UTF-8 bytes.
  var size: Int { (0..<count).reduce(0) { $0 + bytes(at: $1).count } }

  /// All attributes, in document order, their names with prefixes.
  var pairs: [MarkupAttribute] {
    (0..<count).map { MarkupAttribute(name: name(at: $0), value: value(at: $0)) }
  }

  /// The value of the first attribute with this name; `nil` if there is none. See `isNamed(_:at:)`.
  subscript(wanted: StaticString) -> String? {
    for index in 0..<count where isNamed(wanted, at: index) { return value(at: index) }
    return nil
  }

  /// The value of an attribute in the namespace of another tool; `nil` if there is none.
  subscript(wanted: StaticString, in namespace: StaticString) -> String? {
    for index in 0..<count {
      guard let own = fields![index * 5 + 2],
        strcmp(own.asCString, namespace.utf8Start.asCString) == 0,
        strcmp(fields![index * 5]!.asCString, wanted.utf8Start.asCString) == 0
      else { continue }
      return value(at: index)
    }
    return nil
  }

  /// The name of an attribute with its prefix: `xml:lang`.
  func name(at index: Int) -> String {
    let name = String(cString: fields![index * 5]!)
    guard let prefix = fields![index * 5 + 1] else { return name }
    return String(cString: prefix) + ":" + name
  }

  /// The value of an attribute, its entities replaced.
  func value(at index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }

  /// The value of an attribute in UTF-8, without copying it.
  func bytes(at index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = fields![index * 5 + 3]!
    return UnsafeBufferPointer(start: start, count: fields![index * 5 + 4]! - start)
  }

  /// Whether an attribute has a given name without a prefix, or has the prefix of that name: `xml:`
  /// is the only prefix that `wanted` may have.
  ///
  /// Compares C strings, so it makes no `String`.
  func isNamed(_ wanted: StaticString, at index: Int) -> Bool {
    let name = fields![index * 5]!.asCString
    let wantedName = wanted.utf8Start.asCString
    guard fields![index * 5 + 1] != nil else { return strcmp(name, wantedName) == 0 }
    return strncmp(wantedName, "xml:", 4) == 0 && strcmp(name, wantedName + 4) == 0
  }
}

/// Finds the element of a name by the name's address.
///
/// libxml2 keeps each name of a file once, in a dictionary, so equal names have equal pointers: a
/// comparison of pointers replaces one of strings.
struct XMLNames<Element: CaseIterable & RawRepresentable> where Element.RawValue == String {
  /// The elements and the addresses of their names, in the order of `allCases`.
  private let known: [(pointer: UnsafePointer<xmlChar>, element: Element)]

  /// Looks up the names in the parser's dictionary.
  ///
  /// - Parameter parser: The parser. Its dictionary must outlive this value.
  init(parser: xmlParserCtxtPtr) {
    known = Element.allCases.compactMap { element in
      xmlDictLookup(parser.pointee.dict, element.rawValue, -1).map { ($0, element) }
    }
  }

  /// The element with this name, which must be a pointer from the same parser; `nil` if unknown.
  subscript(name: UnsafePointer<xmlChar>) -> Element? {
    for entry in known where entry.pointer == name { return entry.element }
    return nil
  }
}
