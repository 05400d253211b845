package import PadanModel

/// Writes what a memory answers to the segments of a text as a single HTML page for people.
///
/// Each segment is a row with its matches, the best first: score, both texts, and where the pair comes
/// from. What the stored source has and the segment lacks is struck through, what it lacks itself is
/// underlined.
///
///     var page = LookupPage(source: indonesian, target: english, title: "berita.txt")
///     page.add(text: "Harga naik.", place: "¶3 body", matches: [])
///     output.write(page.bytes())
///
/// The page begins with counts, so it is held in memory until it is whole.
package struct LookupPage: Sendable {
  /// A run of a stored source.
  package struct Run: Hashable, Sendable {
    /// Which of the two texts have its words.
    package enum Side: String, Sendable {
      case both
      case stored = "del"
      case query = "ins"
    }
    /// Which of the two texts have its words.
    package var side: Side
    /// The words.
    package var text: String

    /// A run of words.
    package init(_ side: Side, _ text: String) {
      self.side = side
      self.text = text
    }
  }

  /// A match of a segment.
  package struct Match: Sendable {
    /// The score as it is printed, 0...102.
    package var score: Double
    /// The score, and what kind of match it is.
    package var label: String
    /// The stored source; empty if the match before has the same one.
    package var source: [Run]
    /// The translation as it is proposed, with the words that a repair has replaced.
    package var target: [Run]
    /// Penalties, origin and other remarks.
    package var remarks: [String]

    /// Names the parts of a match.
    package init(
      score: Double, label: String, source: [Run], target: [Run], remarks: [String]
    ) {
      self.score = score
      self.label = label
      self.source = source
      self.target = target
      self.remarks = remarks
    }
  }

  /// How good the best match of a segment is. The raw value is the class of its elements.
  private enum Band: String, CaseIterable {
    case same, near, like, none

    /// The band of a printed score.
    init(_ score: Double) {
      self = score >= 100 ? .same : score >= 95 ? .near : .like
    }

    /// What the legend says of it.
    var legend: String {
      switch self {
      case .same: "100 and more: the same text"
      case .near: "95 to 99: small differences"
      case .like: "below 95: similar"
      case .none: "no match"
      }
    }
  }

  private let source: LanguageTag
  private let target: LanguageTag
  private let title: String
  private var rows = ReportPage.Fragment()
  private var counts: [Band: Int] = [:]
  private var count = 0

  /// A page without segments.
  ///
  /// - Parameters:
  ///   - source: The language of the segments.
  ///   - target: The language of the translations.
  ///   - title: The title of the page.
  package init(source: LanguageTag, target: LanguageTag, title: String) {
    self.source = source
    self.target = target
    self.title = title
  }

  /// Adds a segment and its matches, the best first.
  ///
  /// - Parameters:
  ///   - place: Where the segment stands, in words; empty if that says nothing.
  ///   - terms: The terms that stand in it, each in a line.
  package mutating func add(
    text: String, place: String, terms: [String] = [], matches: [Match]
  ) {
    let band = matches.first.map { Band($0.score) } ?? .none
    counts[band, default: 0] += 1
    count += 1
    rows.append(
      "<li class=\"\(band.rawValue)\" id=\"s\(count)\">\n<div class=\"segment\"><p class=\"place\">"
    )
    rows.append("<a href=\"#s\(count)\">\(count)</a> ")
    rows.text(place)
    rows.append("</p><p \(source.attributes)>")
    rows.text(text)
    rows.append("</p>")
    if !terms.isEmpty {
      rows.append("<p class=\"remarks\">")
      rows.text(terms.joined(separator: " · "))
      rows.append("</p>")
    }
    rows.append("</div>\n")
    if matches.isEmpty {
      rows.append("<p class=\"missing\">– no match –</p>\n")
    } else {
      rows.append("<ol class=\"matches\">\n")
      for match in matches { write(match) }
      rows.append("</ol>\n")
    }
    rows.append("</li>\n")
  }

  private mutating func write(_ match: Match) {
    rows.append("<li class=\"\(Band(match.score).rawValue)\"><p class=\"score\">")
    rows.text(match.label)
    rows.append("</p><div>")
    if !match.source.isEmpty {
      rows.append("<p class=\"source\" \(source.attributes)>")
      write(match.source)
      rows.append("</p>")
    }
    rows.append("<p \(target.attributes)>")
    write(match.target)
    rows.append("</p><p class=\"remarks\">")
    rows.text(match.remarks.joined(separator: " · "))
    rows.append("</p></div></li>\n")
  }

  private mutating func write(_ runs: [Run]) {
    for run in runs {
      if run.side == .both {
        rows.text(run.text)
      } else {
        rows.append("<\(run.side.rawValue)>")
        rows.text(run.text)
        rows.append("</\(run.side.rawValue)>")
      }
    }
  }

  /// The whole page, in UTF-8.
  package func bytes() -> [UInt8] {
    var page = ReportPage(title: title, style: Self.style)
    page.append("<header>\n<ul class=\"legend\" aria-label=\"The best match of a segment\">\n")
    for band in Band.allCases {
      page.append("<li class=\"\(band.rawValue)\">\(band.legend)</li>\n")
    }
    page.append(
      "</ul>\n<label><input type=\"checkbox\" id=\"open\"> Only segments below 100</label>\n</header>\n"
        + "<main>\n<h1>")
    page.text(title)
    page.append("</h1>\n<dl class=\"summary\">\n<div><dt>Segments</dt><dd>\(count)</dd></div>\n")
    for band in Band.allCases {
      page.append(
        "<div class=\"\(band.rawValue)\"><dt>\(band.legend)</dt><dd>\(counts[band] ?? 0)</dd></div>\n"
      )
    }
    page.append("</dl>\n<ol class=\"segments\">\n")
    page.append(rows)
    page.append("</ol>\n</main>\n")
    page.end()
    return page.takeBytes()
  }

  /// The style of rows. Solid, dashed, dotted and double lines say the same as colours.
  private static let style = """
    .same { --mark: var(--high); --line: solid; }
    .near { --mark: var(--high); --line: dashed; }
    .like { --mark: var(--fair); --line: dotted; }
    .none { --mark: var(--low); --line: double; }
    .legend li, .summary div { border-left: 6px var(--line, solid) var(--mark, transparent); }
    .summary { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
      gap: .6rem 1.5rem; margin: 0 0 1rem; }
    .summary div { padding-left: .5rem; }
    .summary dt { color: var(--faint); font-size: .8rem; }
    .summary dd { margin: 0; font-variant-numeric: tabular-nums; }
    .segments, .matches { margin: 0; padding: 0; list-style: none; }
    .segments > li { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      column-gap: 1.5rem; padding: .7rem 0; border-bottom: 1px solid var(--rule);
      scroll-margin-top: 5rem; content-visibility: auto; contain-intrinsic-size: auto 6rem; }
    .segments > li:target { outline: 3px solid var(--high); outline-offset: 2px; }
    p { margin: 0; overflow-wrap: anywhere; }
    .place, .score, .remarks { color: var(--faint); font-size: .8rem; line-height: 1.9; }
    .matches > li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); column-gap: .8rem;
      padding-left: .6rem; border-left: 6px var(--line) var(--mark); }
    .matches > li + li { margin-top: .6rem; }
    .score { color: var(--ink); font-variant-numeric: tabular-nums; }
    .source { color: var(--faint); }
    del { color: var(--low); text-decoration: line-through; }
    ins { color: var(--high); text-decoration: underline; }
    del + ins { margin-left: .25rem; }
    .missing { padding-left: .6rem; border-left: 6px var(--line) var(--mark); color: var(--faint);
      font-style: italic; }
    body:has(#open:checked) .segments > .same { display: none; }
    @media (max-width: 45rem) { .segments > li { grid-template-columns: minmax(0, 1fr); row-gap: .5rem; }
      .matches > li { grid-template-columns: minmax(0, 1fr); } }
    @media print { header { position: static; } label { display: none; } body { max-width: none; }
      .segments > li { break-inside: avoid; content-visibility: visible; }
      * { print-color-adjust: exact; } }

    """
}
