package import PadanModel

/// The numbers that steer an alignment. They are read from a file that says where each number comes
/// from.
///
/// A line of the file is a name and a value, `prior-joined -1.05` for example; `#` begins a
/// comment. Scores are in nats.
package struct AlignmentWeights: Sendable {
  /// A weight file that cannot be used.
  package enum ReadingError: PadanError, Equatable {
    /// A line is not a name and a number.
    case line(SourceLocation)
    /// The file has no weight of this name.
    case missing(String, file: String)

    /// Always `badInput`.
    package var kind: ErrorKind { .badInput }

    /// `weights.line` or `weights.missing`.
    package var code: ErrorCode {
      switch self {
      case .line: "weights.line"
      case .missing: "weights.missing"
      }
    }

    /// The line, or the file if a weight is missing.
    package var location: SourceLocation? {
      switch self {
      case .line(let location): location
      case .missing(_, let file): SourceLocation(file: file)
      }
    }

    /// What is wrong, in English.
    package var fault: String {
      switch self {
      case .line: "this is no weight."
      case .missing(let name, _): "the weight “\(name)” is missing."
      }
    }

    /// How to correct a line; `nil` for a missing weight.
    package var remedy: Remedy? {
      if case .line = self { .advice("Write a name and a number.") } else { nil }
    }
  }

  /// The priors of beads and the score of their lengths.
  let model: BeadModel
  /// As how much evidence the model counts against that of the texts.
  let modelStrengths: BeadModel.Strengths

  /// The strength of a link, 0...1, by its kind: here between words that are spelled the same.
  let linkIdentical: Double
  /// The same between equal numbers or marks.
  let linkNumber: Double
  /// The same between numbers of which one may be the other rounded, or without the word for its power of
  /// ten.
  let linkRounded: Double
  /// The same between a word and its translation in the lexicon.
  let linkLexicon: Double
  /// The same if only a stem of the word is in the lexicon.
  let linkStem: Double
  /// The same between words of similar spelling, times their similarity.
  let linkCognate: Double
  /// The same between names that sound alike, times their likeness.
  let linkSound: Double
  /// The least likeness of two names that are linked, 0...1.
  let leastSound: Double

  /// What the score of a bead's words is multiplied by.
  let lexicalWeight: Double
  /// Added to each count of a word in its own text, to estimate its frequency.
  let frequencyCount: Double
  /// Added to the count of all words, to estimate a word's frequency.
  let frequencyTotal: Double
  /// How far a word that is linked to many segments of the other text counts as frequent, 0...1.
  let topicWeight: Double
  /// The most that one word adds to a score, in nats.
  let tokenCap: Double
  /// How far the words of a longer run share the strength of their links: 0 not at all, 1 fully.
  let runDilution: Double
  /// What the score of paragraph starts is multiplied by.
  let paragraphWeight: Double
  /// Subtracted from the score of a bead that pairs different parts of an article, a headline with
  /// body text for example.
  let kindMismatch: Double

  /// What a margin of encoder vectors is multiplied by, in nats.
  let cosineWeight: Double
  /// The margin that speaks neither for nor against a bead, 0...1.
  let cosineBias: Double
  /// By what share of itself the encoder's score grows for every two segments of a bead beyond the
  /// first two.
  let cosineGrowth: Double

  /// Reads a weight file. Names that Padan does not know are ignored; of two equal names the last
  /// counts.
  ///
  /// - Parameter file: The file's name, for errors.
  /// - Throws: `ReadingError` with the first line that is not a weight, or with the name of a
  ///   missing weight.
  package init(parsing text: String, file: String) throws(ReadingError) {
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
    model = BeadModel(
      priors: BeadPrior(
        BeadPrior.Shares(
          unpaired: try value("unpaired-share"), cuttable: try value("cuttable-share"),
          further: try value("further-chance"), drift: try value("sentence-drift")),
        joined: try value("prior-joined")),
      lengths: LengthModel(
        weight: try value("length-weight"), base: try value("length-base"),
        slope: try value("length-slope"), unrelated: try value("length-strangers"),
        outliers: try value("length-outliers"),
        unevenOutliers: try value("length-outliers-uneven")),
      chances: FoundChances(
        number: try value("found-number"), name: try value("found-name"),
        mark: try value("found-mark"), known: try value("found-known"),
        listed: try value("found-listed"), unknown: try value("found-unknown")))
    modelStrengths = BeadModel.Strengths(
      unpaired: try value("strength-unpaired"), cuttable: try value("strength-cuttable"),
      further: try value("strength-further"), drift: try value("strength-drift"),
      spread: try value("strength-spread"), mean: try value("strength-mean"),
      found: try value("strength-found"))
    linkIdentical = try value("link-identical")
    linkNumber = try value("link-number")
    linkRounded = try value("link-rounded")
    linkLexicon = try value("link-lexicon")
    linkStem = try value("link-stem")
    linkCognate = try value("link-cognate")
    linkSound = try value("link-sound")
    leastSound = try value("least-sound")
    lexicalWeight = try value("lexical-weight")
    frequencyCount = try value("frequency-count")
    frequencyTotal = try value("frequency-total")
    topicWeight = try value("topic-weight")
    tokenCap = try value("token-cap")
    runDilution = try value("run-dilution")
    paragraphWeight = try value("paragraph-weight")
    kindMismatch = try value("kind-mismatch")
    cosineWeight = try value("cosine-weight")
    cosineBias = try value("cosine-bias")
    cosineGrowth = try value("cosine-growth")
  }
}
