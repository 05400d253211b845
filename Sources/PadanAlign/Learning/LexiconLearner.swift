public import PadanModel
import PadanText

/// Learns which words translate each other from pairs of segments.
///
///     var learner = LexiconLearner(source: indonesian, target: english)
///     learner.add("harga beras naik", "rice prices rise")
///     learner.add("beras impor", "imported rice")
///     learner.entries().first { $0.source == "beras" }!.target  // "rice"
///
/// IBM Model 1 (Brown et al. 1993) is trained in both directions and symmetrised: a pair of words is as
/// strong as the geometric mean of its two probabilities. Words are those of the aligner: case-folded
/// tokens, numbers and marks left out.
public struct LexiconLearner: Sendable {
  /// What steers the learning. The values were chosen on held-out news pairs.
  public struct Options: Sendable {
    /// Rounds of expectation maximisation.
    public var iterations = 5
    /// In how many pairs a word must stand; what is seen once could translate anything beside it.
    public var leastCount = 2
    /// Added to the total of every word, so that rare words do not claim whatever stands beside them
    /// (after Moore, “Improving IBM Word-Alignment Model 1”, 2004, https://aclanthology.org/P04-1066).
    public var damping: Float = 1
    /// The weakest entry kept, 0...1.
    public var leastStrength: Float = 0.1
    /// The most translations kept for a word.
    public var mostTranslations = 4

    public init() {}
  }

  /// One word and one translation of it.
  public struct Entry: Hashable, Sendable {
    public var source: String
    public var target: String
    /// 0...1.
    public var strength: Double
  }

  public let source: LanguageTag
  public let target: LanguageTag
  private let options: Options
  private var pairs = TokenPairs()
  private var sourceWords = WordList()
  private var targetWords = WordList()

  public init(source: LanguageTag, target: LanguageTag, options: Options = Options()) {
    self.source = source
    self.target = target
    self.options = options
  }

  /// How many pairs there are to learn from.
  public var pairCount: Int { pairs.count }

  /// Adds a pair to learn from and says whether it was taken: one with no word on a side, or with more
  /// than 250 words, teaches nothing.
  ///
  /// - Parameter weight: How many pairs it counts for.
  @discardableResult
  public mutating func add(_ source: String, _ target: String, weight: Double = 1) -> Bool {
    pairs.add(
      source: sourceWords.tokens(of: source), target: targetWords.tokens(of: target),
      weight: Float(weight))
  }

  /// Learns the entries: by source word in the order in which the words came, the strongest translation
  /// first, equal ones by text.
  ///
  /// - Complexity: linear in the sum over the pairs of the product of their lengths, but for a
  ///   logarithm; about 3 s of CPU for 20,000 news sentences, in bounded memory for any
  ///   number.
  public func entries() -> [Entry] {
    let model = IBMModel1(pairs, options: options)
    var entries: [Entry] = []
    for (word, text) in sourceWords.words.enumerated() where word < model.table.starts.count - 1 {
      let row = model.table.starts[word]..<model.table.starts[word + 1]
      var best: [Entry] = []
      for cell in row {
        let strength = model.strength(ofCell: cell)
        guard strength >= options.leastStrength else { continue }
        best.append(
          Entry(
            source: text, target: targetWords.words[Int(model.table.targets[cell])],
            strength: Double(strength)))
      }
      best.sort { ($1.strength, $0.target) < ($0.strength, $1.target) }
      entries += best.prefix(options.mostTranslations)
    }
    return entries
  }
}

extension LexiconLearner {
  /// Learns a lexicon.
  ///
  /// - Parameter name: What messages and results call it.
  public func lexicon(named name: String) -> Lexicon {
    var lexicon = Lexicon(name: name, source: source, target: target)
    for entry in entries() {
      lexicon.add(entry.source, [Lexicon.Translation(entry.target, strength: entry.strength)])
    }
    return lexicon
  }
}

/// The words of one side, each distinct one once, numbered as they come.
private struct WordList: Sendable {
  private(set) var words: [String] = []
  private var numbers: [String: Int32] = [:]

  /// The numbers of a text's words; what holds a digit (*Rp750*, *G20*) is no word to translate.
  mutating func tokens(of text: String) -> [Int32] {
    var tokens: [Int32] = []
    for token in Tokenizer.tokens(in: text)
    where token.kind == .word && !token.folded.utf8.contains(where: { (0x30...0x39).contains($0) })
    {
      if let number = numbers[token.folded] {
        tokens.append(number)
      } else {
        let number = Int32(words.count)
        numbers[token.folded] = number
        words.append(token.folded)
        tokens.append(number)
      }
    }
    return tokens
  }
}
