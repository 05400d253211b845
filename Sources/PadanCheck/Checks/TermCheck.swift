import PadanModel
import PadanText

/// The terms of a pair of languages, found in both texts of a pair.
struct CheckedTerms: Sendable {
  let terms: [Term]
  private let sources: TermFinder
  private let targets: TermFinder

  /// - Complexity: O(letters of all terms).
  init(_ terms: [Term], source: LanguageTag, target: LanguageTag) {
    self.terms = terms
    sources = TermFinder(terms.map(\.source), language: source)
    targets = TermFinder(terms.map(\.target), language: target)
  }

  /// Terms with one place or several in a source text.
  struct Use {
    /// The positions of the terms, which stand at the same places.
    var terms: [Int]
    /// The places, in UTF-8 bytes.
    var places: [Range<Int>]
  }

  /// The terms whose sources stand in a text, by their first place.
  func uses(in source: String) -> [Use] {
    let findings = sources.terms(in: source)
    var uses: [Use] = []
    var known: [[Int]: Int] = [:]
    var start = 0
    while start < findings.count {
      let range = findings[start].range
      let end = findings[start...].firstIndex { $0.range != range } ?? findings.count
      let group = findings[start..<end].map(\.term)
      if let place = known[group] {
        uses[place].places.append(range)
      } else {
        known[group] = uses.count
        uses.append(Use(terms: group, places: [range]))
      }
      start = end
    }
    return uses
  }

  /// The places of all terms whose targets stand in a text, by term, also inside longer ones.
  func places(in target: String) -> [Int: [Range<Int>]] {
    targets.terms(in: target, nested: true).reduce(into: [:]) {
      $0[$1.term, default: []].append($1.range)
    }
  }
}

extension PairCheck {
  /// Finds terms whose translation is missing, forbidden or, where there should be none, one.
  ///
  /// A term of several translations has what it needs if one of them is there. What is forbidden for one
  /// term may be right for another, and as a part of a longer translation.
  static let terms = PairCheck(.missingTerm, .forbiddenTerm, .translatedTerm) { pair, context in
    guard let checked = context.terms else { return [] }
    let (source, target) = (pair.source.variant.text, pair.target.variant.text)
    let uses = checked.uses(in: source)
    guard !uses.isEmpty else { return [] }
    let found = checked.places(in: target)
    let right = Covered(
      uses.flatMap(\.terms).filter { checked.terms[$0].status.isAllowed }
        .flatMap { found[$0] ?? [] })
    let utf8 = Array(source.utf8)
    let offsets = (source: ScalarOffsets(utf8), target: ScalarOffsets(Array(target.utf8)))
    return uses.compactMap { use in
      let allowed = use.terms.filter { checked.terms[$0].status.isAllowed }
      let isTranslated = allowed.contains { found[$0] != nil }
      let places = offsets.source.ranges(use.places)
      for term in use.terms where checked.terms[term].status == .forbidden {
        let wrong = (found[term] ?? []).filter { !right.holds($0) }
        if wrong.isEmpty { continue }
        let wanted = allowed.map { checked.terms[$0].target }
        return PairFinding(
          .forbiddenTerm, certainty: isTranslated ? 0.7 : 0.9, source: places,
          target: offsets.target.ranges(wrong),
          detail: checked.terms[term].target
            + (wanted.isEmpty ? "" : "; wanted: " + wanted.joined(separator: " / ")))
      }
      guard let first = allowed.first, !isTranslated,
        // A compound is no form of the term, but has it.
        !allowed.contains(where: { isPart(checked.terms[$0].target, of: target) })
      else { return nil }
      let term = checked.terms[first]
      if term.status == .untranslated {
        return PairFinding(
          .translatedTerm, certainty: 0.85, source: places, detail: term.source)
      }
      // A word derived from a term is often another one in translation: *penulis* is no *writing*.
      let form = TextForm.folded(term.source)
      let isDerived = !use.places.contains { place in
        TextForm.folded(String(decoding: utf8[place], as: UTF8.self)) == form
      }
      return PairFinding(
        .missingTerm, certainty: isDerived ? 0.6 : 0.8, source: places,
        detail: "\(term.source): "
          + allowed.map { checked.terms[$0].target }.joined(separator: " / "))
    }
  }

  /// The least letters of a term that may be a part of a compound.
  private static let leastPart = 4

  private static func isPart(_ term: String, of text: String) -> Bool {
    term.count >= leastPart && TextForm.folded(text).contains(TextForm.folded(term))
  }
}

/// How many Unicode scalars stand before each byte of a text.
private struct ScalarOffsets {
  private let before: [Int]

  /// - Complexity: O(bytes of the text).
  init(_ utf8: [UInt8]) {
    var count = 0
    before =
      utf8.map { byte in
        defer { if byte & 0xC0 != 0x80 { count += 1 } }
        return count
      } + [count]
  }

  /// Ranges of bytes as ranges of scalars.
  func ranges(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.map { before[$0.lowerBound]..<before[$0.upperBound] }
  }
}

/// Ranges in which others may lie.
private struct Covered {
  /// The ranges by their beginning, each with the greatest end up to it.
  private var reaches: [(start: Int, end: Int)] = []

  init(_ ranges: [Range<Int>]) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      reaches.append((range.lowerBound, max(range.upperBound, reaches.last?.end ?? 0)))
    }
  }

  /// Whether a range lies in one of them.
  ///
  /// - Complexity: O(log n) for n ranges.
  func holds(_ range: Range<Int>) -> Bool {
    let next = reaches.partitioningIndex { $0.start > range.lowerBound }
    return next > 0 && reaches[next - 1].end >= range.upperBound
  }
}
