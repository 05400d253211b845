public import PadanModel
import PadanText

/// Learns which words translate each other from pairs of segments.
///
///     var learner = LexiconLearner(source: indonesian, target: english)
///     learner.add("harga beras naik", "rice prices rise")
///     learner.add("beras impor", "imported rice")
///     learner.entries().first { $0.source == "beras" }!.target  // "rice"
///
/// IBM Model 1 (Brown et al. 1993) is trained in both directions and symmetrized: the strength of a
/// pair of words is the geometric mean of its two probabilities. Words are case-folded tokens, as
/// in the aligner; numbers and punctuation are left out.
public struct LexiconLearner: Sendable {
  /// The settings of the learner. The defaults were chosen on held-out news pairs.
  public struct Options: Sendable {
    /// The number of rounds of expectation maximization.
    public var iterations = 5
    /// The least number of pairs that a word is in. A word seen once could translate anything
    /// beside it.
    public var leastCount = 2
    /// Added to the total of every word, so that a rare word does not claim everything beside it
    /// (after Moore, “Improving IBM Word-Alignment Model 1”, 2004,
    /// https://aclanthology.org/P04-1066).
    public var damping: Float = 1
    /// The least strength of an entry that is kept, 0...1.
    public var leastStrength: Float = 0.1
    /// The largest number of translations that are kept for a source word.
    public var mostTranslations = 4
    /// Whether two words must meet in two pairs that have no segment in common. A word of which
    /// that cannot be said would only repeat what a bead took it for.
    var mustRecur = false
    /// How many characters of a word count: words that begin alike are learnt as one, and each of
    /// them has the translations of all. `nil` if all characters count.
    var beginning: Int?

    /// The default settings.
    public init() {}
  }

  /// A word and one translation of it.
  public struct Entry: Hashable, Sendable {
    /// The word, case-folded.
    public var source: String
    /// Its translation, case-folded.
    public var target: String
    /// How strongly they translate each other, 0...1.
    public var strength: Double
  }

  /// The language of the source segments.
  public let source: LanguageTag
  /// The language of the target segments.
  public let target: LanguageTag
  let options: Options
  private(set) var pairs = TokenPairs()
  private(set) var sourceWords: WordList
  private(set) var targetWords: WordList
  /// The source segments of the texts whose beads were added.
  private var knownSources: Set<[Int32]> = []
  /// The target segments of these texts.
  private var knownTargets: Set<[Int32]> = []
  /// For the words of each bead, its number among the pairs.
  private var knownBeads: [BeadWords: Int] = [:]
  /// The number of segments of the longer sides of these texts.
  private var segmentCount = 0

  /// A learner without pairs.
  public init(source: LanguageTag, target: LanguageTag, options: Options = Options()) {
    self.source = source
    self.target = target
    self.options = options
    sourceWords = WordList(beginning: options.beginning)
    targetWords = WordList(beginning: options.beginning)
  }

  /// Makes words known, so that they have the first numbers.
  mutating func number(sources: [String], targets: [String]) {
    for word in sources { sourceWords.add(word) }
    for word in targets { targetWords.add(word) }
  }

  /// The number of pairs to learn from.
  public var pairCount: Int { pairs.count }

  /// Adds a pair to learn from. A pair with a side of no words or of more than 250 words teaches
  /// nothing and is not taken.
  ///
  /// - Parameter weight: How many pairs it counts for; 0 or less is not taken.
  /// - Returns: Whether the pair was taken.
  @discardableResult
  public mutating func add(_ source: String, _ target: String, weight: Double = 1) -> Bool {
    pairs.add(
      source: sourceWords.tokens(of: source), target: targetWords.tokens(of: target),
      weight: Float(weight))
  }

  /// Adds likely beads of two texts, each by its confidence. They may overlap; a word counts as
  /// often as different segments hold it. Beads of the same words teach once, by the highest
  /// confidence.
  mutating func add(_ beads: [Bead], of documents: AlignedDocuments) {
    guard !beads.isEmpty else { return }
    let source = documents.source.segments.map { sourceWords.tokens(of: $0.text) }
    let target = documents.target.segments.map { targetWords.tokens(of: $0.text) }
    pairs.count(
      source: source.filter { knownSources.insert($0).inserted },
      target: target.filter { knownTargets.insert($0).inserted })
    for bead in beads {
      let words = BeadWords(
        source: source[bead.source].flatMap(\.self), target: target[bead.target].flatMap(\.self))
      let weight = Float(bead.confidence)
      if let pair = knownBeads[words] {
        pairs.raiseWeight(of: pair, to: weight)
      } else if pairs.add(
        source: words.source, target: words.target, weight: weight,
        at: TokenPairs.Place(bead.source, bead.target, after: segmentCount))
      {
        knownBeads[words] = pairs.count - 1
      }
    }
    segmentCount += max(source.count, target.count)
  }

  /// Learns the entries. They come in the order in which source words were first added; for each
  /// word the strongest translation first, equally strong ones by text.
  ///
  /// - Complexity: O(Σ |S| · |T|) over pairs of |S| and |T| words: about 1 s of CPU for 20,000
  ///   news sentences. Memory is bounded for any number of pairs.
  public func entries() -> [Entry] {
    let model = IBMModel1(pairs, options: options)
    return entries(of: model, recurring: options.mustRecur ? model.recurringCells(of: pairs) : nil)
  }

  /// The entries of a model whose words are those of this learner.
  ///
  /// - Parameter recurring: For each cell, whether it may be an entry; `nil` if all may.
  func entries(of model: IBMModel1, recurring: [Bool]? = nil) -> [Entry] {
    var entries: [Entry] = []
    for (word, texts) in sourceWords.words.enumerated() where word < model.table.starts.count - 1 {
      var best: [Lexicon.Translation] = []
      for cell in model.table.cells(of: word) {
        let strength = Double(model.strength(ofCell: cell))
        guard strength >= Double(options.leastStrength), recurring?[cell] != false else { continue }
        best += targetWords.words[Int(model.table.targets[cell])].map {
          Lexicon.Translation($0, strength: strength)
        }
      }
      best.sort { ($1.strength, $0.text) < ($0.strength, $1.text) }
      for text in texts {
        entries += best.prefix(options.mostTranslations).map {
          Entry(source: text, target: $0.text, strength: $0.strength)
        }
      }
    }
    return entries
  }
}

extension LexiconLearner {
  /// Learns a lexicon of the entries.
  ///
  /// - Parameter name: The lexicon's name in messages and results.
  /// - Complexity: That of `entries()`.
  public func lexicon(named name: String) -> Lexicon { lexicon(named: name, of: entries()) }

  /// A lexicon of entries.
  func lexicon(named name: String, of entries: [Entry]) -> Lexicon {
    var lexicon = Lexicon(name: name, source: source, target: target)
    for entry in entries {
      lexicon.add(entry.source, [Lexicon.Translation(entry.target, strength: entry.strength)])
    }
    return lexicon
  }
}

/// The words of a bead.
private struct BeadWords: Hashable {
  let source: [Int32]
  let target: [Int32]
}
