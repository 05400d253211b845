import PadanModel

/// A fault that makes a file no well-formed XML, and that ends the parsing.
package struct XMLFault {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// The file ends inside an element.
    case truncated
    /// An entity other than XML's predefined five. Holds its name.
    case entity(String)
    /// An ampersand that begins no entity.
    case ampersand
    /// A less-than sign that begins no tag.
    case lessThan
    /// Bytes that the encoding of the file does not have. Holds the encoding's name.
    case bytes(encoding: String)
    /// A comment, an attribute or another part of the markup that is longer than libxml2 reads.
    case tooLong
    /// A tag with more attributes, or more namespaces, than any has.
    case manyAttributes
    /// More than any file has before its root element.
    case longProlog
    /// Anything else, in the words of libxml2.
    case other(String)
  }

  /// The place of the fault.
  var location: SourceLocation
  /// What is wrong.
  var kind: Kind
}

extension XMLFault.Kind {
  /// The longest comment, attribute or other part of the markup that libxml2 reads, in bytes: its
  /// `XML_MAX_LOOKUP_LIMIT`.
  private static var longestMarkup: Int { 10_000_000 }

  /// The fault in one sentence.
  ///
  /// - Parameter root: The name of the root element of the file's format.
  func sentence(root: String) -> String {
    switch self {
    case .truncated: "the file ends before </\(root)>."
    case .entity(let name): "the entity “\(name)” is not one of XML's own five."
    case .ampersand: "this is not well-formed XML: an & begins no entity."
    case .lessThan: "this is not well-formed XML: a < begins no tag."
    case .bytes(let encoding): "this is not well-formed XML: some bytes are no text in \(encoding)."
    case .tooLong:
      "a comment, an attribute or another part of the markup is longer than \(Self.longestMarkup) "
        + "bytes."
    case .manyAttributes:
      "a tag has more than \(Limits.mostAttributes) attributes or \(Limits.mostNamespaces) namespaces."
    case .longProlog:
      "what stands before the first element is longer than \(Limits.longestProlog) bytes."
    case .other(let message): "this is not well-formed XML: \(message)."
    }
  }

  /// What to do about it.
  var advice: String {
    switch self {
    case .truncated: "It was cut short; export or copy it again."
    case .entity: "Padan expands no others; write its text."
    case .ampersand: "Write &amp; in its place."
    case .lessThan: "Write &lt; in its place."
    case .bytes: "Name the file's own encoding in its first line, or convert the file to UTF-8."
    case .tooLong, .manyAttributes, .longProlog: "Shorten it or take it out."
    case .other: "Mend the file or export it again."
    }
  }

  /// The part of an error's code behind the format: `xml`, `truncated` or `entity`.
  var name: String {
    switch self {
    case .truncated: "truncated"
    case .entity: "entity"
    case .ampersand, .lessThan, .bytes, .tooLong, .manyAttributes, .longProlog, .other: "xml"
    }
  }
}
