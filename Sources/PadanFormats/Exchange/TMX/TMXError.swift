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
    /// What a strict reading does not put up with.
    case deviation(String)
  }

  public var location: SourceLocation
  public var reason: Reason

  public var description: String { "\(location): \(fault)" }

  /// What is wrong and what mends it, without the place.
  var fault: String {
    switch reason {
    case .xml(let fault):
      "this is not well-formed XML: \(fault). Mend the file or export it again."
    case .truncated:
      "the file ends before </tmx>. It was cut short; export or copy it again."
    case .entity(let name):
      "the entity “\(name)” is not one of XML's own five. Padan expands no others; write its text."
    case .notTMX(let root): "the root element is <\(root)>, not <tmx>. Name a TMX file."
    case .nestedTooDeeply:
      "elements are nested more than \(TMXReader.deepestNesting) deep. No TMX file is."
    case .deviation(let fault): "\(fault). A strict reading ends here; mend the file."
    }
  }
}
