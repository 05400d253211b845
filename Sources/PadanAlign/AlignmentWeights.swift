public import PadanModel

/// The numbers that steer an alignment, read from a file that says where each comes from.
///
/// A line is a name and a value; `#` begins a comment.
public struct AlignmentWeights: Sendable {
  /// A weight file that cannot be used.
  public enum ReadingError: PadanError, Equatable {
    /// A line is no name and number.
    case line(SourceLocation)
    /// The file lacks the weight of this name.
    case missing(String, file: String)

    public var kind: ErrorKind { .badInput }

    public var code: ErrorCode {
      switch self {
      case .line: "weights.line"
      case .missing: "weights.missing"
      }
    }

    public var location: SourceLocation? {
      switch self {
      case .line(let location): location
      case .missing(_, let file): SourceLocation(file: file)
      }
    }

    public var fault: String {
      switch self {
      case .line: "this is no weight."
      case .missing(let name, _): "the weight “\(name)” is missing."
      }
    }

    public var remedy: Remedy? {
      if case .line = self { .advice("Write a name and a number.") } else { nil }
    }
  }

  let priors: BeadPrior
  let priorUnpaired: Double

  let lengths: LengthModel

  let foundNumber: Double
  let foundName: Double
  let foundKnown: Double
  let foundUnknown: Double
  let foundMark: Double

  let linkIdentical: Double
  let linkNumber: Double
  let linkLexicon: Double
  let linkStem: Double
  let linkCognate: Double

  let lexicalWeight: Double
  let frequencyCount: Double
  let frequencyTotal: Double
  let tokenCap: Double
  let runDilution: Double
  let paragraphWeight: Double
  let kindMismatch: Double
  let crossingCost: Double

  let cosineWeight: Double
  let cosineBias: Double
  let cosineGrowth: Double

  /// Reads a weight file.
  ///
  /// - Throws: `ReadingError` with the line of what is no weight, or the name of one that is missing.
  public init(parsing text: String, file: String) throws(ReadingError) {
    var values: [String: Double] = [:]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      if words.isEmpty { continue }
      guard words.count == 2, let value = Double(words[1]) else {
        throw .line(SourceLocation(file: file, line: index + 1))
      }
      values[String(words[0])] = value
    }
    func value(_ name: String) throws(ReadingError) -> Double {
      guard let value = values[name] else {
        throw .missing(name, file: file)
      }
      return value
    }
    priors = BeadPrior(
      oneToOne: try value("prior-1-1"), joined: try value("prior-joined"),
      uneven: try value("prior-uneven"), twoToTwo: try value("prior-2-2"),
      drift: try value("sentence-drift"))
    priorUnpaired = try value("prior-unpaired")
    lengths = LengthModel(
      weight: try value("length-weight"), base: try value("length-base"),
      slope: try value("length-slope"), strangers: try value("length-strangers"),
      outliers: try value("length-outliers"))
    foundNumber = try value("found-number")
    foundName = try value("found-name")
    foundKnown = try value("found-known")
    foundUnknown = try value("found-unknown")
    foundMark = try value("found-mark")
    linkIdentical = try value("link-identical")
    linkNumber = try value("link-number")
    linkLexicon = try value("link-lexicon")
    linkStem = try value("link-stem")
    linkCognate = try value("link-cognate")
    lexicalWeight = try value("lexical-weight")
    frequencyCount = try value("frequency-count")
    frequencyTotal = try value("frequency-total")
    tokenCap = try value("token-cap")
    runDilution = try value("run-dilution")
    paragraphWeight = try value("paragraph-weight")
    kindMismatch = try value("kind-mismatch")
    crossingCost = try value("crossing-cost")
    cosineWeight = try value("cosine-weight")
    cosineBias = try value("cosine-bias")
    cosineGrowth = try value("cosine-growth")
  }
}
