package import PadanModel

/// Writes what checks found as a single HTML page: a table of the kinds, then each finding with its texts
/// and the marked places.
///
///     var page = CheckPage(title: "berita.tmx", report: report)
///     for finding in report.findings { page.write(finding) }
///     page.end()
///     output.write(page.takeBytes())
package struct CheckPage: Sendable {
  private var page: ReportPage

  /// A page with its head and the numbers of findings.
  package init(title: String, report: CheckReport) {
    page = ReportPage(title: title, style: Self.style)
    page.append("<main>\n<h1>")
    page.text(title)
    page.append("</h1>\n<p>\(report.units) pairs, \(report.count) findings")
    if report.count > report.findings.count {
      page.append("; the \(report.findings.count) surest are shown")
    }
    page.append(".</p>\n")
    guard report.count > 0 else { return }
    page.append(
      "<table>\n<tr><th scope=\"col\">Code</th><th scope=\"col\">What</th>"
        + "<th scope=\"col\">Findings</th></tr>\n")
    for kind in PairFinding.Kind.allCases {
      guard let count = report.counts[kind] else { continue }
      page.append(
        "<tr><th scope=\"row\"><code>\(kind.rawValue)</code></th><td>\(kind.title)</td>"
          + "<td class=\"count\">\(count)</td></tr>\n")
    }
    page.append("</table>\n")
  }

  /// Writes a finding.
  package mutating func write(_ finding: UnitFinding) {
    let (unit, found) = (finding.unit, finding.finding)
    let level = found.certainty >= 0.85 ? "sure" : found.certainty >= 0.65 ? "likely" : "maybe"
    page.append(
      "<article class=\"\(level)\">\n<h2><code>\(found.kind.rawValue)</code> \(found.kind.title)"
        + "<span class=\"certainty\">\(Int((100 * found.certainty).rounded())) %</span></h2>\n"
        + "<p class=\"place\">")
    page.text(unit.place)
    if !found.detail.isEmpty {
      page.append(" <span class=\"detail\">")
      page.text(found.detail)
      page.append("</span>")
    }
    page.append("</p>\n")
    text(unit.pair.source, found.source)
    text(unit.pair.target, found.target)
    if !found.edits.isEmpty {
      page.append("<p class=\"fix\"><span>can be mended:</span> ")
      page.text(unit.pair.target.applying(found.edits).text)
      page.append("</p>\n")
    }
    page.append("</article>\n")
  }

  /// Ends the page.
  package mutating func end() {
    page.append("</main>\n")
    page.end()
  }

  /// Returns the HTML written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] { page.takeBytes() }

  /// A text with its marked places.
  private mutating func text(_ variant: Variant, _ ranges: [Range<Int>]) {
    let scalars = Array(variant.text.unicodeScalars)
    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    page.append("<p class=\"text\" \(variant.language.attributes)>")
    var start = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound })
    where range.lowerBound >= start && range.upperBound <= scalars.count && !range.isEmpty {
      page.text(text(start..<range.lowerBound))
      page.append("<mark>")
      page.text(text(range))
      page.append("</mark>")
      start = range.upperBound
    }
    page.text(text(start..<scalars.count))
    page.append("</p>\n")
  }

  /// The style of findings. What is surer has a thicker and stronger line.
  private static let style = """
    table { border-collapse: collapse; }
    th, td { padding: .2rem .8rem .2rem 0; text-align: start; font-weight: normal; vertical-align: top; }
    tr:first-child th { color: var(--faint); font-size: .8rem; }
    .count { text-align: end; padding-right: 0; font-variant-numeric: tabular-nums; }
    article { margin: 1.2rem 0; padding: .1rem 0 .3rem .9rem; border-left: .15rem solid var(--rule); }
    .sure { border-left: .4rem solid var(--low); } .likely { border-left: .25rem solid var(--fair); }
    h2 { display: flex; flex-wrap: wrap; gap: 0 .6rem; font-size: 1rem; margin: .2rem 0; }
    .certainty { margin-left: auto; color: var(--faint); font-weight: normal; }
    .place { color: var(--faint); font-size: .85rem; margin: .1rem 0 .4rem; overflow-wrap: anywhere; }
    .detail { color: var(--ink); margin-left: .6rem; }
    .text { margin: .15rem 0; overflow-wrap: anywhere; }
    .fix { margin: .4rem 0 .1rem; font-size: .9rem; overflow-wrap: anywhere; } .fix span { color: var(--faint); }
    mark { background: var(--warn); color: inherit; border-bottom: 2px solid var(--low); border-radius: 2px; }
    @media print { article { break-inside: avoid; } * { print-color-adjust: exact; } }

    """
}
