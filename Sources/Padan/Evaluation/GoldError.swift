package import PadanModel

/// Why a result cannot be compared with its gold.
package enum GoldError: PadanError, Equatable {
  /// The segments, given as texts, hold fewer or more characters than the text. White space does
  /// not count.
  case lostText(id: String, found: Int, expected: Int)
  /// A span ends after the end of the text.
  case outOfRange(id: String)
  /// A bead of a file names a segment that a document does not have.
  case strayBead(id: String, file: String)
  /// No document of the result is one of the gold.
  case nothingMatches(result: String, gold: String)

  /// Always `badInput`: the result and the gold do not fit together.
  package var kind: ErrorKind { .badInput }

  /// The stable name of the error, such as `gold.lost-text`.
  package var code: ErrorCode {
    switch self {
    case .lostText: "gold.lost-text"
    case .outOfRange: "gold.out-of-range"
    case .strayBead: "gold.stray-bead"
    case .nothingMatches: "gold.nothing-matches"
    }
  }

  /// Always `nil`: the error names a text, not a line of a file.
  package var location: SourceLocation? { nil }

  /// What is wrong, with the name of the text.
  package var fault: String {
    switch self {
    case .lostText(let id, let found, let expected):
      "“\(id)”: its segments hold \(found) characters that are not white space, its text \(expected)."
    case .outOfRange(let id): "“\(id)”: a span ends behind the text."
    case .strayBead(let id, let file):
      "\(file), “\(id)”: a bead names a segment that the texts of the gold do not have."
    case .nothingMatches(let result, let gold): "\(result) has no document of \(gold)."
    }
  }

  /// What a correct result looks like.
  package var remedy: Remedy? {
    switch self {
    case .lostText: .advice("Segments must hold the whole text.")
    case .outOfRange: .advice("Spans count Unicode scalars.")
    case .strayBead: .advice("Positions count from 0, and the result is for the same segments.")
    case .nothingMatches:
      .advice("Their names must agree, but for folders, extensions and languages.")
    }
  }
}
