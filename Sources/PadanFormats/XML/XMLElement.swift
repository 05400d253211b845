import CXML2
import Glibc

/// The name of an element in libxml2's SAX2 interface.
///
/// The pointers are valid as long as the parser. It keeps each name of a file once, so equal names
/// have equal pointers.
struct XMLElement {
  /// The local name, NUL-terminated.
  let name: UnsafePointer<xmlChar>
  /// The namespace prefix as written in the file; `nil` if there is none.
  let prefix: UnsafePointer<xmlChar>?
  /// The namespace; `nil` if there is none, or if the prefix is not declared.
  let namespace: UnsafePointer<xmlChar>?
  /// The namespaces that this element declares: a prefix and a namespace for each, valid during the
  /// callback.
  private let declarations: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  private let declarationCount: Int

  /// Wraps what libxml2 passes to `startElementNs`.
  init(
    name: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?,
    namespace: UnsafePointer<xmlChar>?, declarationCount: Int,
    declarations: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    self.name = name
    self.prefix = prefix
    self.namespace = namespace
    self.declarationCount = declarations == nil ? 0 : declarationCount
    self.declarations = declarations
  }

  /// The local name.
  var localName: String { String(cString: name) }

  /// The name with its prefix, as in the file.
  var qualifiedName: String {
    prefix.map { String(cString: $0) + ":" + localName } ?? localName
  }

  /// Whether the element has a local name and a namespace.
  func isNamed(_ wanted: StaticString, in wantedNamespace: StaticString) -> Bool {
    guard let namespace else { return false }
    return strcmp(name.asCString, wanted.utf8Start.asCString) == 0
      && strcmp(namespace.asCString, wantedNamespace.utf8Start.asCString) == 0
  }

  /// Whether the element's namespace begins with a text.
  func isInNamespace(of start: StaticString) -> Bool {
    guard let namespace else { return false }
    return strncmp(namespace.asCString, start.utf8Start.asCString, start.utf8CodeUnitCount) == 0
  }

  /// The start tag with the namespaces that the element declares, without its attributes.
  var tag: String {
    let namespaces = (0..<declarationCount).map { index in
      let prefix = declarations![index * 2].map { ":" + String(cString: $0) } ?? ""
      let namespace = declarations![index * 2 + 1].map { String(cString: $0) } ?? ""
      return (name: "xmlns" + prefix, value: namespace)
    }
    return String(decoding: XMLText.tag(qualifiedName, namespaces), as: UTF8.self)
  }
}

extension UnsafePointer<UInt8> {
  /// The same bytes as functions of C take them.
  var asCString: UnsafePointer<CChar> {
    UnsafeRawPointer(self).assumingMemoryBound(to: CChar.self)
  }
}

/// The elements that belong to the format of a file: those in the namespace of its root element.
///
/// Elements of other namespaces are extensions of other tools, whatever their names.
struct XMLVocabulary {
  /// The namespace of the root element; `nil` if it has none.
  private let namespace: UnsafePointer<xmlChar>?
  /// The prefix of the root element; `nil` if it has none.
  private let prefix: UnsafePointer<xmlChar>?

  /// The vocabulary of a file with this root element.
  init(root: XMLElement) {
    namespace = root.namespace
    prefix = root.prefix
  }

  /// Whether an element of the same parser belongs to the format.
  ///
  /// An element without namespace and prefix does, too: many programs lose the namespace when they
  /// add an element.
  func holds(_ element: XMLElement) -> Bool {
    guard let own = element.namespace else {
      return element.prefix == nil || (namespace == nil && element.prefix == prefix)
    }
    return own == namespace
  }
}
