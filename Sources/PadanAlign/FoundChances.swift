import Glibc

/// For each class of words, the chance that a word finds its partner in a translation, 0...1.
///
/// It depends on the languages and on the lexicon: between two scripts names are not found, and
/// words that no lexicon has are found if they are spelled alike.
struct FoundChances {
  /// A class of words with one chance.
  enum WordClass: Int, CaseIterable {
    case number, name, mark
    /// A word that a lexicon has.
    case known
    /// A word that only a dictionary has.
    case listed
    /// A word that the lexicon lacks.
    case unknown
  }

  /// The chances, by class.
  private var chances: [Double]

  /// How many words were found, each bead by its posterior.
  struct Counts {
    fileprivate var found = WordClass.allCases.map { _ in 0.0 }
    fileprivate var all = WordClass.allCases.map { _ in 0.0 }

    /// Adds a word that is found with some probability.
    mutating func add(_ wordClass: WordClass, found probability: Double, weight: Double) {
      found[wordClass.rawValue] += weight * probability
      all[wordClass.rawValue] += weight
    }

    static func += (counts: inout Counts, other: Counts) {
      for index in counts.all.indices {
        counts.found[index] += other.found[index]
        counts.all[index] += other.all[index]
      }
    }
  }

  init(number: Double, name: Double, mark: Double, known: Double, listed: Double, unknown: Double) {
    chances = [number, name, mark, known, listed, unknown]
  }

  subscript(wordClass: WordClass) -> Double { chances[wordClass.rawValue] }

  /// For each class, by its number, the score of a word that is not found, in nats.
  var missedScores: [Double] { chances.map { log1p(-$0) } }

  /// The chances adapted to what beads show; they themselves count as `strength` words of each
  /// class.
  func adapted(to counts: Counts, strength: Double) -> FoundChances {
    var adapted = self
    for (index, usual) in chances.enumerated() {
      adapted.chances[index] =
        (strength * usual + counts.found[index]) / (strength + counts.all[index])
    }
    return adapted
  }
}
