package import PadanModel

/// Why a TMX file cannot be read.
package struct TMXError: PadanError, Equatable {
  /// The reason why a file cannot be read.
  package enum Reason: Hashable, Sendable {
    /// The file is not well-formed. Holds the XML parser's message.
    case xml(String)
    /// The file ends before `</tmx>`.
    case truncated
    /// The file uses an entity that XML does not predefine. Padan never expands such entities.
    case entity(String)
    /// The root element is not `tmx`. Holds its name.
    case notTMX(root: String)
    /// Elements are nested deeper than in any TMX file.
    case nestedTooDeeply
    /// The first violation of the format in a strict reading. Holds its description.
    case deviation(String)
  }

  /// The line that the parser had reached.
  package var location: SourceLocation?
  /// The reason of the error.
  package var reason: Reason

  /// An error at a location.
  package init(location: SourceLocation, reason: Reason) {
    self.location = location
    self.reason = reason
  }

  /// Always `badInput`.
  package var kind: ErrorKind { .badInput }

  /// A stable name such as `tmx.truncated`.
  package var code: ErrorCode {
    switch reason {
    case .xml: "tmx.xml"
    case .truncated: "tmx.truncated"
    case .entity: "tmx.entity"
    case .notTMX: "tmx.root"
    case .nestedTooDeeply: "tmx.nested"
    case .deviation: "tmx.deviation"
    }
  }

  /// The fault in one sentence.
  package var fault: String {
    switch reason {
    case .xml(let fault): "this is not well-formed XML: \(fault)."
    case .truncated: "the file ends before </tmx>."
    case .entity(let name): "the entity “\(name)” is not one of XML's own five."
    case .notTMX(let root): "the root element is <\(root)>, not <tmx>."
    case .nestedTooDeeply: "elements are nested more than \(ExchangeLimits.deepestNesting) deep."
    case .deviation(let fault): "\(fault)."
    }
  }

  /// What to do about it.
  package var remedy: Remedy? {
    switch reason {
    case .xml: .advice("Mend the file or export it again.")
    case .truncated: .advice("It was cut short; export or copy it again.")
    case .entity: .advice("Padan expands no others; write its text.")
    case .notTMX: .advice("Name a TMX file.")
    case .nestedTooDeeply: .advice("No TMX file is.")
    case .deviation: .advice("A strict reading ends here; mend the file.")
    }
  }
}
