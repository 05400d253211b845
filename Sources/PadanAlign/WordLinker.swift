import Glibc
public import PadanModel
import PadanText

extension Aligner {
  /// The links between the words of each paired bead, bead by bead in the order of the alignment, and
  /// in the order of the source words.
  ///
  ///     let links = aligner.wordLinks(in: aligner.align(article, reference))
  ///
  /// The evidence is that of the alignment: lexicon, numbers, names and spelling. A bead with a side of
  /// more than `Limits.linkedWords` words has no links.
  ///
  /// - Complexity: O(n) for n words of the texts, and O(k² log k) for a bead with k equal words.
  public func wordLinks(in documents: AlignedDocuments) -> [[AlignedDocuments.WordLink]] {
    let sourceSide = AlignmentSide(documents.source.texts)
    let targetSide = AlignmentSide(documents.target.texts)
    let words = words(sourceSide.texts, targetSide.texts)
    let linker = WordLinker(
      words: words, model: startingModel,
      source: WordLinker.Side(
        sourceSide, words.forward.causes, WordReader(language: source, lexicon: lexicon)),
      target: WordLinker.Side(
        targetSide, words.backward.causes, WordReader(language: target, lexicon: reversedLexicon)))
    return documents.alignment.beads.map { linker.links(of: $0) }
  }

  /// The links between the words of a source text and its translation, each taken as one segment.
  ///
  ///     aligner.wordLinks("Harga beras naik.", "Rice prices rose.")  // Harga–prices, beras–Rice
  public func wordLinks(_ source: String, _ target: String) -> [AlignedDocuments.WordLink] {
    let pair = AlignedDocuments(
      source: SegmentedText(texts: [source]), target: SegmentedText(texts: [target]),
      alignment: Alignment(beads: [Bead(source: 0..<1, target: 0..<1)]))
    return wordLinks(in: pair)[0]
  }
}

/// Finds the words of a bead that translate each other.
///
/// In each direction every occurrence of a word is noise or the translation of one occurrence of the
/// other side, as in `LexicalScores`; of these, those at about the same place in their text are
/// likelier, as in the model of Dyer, Chahuneau and Smith (2013, https://aclanthology.org/N13-1073).
/// A link has the geometric mean of its posteriors in both directions. The likeliest links are taken
/// first, one for each word (competitive linking: Melamed 2000, https://aclanthology.org/J00-2004).
/// Then a word without a link joins the link of its neighbour if it is likely to have the same partner,
/// as both words of *rumah sakit* have in “hospital” (Och and Ney 2003,
/// https://aclanthology.org/J03-1002).
private struct WordLinker {
  let words: BilingualWords
  let model: BeadModel
  let source: Side
  let target: Side

  /// The least probability of a link, 0...1.
  private static let leastProbability = 0.2
  /// The least posterior, in one direction, by which a word joins its neighbour's link, 0...1.
  private static let leastToJoin = 0.5

  /// The links of a bead, in the order of its source words; none if it is unpaired.
  func links(of bead: Bead) -> [WordLink] {
    let (sources, targets) = (source.words(of: bead.source), target.words(of: bead.target))
    guard max(sources.count, targets.count) <= Limits.linkedWords else { return [] }
    let candidates = candidates(sources, targets)
    var links: [Int: Candidate] = [:]  // by source word
    var linkedTargets: [Int: Candidate] = [:]
    for candidate in candidates.sorted(by: Candidate.isLikelier) {
      guard candidate.probability >= Self.leastProbability, links[candidate.source] == nil,
        linkedTargets[candidate.target] == nil
      else { continue }
      links[candidate.source] = candidate
      linkedTargets[candidate.target] = candidate
    }
    let joined = candidates.filter { candidate in
      guard max(candidate.forward, candidate.backward) >= Self.leastToJoin else { return false }
      func isBesideLink(_ place: Int, _ links: [Int: Candidate], _ other: KeyPath<Candidate, Int>)
        -> Bool
      {
        links[place] == nil
          && [place - 1, place + 1].contains {
            links[$0]?[keyPath: other] == candidate[keyPath: other]
          }
      }
      return isBesideLink(candidate.source, links, \.target)
        || isBesideLink(candidate.target, linkedTargets, \.source)
    }
    return (links.values + joined)
      .sorted { ($0.source, $0.target) < ($1.source, $1.target) }
      .map {
        WordLink(
          source: sources[$0.source].place, target: targets[$0.target].place,
          probability: $0.probability)
      }
  }

