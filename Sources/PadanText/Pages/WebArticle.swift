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
  /// The probability that the best block must reach on a page where none reaches the threshold. Then
  /// only the best count: better a doubtful article than none.
  private static let lowThreshold: Float = 0.1
  /// The probability from which on a block alone makes an article.
  private static let sureThreshold: Float = 0.8
  /// The least length of an article without such a block, in scalars. A page of links to articles,
  /// or one that asks to log in, has less that could be one.
  private static let leastLength = 400
  /// How far from the text a headline, a byline or a sign-off may stand, in blocks.
  private static let reach = 12

  /// Weighs the evidence of a page.
  ///
  /// - Parameters:
  ///   - lines: The blocks of the page.
  ///   - evidence: What the markup tells of each.
  ///   - explains: Whether to name the features.
  init(_ lines: [PageLine], _ evidence: [[UInt16]], explains: Bool, model: ContentModel = .bundled)
  {
    let shares = model.shares(lines, evidence)
    self.shares = shares
    features = explains ? lines.indices.map { model.features(of: $0, in: lines, evidence) } : []
    let highest = shares.max() ?? 0
    let least = highest >= Self.threshold ? Self.threshold : max(Self.lowThreshold, highest)
    let found = shares.indices.filter { shares[$0] >= least }
    let title = evidence.firstIndex { $0.contains(Self.atTitle) }
    let length = found.reduce(0) { $0 + lines[$1].shape.length }
    guard let first = found.first, let last = found.last,
      highest >= Self.sureThreshold || length >= Self.leastLength
    else {
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
    share: Float, _ evidence: [UInt16], isNear: Bool
  ) -> [SegmentKind: Float] {
    if !isNear || evidence.contains(inMenu) { return [.inset: 1000] }
    let odds = min(6, max(-6, 4 * (min(share, 1.5) - 0.5) * 2))
    var scores = Dictionary(uniqueKeysWithValues: text.map { ($0, odds) })
    for sign in evidence {
      for (kind, score) in scoresOfSigns[sign] ?? [:] { scores[kind, default: 0] += score }
    }
    return scores
  }

  /// The sign of what stands in a menu, which is never the article.
  private static let inMenu = UInt16(MarkupSign.inside[MarkupSign.names.firstIndex(of: "nav")!])
  /// The sign of the title.
  private static let atTitle = UInt16(MarkupSign.title[MarkupSign.Title.at])

  /// What some signs add to the scores of kinds, in nats. They are set by hand.
  private static let scoresOfSigns: [UInt16: [SegmentKind: Float]] = {
    var scores: [UInt16: [SegmentKind: Float]] = [
      atTitle: [.headline: 6],
      UInt16(MarkupSign.like[3]): [.headline: 2],
      UInt16(MarkupSign.link[4]): [.inset: 2],
    ]
    let subheading: [SegmentKind: Float] = [.subheading: 2, .headline: 0.5, .body: -2]
    let tags: [String: [SegmentKind: Float]] = [
      "h1": [.headline: 3], "h2": subheading, "h3": subheading, "h4": subheading, "h5": subheading,
      "h6": subheading, "li": [.list: 3, .body: -1], "figcaption": [.caption: 4, .credit: 2],
      "p": [.subheading: -1, .headline: -1], "td": [.subheading: -3], "th": [.subheading: -3],
    ]
    for (position, tag) in MarkupSign.tags.enumerated() {
      scores[UInt16(MarkupSign.tag[position])] = tags[tag]
    }
    return scores
  }()
}
