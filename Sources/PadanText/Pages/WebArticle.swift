import PadanModel

/// Brings the evidence of a page's markup into the decision about the kinds of its blocks.
struct WebArticle {
  /// The scores that the evidence adds to the kinds of each block, in nats.
  let scores: [[SegmentKind: Float]]
  /// For each block, the probability that it is the article, 0...1.
  let shares: [Float]
  /// For each block, the features of the content model.
  let features: [[String]]
  /// The blocks that may be part of the page's article, from its kicker to its sign-off; empty if
  /// the page has no article.
  let extent: Range<Int>

  /// The kinds that are the text of an article.
  private static let text: [SegmentKind] = [
    .body, .datelineSentence, .list, .standfirst, .subheading,
  ]
  /// The probability from which on a block is taken for the article.
  private static let threshold: Float = 0.3
  /// The same for a page on which no block reaches it: better a doubtful article than none.
  private static let lowThreshold: Float = 0.1
  /// How far from the text a headline, a byline or a sign-off may stand, in blocks.
  private static let reach = 12

  /// Weighs the evidence of a page.
  ///
  /// - Parameters:
  ///   - lines: The blocks of the page.
  ///   - evidence: What the markup tells of each.
  ///   - explains: Whether to name the features.
  init(_ lines: [PageLine], _ evidence: [[String]], explains: Bool, model: ContentModel = .bundled)
  {
    let shares = model.shares(lines, evidence)
    self.shares = shares
    features = explains ? lines.indices.map { model.features(of: $0, in: lines, evidence) } : []
    let highest = shares.max() ?? 0
    let least = highest >= Self.threshold ? Self.threshold : max(Self.lowThreshold, highest)
    let found = shares.indices.filter { shares[$0] >= least }
    let title = evidence.firstIndex { $0.contains("title=at") }
    guard let first = found.first, let last = found.last else {
      extent = 0..<0
      scores = lines.map { _ in [:] }
      return
    }
    let start = title.map { $0 <= first ? max(0, $0 - 4) : first } ?? first
    let extent = max(start, first - Self.reach * 2)..<min(lines.count, last + 1 + Self.reach)
    self.extent = extent
    scores = lines.indices.map {
      Self.scores(share: shares[$0] / least * 0.5, evidence[$0], isNear: extent.contains($0))
    }
  }

  /// The scores that evidence adds to the kinds of a block.
  ///
  /// - Parameter share: How sure it is that the block is the article; 0.5 is the threshold.
  private static func scores(
    share: Float, _ evidence: [String], isNear: Bool
  ) -> [SegmentKind: Float] {
    var scores: [SegmentKind: Float] = [:]
    if !isNear { return [.inset: 1000] }
    let odds = min(6, max(-6, 4 * (min(share, 1.5) - 0.5) * 2))
    for kind in text { scores[kind, default: 0] += odds }
    for sign in evidence {
      switch sign {
      case "title=at": scores[.headline, default: 0] += 6
      case "tag=h1": scores[.headline, default: 0] += 3
      case "like=3": scores[.headline, default: 0] += 2
      case "tag=h2", "tag=h3", "tag=h4", "tag=h5", "tag=h6":
        scores[.subheading, default: 0] += 2
        scores[.headline, default: 0] += 0.5
        scores[.body, default: 0] -= 2
      case "tag=li":
        scores[.list, default: 0] += 3
        scores[.body, default: 0] -= 1
      case "tag=figcaption":
        scores[.caption, default: 0] += 4
        scores[.credit, default: 0] += 2
      case "tag=p":
        for kind in [SegmentKind.subheading, .headline] { scores[kind, default: 0] -= 1 }
      case "link=4": scores[.inset, default: 0] += 2
      default: break
      }
    }
    return scores
  }
}
