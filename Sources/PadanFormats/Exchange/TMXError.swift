public import PadanModel

/// Why a TMX file cannot be read.
public struct TMXError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// The XML parser's own words.
    case xml(String)
    /// The file ends before `</tmx>`.
    case truncated
    /// An entity that XML does not predefine: Padan loads and expands none.
    case entity(String)
    /// The root element is another one.
    case notTMX(root: String)
    case nestedTooDeeply
  }

  public var location: SourceLocation
  public var reason: Reason

  public var description: String {
    switch reason {
    case .xml(let fault):
      "\(location): this is not well-formed XML: \(fault). Mend the file or export it again."
    case .truncated:
      "\(location): the file ends before </tmx>. It was cut short; export or copy it again."
    case .entity(let name):
      "\(location): the entity “\(name)” is not one of XML's own five. Padan expands no others; write its text."
    case .notTMX(let root):
      "\(location): the root element is <\(root)>, not <tmx>. Name a TMX file."
    case .nestedTooDeeply:
      "\(location): elements are nested more than \(TMXReader.deepestNesting) deep. No TMX file is."
    }
  }
}

/// A unit that was left out, and why.
public struct SkippedUnit: Hashable, Sendable, CustomStringConvertible {
  public var location: SourceLocation
  public var reason: String

  public init(location: SourceLocation, reason: String) {
    self.location = location
    self.reason = reason
  }

  public var description: String { "\(location): \(reason)" }
}