  /// Two words of a bead, by their positions among its words, that may translate each other.
  private struct Candidate {
    var source: Int
    var target: Int
    /// The odds, against noise, that the target word translates the source word; then the posterior.
    var forward: Double
    /// The odds that the source word translates the target word; then the posterior.
    var backward: Double

    /// The probability of the link, 0...1.
    var probability: Double { (forward * backward).squareRoot() }

    static func isLikelier(_ first: Candidate, _ second: Candidate) -> Bool {
      (second.probability, first.source, first.target)
        < (first.probability, second.source, second.target)
    }
  }

  /// All linked words of two runs with their posteriors.
  private func candidates(_ sources: [Side.Word], _ targets: [Side.Word]) -> [Candidate] {
    let places = Dictionary(grouping: targets.indices) { targets[$0].entry }
    let forwardPrior = PlacePrior(causes: sources.count, effects: targets.count)
    let backwardPrior = PlacePrior(causes: targets.count, effects: sources.count)
    var candidates: [Candidate] = []
    var (forwardSums, backwardSums) = (
      Array(repeating: 1.0, count: targets.count), Array(repeating: 1.0, count: sources.count)
    )
    for (index, word) in sources.enumerated() {
      for link in words.forward.links[word.entry] {
        for other in places[link.target] ?? [] {
          let candidate = Candidate(
            source: index, target: other,
            forward: words.forward.odds(
              of: link.target, called: link.strength,
              by: 1 / forwardPrior.share(of: index, for: other),
              model.targetChances),
            backward: words.backward.odds(
              of: word.entry, called: link.strength,
              by: 1 / backwardPrior.share(of: other, for: index),
              model.sourceChances))
          forwardSums[other] += candidate.forward
          backwardSums[index] += candidate.backward
          candidates.append(candidate)
        }
      }
    }
    for index in candidates.indices {
      candidates[index].forward /= forwardSums[candidates[index].target]
      candidates[index].backward /= backwardSums[candidates[index].source]
    }
    return candidates
  }
}

/// How likely each word of a run of causes is the one that a word of the effects translates, by their
/// places alone: the words of each side stand at even distances between 0 and 1.
private struct PlacePrior {
  private let causes: Int
  private let effects: Int

  /// How much likelier a word at the same place is than one at the opposite end, in nats.
  private static let tension = 4.0

  init(causes: Int, effects: Int) {
    self.causes = causes
    self.effects = effects
  }

  /// The share of a cause for an effect, 0...1. The shares of all causes add up to 1.
  func share(of cause: Int, for effect: Int) -> Double {
    let place = (Double(effect) + 0.5) / Double(effects)
    func weight(_ cause: Int) -> Double {
      exp(-Self.tension * abs((Double(cause) + 0.5) / Double(causes) - place))
    }
    // On either side of the place the weights are a geometric series.
    let ratio = exp(-Self.tension / Double(causes))
    func sum(from cause: Int, _ count: Int) -> Double {
      count > 0 ? weight(cause) * (1 - pow(ratio, Double(count))) / (1 - ratio) : 0
    }
    let before = min(causes, max(0, Int((place * Double(causes) + 0.5).rounded(.down))))
    return weight(cause) / (sum(from: before - 1, before) + sum(from: before, causes - before))
  }
}

extension WordLinker {
  /// The words of one side, in the order in which they stand, without marks.
  fileprivate struct Side {
    /// An occurrence of a word.
    struct Word {
      /// Its position in the side's vocabulary.
      var entry: Int
      var place: WordLink.Word
    }

    /// The words of each segment; none of one that is blank.
    private let segments: [[Word]]

    /// - Parameter reader: The reader that read the vocabulary.
    init(_ side: AlignmentSide, _ vocabulary: Vocabulary, _ reader: WordReader) {
      var segments = Array(repeating: [Word](), count: side.totalCount)
      for (index, segment) in side.places.enumerated() {
        let text = side.texts[index]
        let bytes = TextForm.byteRanges(in: text)
        segments[segment] = zip(vocabulary.segments[index], reader.words(in: text))
          .filter { $1.entry.wordClass != .mark }
          .map { entry, word in
            let range =
              bytes[word.range.lowerBound].lowerBound..<bytes[word.range.upperBound - 1].upperBound
            return Word(entry: entry, place: WordLink.Word(segment: segment, range: range))
          }
          .sorted { $0.place.range.lowerBound < $1.place.range.lowerBound }
      }
      self.segments = segments
    }

    func words(of run: Range<Int>) -> [Word] { segments[run].flatMap(\.self) }
  }
}
