import PadanModel
import PadanText

/// The words of a pair of texts and which of them translate each other.
struct PhraseLinks {
  private let sources: [PlainWord]
  private let targets: [PlainWord]
  private let edges: (source: EdgeWords, target: EdgeWords)
  /// The positions of the words of the other text that are linked to each word, by its position.
  private let partners: (ofSources: [Set<Int>], ofTargets: [Set<Int>])

  /// The most words of a translation.
  private static let longest = 6

  init(
    _ sources: [PlainWord], _ targets: [PlainWord], _ links: [WordLink],
    edges: (source: EdgeWords, target: EdgeWords)
  ) {
    (self.sources, self.targets, self.edges) = (sources, targets, edges)
    var partners = (
      ofSources: Array(repeating: Set<Int>(), count: sources.count),
      ofTargets: Array(repeating: Set<Int>(), count: targets.count)
    )
    for link in links {
      // A word of an aligner may be several here: both halves of *undang-undang*.
      let others = targets.indices.filter { targets[$0].range.overlaps(link.target.range) }
      for source in sources.indices where sources[source].range.overlaps(link.source.range) {
        partners.ofSources[source].formUnion(others)
        for other in others { partners.ofTargets[other].insert(source) }
      }
    }
    self.partners = partners
  }

  /// The words that translate a phrase: those to which its words are linked, if they are linked to no
  /// other word and only function words stand between them; `nil` if there are none.
  func translation(of phrase: Range<Int>) -> Range<Int>? {
    let content = phrase.filter { !edges.source.contains(sources[$0].folded) }
    guard content.allSatisfy({ !partners.ofSources[$0].isEmpty }) else { return nil }
    let linked = phrase.reduce(into: Set<Int>()) { $0.formUnion(partners.ofSources[$1]) }
      .filter { !edges.target.contains(targets[$0].folded) }
    guard let first = linked.min(), let last = linked.max(), last - first < Self.longest else {
      return nil
    }
    let isWhole = (first...last).allSatisfy { index in
      let isInside = partners.ofTargets[index].allSatisfy(phrase.contains)
      let isParted = index > first && targets[index].gap == .other
      return isInside && !isParted
        && (linked.contains(index) || edges.target.contains(targets[index].folded))
    }
    return isWhole ? first..<last + 1 : nil
  }
}
