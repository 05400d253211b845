package import PadanModel

/// Writes a draft as a single HTML page to read: each segment with its translation, the score of the match
/// and where it comes from.
///
///     var page = DraftPage(source: indonesian, target: english, title: "berita.txt")
///     page.add(source: "Harga naik.", target: "Prices rise.", band: .exact, score: "100.0", origin: "")
///     page.end()
package struct DraftPage: Sendable {
  private let source: LanguageTag
  private let target: LanguageTag
  private var page: ReportPage
  private var count = 0

  /// A page with its head and legend.
  package init(source: LanguageTag, target: LanguageTag, title: String) {
    (self.source, self.target) = (source, target)
    page = ReportPage(title: title, style: LeverageReport.Band.style + Self.style)
    page.append("<header>\n<ul class=\"legend\" aria-label=\"Bands\">\n")
    for band in LeverageReport.Band.allCases where !band.isInternal {
      page.append("<li class=\"\(band.styleClass)\">\(band.title)</li>\n")
    }
    page.append(
      "</ul>\n<label><input type=\"checkbox\" id=\"open\"> Only what a person has to look at</label>\n"
        + "</header>\n<main>\n<h1>")
    page.text(title)
    page.append("</h1>\n<ol class=\"segments\">\n")
  }

  /// Adds a segment.
  ///
  /// - Parameters:
  ///   - target: Its translation; `nil` if it has none.
  ///   - band: How well the memory covers it.
  ///   - isDone: Whether nobody has to look at it.
  ///   - score: The score and the kind of its match.
  ///   - origin: The unit, its memory and its document.
  ///   - terms: The terms that stand in it, each in a line.
  package mutating func add(
    source text: String, target translation: String?, band: LeverageReport.Band, isDone: Bool,
    score: String, origin: String, terms: [String] = []
  ) {
    count += 1
    page.append(
      "<li class=\"\(band.styleClass)\(isDone ? " done" : "")\" id=\"s\(count)\"><p \(source.attributes)>"
        + "<a href=\"#s\(count)\">\(count)</a> ")
    page.text(text)
    if let translation {
      page.append("</p><p \(target.attributes)>")
      page.text(translation)
    } else {
      page.append("</p><p class=\"missing\">– no match –")
    }
    page.append("</p><p class=\"score\">")
    page.text(score)
    page.append("</p><p class=\"origin\">")
    page.text(origin)
    page.append("</p>")
    if !terms.isEmpty {
      page.append("<p class=\"terms\">")
      page.text(terms.joined(separator: " · "))
      page.append("</p>")
    }
    page.append("</li>\n")
  }

  /// Ends the page.
  package mutating func end() {
    page.append("</ol>\n</main>\n")
    page.end()
  }

  /// Returns the HTML written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] { page.takeBytes() }

  private static let style = """
    .legend li { border-left: .8rem solid var(--band); }
    .segments { margin: 0; padding: 0; list-style: none; }
    .segments > li { display: grid; column-gap: 1.2rem; padding: .6rem 0 .6rem .7rem;
      grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) 6rem minmax(0, 1fr);
      border-left: .5rem solid var(--band); border-bottom: 1px solid var(--rule);
      scroll-margin-top: 5rem; content-visibility: auto; contain-intrinsic-size: auto 4rem; }
    .segments > li:target { outline: 3px solid var(--high); outline-offset: 2px; }
    p { margin: 0; overflow-wrap: anywhere; }
    a { color: var(--faint); font-size: .8rem; }
    .score, .origin { color: var(--faint); font-size: .8rem; line-height: 1.5;
      padding-top: .15rem; font-variant-numeric: tabular-nums; }
    .terms { grid-column: 1 / -1; color: var(--faint); font-size: .8rem; }
    .missing { color: var(--faint); font-style: italic; }
    body:has(#open:checked) .segments > .done { display: none; }
    @media (max-width: 45rem) { .segments > li { grid-template-columns: minmax(0, 1fr); row-gap: .3rem; } }
    @media print { header { position: static; } label { display: none; } body { max-width: none; }
      .segments > li { break-inside: avoid; content-visibility: visible; }
      * { print-color-adjust: exact; } }

    """
}
