import Glibc
import PadanModel

/// How far the facts of two texts agree: the numbers and names of their paired beads.
///
/// Reports of two earthquakes say the same in the same words, but for the place, the hour and the figures. Where
/// a bead has a number on either side that nothing on the other side matches, the two contradict each other; a
/// number that only one side has may just have been left out. So of each class a bead has as many agreements as
/// the side that has fewer matched ones, and as many contradictions as the side that has fewer unmatched ones.
/// Numbers that may be one measure in two units, miles and kilometres, neither agree nor contradict.
///
/// - Complexity: O(w · l) for w words with l links each.
struct FactAgreement {
  /// A class of words that state facts, and what each says, in nats.
  private struct Class {
    let wordClass: Vocabulary.WordClass
    /// The log-likelihood ratio of “the same event” against “another event” of an agreement.
    let agreement: Double
    /// The same of a contradiction.
    let contradiction: Double
  }

  /// The shares of contradictions in pairs of one event and of two: .12 and .7 for numbers, .1 and .45 for names.
  private static let classes = [
    Class(wordClass: .number, agreement: log(0.88 / 0.3), contradiction: log(0.12 / 0.7)),
    Class(wordClass: .name, agreement: log(0.9 / 0.55), contradiction: log(0.1 / 0.45)),
  ]

  /// The log-likelihood ratio of “the same event” against “another event”, in nats.
  private(set) var evidence = 0.0

  /// The facts of beads that pair segments, in positions of the evidence.
  init(of beads: [Bead], _ forward: WordEvidence, _ backward: WordEvidence) {
    for bead in beads {
      let source = Self.facts(bead.source, bead.target, forward)
      let target = Self.facts(bead.target, bead.source, backward)
      for (kind, (source, target)) in zip(Self.classes, zip(source, target)) {
        evidence += Double(min(source.matched, target.matched)) * kind.agreement
        let measures = Self.sameMeasures(source.unmatched, target.unmatched)
        evidence +=
          Double(min(source.unmatched.count, target.unmatched.count) - measures)
          * kind.contradiction
      }
    }
  }

  /// For each class, how many different words of the effects match something of the causes, and the texts of those
  /// that do not, sorted.
  private static func facts(
    _ causes: Range<Int>, _ effects: Range<Int>, _ words: WordEvidence
  ) -> [(matched: Int, unmatched: [String])] {
    let linked = Set(
      causes.flatMap { words.causes.segments[$0] }.flatMap { words.links[$0] }.map(\.target))
    let effects = Set(effects.flatMap { words.effects.segments[$0] })
    return classes.map { kind in
      let facts = effects.filter { words.effects.entries[$0].isFact(of: kind.wordClass) }
      let unmatched = facts.filter { !linked.contains($0) }
      return (
        facts.count - unmatched.count, unmatched.map { words.effects.entries[$0].text }.sorted()
      )
    }
  }

  /// What one unit is in another: inches in centimetres, feet in metres, miles in kilometres, pounds in kilograms.
  private static let factors = [2.54, 0.3048, 1.609, 0.4536]
  /// How far a measure may be rounded.
  private static let tolerance = 0.03

  /// How many pairs of numbers may be one measure in two units, each number in one pair at most.
  private static func sameMeasures(_ sources: [String], _ targets: [String]) -> Int {
    var rest = targets.compactMap { Double($0) }
    return sources.compactMap { Double($0) }.count { source in
      let index = rest.firstIndex { target in
        factors.contains { factor in
          [target / source, source / target].contains {
            abs($0 / factor - 1) <= tolerance
          }
        }
      }
      if let index { rest.remove(at: index) }
      return index != nil
    }
  }
}

extension Vocabulary.Entry {
  /// Whether it is a word of a class that states a fact. A name in letters other than Latin may be spelled so
  /// differently in the other text that nothing matches it.
  fileprivate func isFact(of wordClass: Vocabulary.WordClass) -> Bool {
    self.wordClass == wordClass
      && (wordClass != .name || text.unicodeScalars.allSatisfy { $0.value < 0x250 })
  }
}
