public import PadanModel

/// Why a TMX file cannot be read.
public struct TMXError: PadanError, Equatable {
  /// What is wrong with the file.
  public enum Reason: Hashable, Sendable {
    /// The XML parser's own words.
    case xml(String)
    /// The file ends before `</tmx>`.
    case truncated
    /// An entity that XML does not predefine: Padan loads and expands none.
    case entity(String)
    /// The root element is another one.
    case notTMX(root: String)
    /// Elements stand in elements, deeper than in any TMX file.
    case nestedTooDeeply
    /// What a strict reading does not put up with.
    case deviation(String)
  }

  /// Where the parser stood.
  public var location: SourceLocation?
  /// What is wrong there.
  public var reason: Reason

  /// An error at a place.
  package init(location: SourceLocation, reason: Reason) {
    self.location = location
    self.reason = reason
  }

  public var kind: ErrorKind { .badInput }

  public var code: ErrorCode {
    switch reason {
    case .xml: "tmx.xml"
    case .truncated: "tmx.truncated"
    case .entity: "tmx.entity"
    case .notTMX: "tmx.root"
    case .nestedTooDeeply: "tmx.nested"
    case .deviation: "tmx.deviation"
    }
  }

  public var fault: String {
    switch reason {
    case .xml(let fault): "this is not well-formed XML: \(fault)."
    case .truncated: "the file ends before </tmx>."
    case .entity(let name): "the entity “\(name)” is not one of XML's own five."
    case .notTMX(let root): "the root element is <\(root)>, not <tmx>."
    case .nestedTooDeeply: "elements are nested more than \(TMXReader.deepestNesting) deep."
    case .deviation(let fault): "\(fault)."
    }
  }

  public var remedy: Remedy? {
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
