public import PadanModel

/// Why a result cannot be compared with its gold.
public enum GoldError: PadanError, Equatable {
  /// The segments, given as texts, hold fewer or more characters than the text.
  case lostText(id: String, found: Int, expected: Int)
  /// A span ends behind the text.
  case outOfRange(id: String)

  public var kind: ErrorKind { .badInput }

  public var code: ErrorCode {
    switch self {
    case .lostText: "gold.lost-text"
    case .outOfRange: "gold.out-of-range"
    }
  }

  public var location: SourceLocation? { nil }

  public var fault: String {
    switch self {
    case .lostText(let id, let found, let expected):
      "“\(id)”: its segments hold \(found) characters that are not white space, its text \(expected)."
    case .outOfRange(let id): "“\(id)”: a span ends behind the text."
    }
  }

  public var remedy: Remedy? {
    switch self {
    case .lostText: .advice("Segments must hold the whole text.")
    case .outOfRange: .advice("Spans count Unicode scalars.")
    }
  }
}
