/// Why a result cannot be compared with its gold.
public enum GoldError: Error, Equatable, CustomStringConvertible {
  /// The segments, given as texts, hold fewer or more characters than the text.
  case lostText(id: String, found: Int, expected: Int)
  /// A span ends behind the text.
  case outOfRange(id: String)

  public var description: String {
    switch self {
    case .lostText(let id, let found, let expected):
      "“\(id)”: its segments hold \(found) characters that are not white space, its text \(expected). "
        + "Segments must hold the whole text."
    case .outOfRange(let id):
      "“\(id)”: a span ends behind the text. Spans count Unicode scalars."
    }
  }
}
