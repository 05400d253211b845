package import PadanModel

/// Writes how much of texts a memory covers, as a single HTML page with a bar for each text.
///
///     var page = LeveragePage(title: "berita", rates: nil)
///     page.write(report)
///     page.end(sum)
///     output.write(page.takeBytes())
package struct LeveragePage: Sendable {
  private var page: ReportPage
  private let rates: [LeverageReport.Band: Double]?

  /// A page with its head and legend.
  ///
  /// - Parameter rates: The share of the work that a word of each band takes, in percent; `nil` for
  ///   no weighted words.
  package init(
    title: String, rates: [LeverageReport.Band: Double]?, hasInternal: Bool = false
  ) {
    self.rates = rates
    page = ReportPage(title: title, style: LeverageReport.Band.style + Self.style)
    page.append("<header>\n<ul class=\"legend\" aria-label=\"Bands\">\n")
    for band in LeverageReport.Band.allCases where hasInternal || !band.isInternal {
      page.append("<li class=\"\(band.styleClass)\">\(band.title)</li>\n")
    }
    page.append("</ul>\n</header>\n<main>\n<h1>")
    page.text(title)
    page.append("</h1>\n")
  }

  /// Writes the figures of one text.
  package mutating func write(_ report: LeverageReport) {
    section(report, title: report.name)
  }

  /// Writes the sum of all texts and ends the page.
  package mutating func end(_ sum: LeverageReport) {
    section(sum, title: "All")
    page.append("</main>\n")
    page.end()
  }

  /// Returns the HTML written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] { page.takeBytes() }

  /// A heading, a bar of the words by band, and the same in a table.
  private mutating func section(_ report: LeverageReport, title: String) {
    let total = report.total
    page.append("<section>\n<h2>")
    page.text(title)
    page.append("</h2>\n")
    let bands = LeverageReport.Band.allCases.filter { report[$0].segments > 0 }
    page.append("<div class=\"bar\" aria-hidden=\"true\">")
    for band in bands where report[band].words > 0 {
      page.append(
        "<span class=\"\(band.styleClass)\" style=\"flex-grow: \(report[band].words)\" "
          + "title=\"\(band.title): \(report[band].words) words\"></span>")
    }
    page.append(
      "</div>\n<table>\n<tr><th scope=\"col\">Band</th><th scope=\"col\">Segments</th>"
        + "<th scope=\"col\">Words</th><th scope=\"col\">Share</th></tr>\n")
    for band in bands {
      row(band.title, report[band], of: total, class: band.styleClass)
    }
    row("all", total, of: total, class: "sum")
    page.append("</table>\n")
    if let rates {
      let words = report.weightedWords(rates)
      page.append("<p>Weighted words: <b>\(words.inHundredths)</b></p>\n")
    }
    page.append("</section>\n")
  }

  private mutating func row(
    _ title: String, _ count: LeverageReport.Count, of total: LeverageReport.Count,
    class name: String
  ) {
    let share = total.words == 0 ? 0 : Double(100 * count.words) / Double(total.words)
    page.append(
      "<tr class=\"\(name)\"><th scope=\"row\">\(title)</th><td>\(count.segments)</td>"
        + "<td>\(count.words)</td><td>\(Int(share.rounded())) %</td></tr>\n")
  }

  /// The style of bars and tables. A band that saves more is darker, and its line thicker.
  private static let style = """
    .legend li, tr[class^="b-"] th { border-left: .8rem solid var(--band); }
    .bar { display: flex; height: 1.6rem; margin: .4rem 0; background: var(--none); }
    .bar span { background: var(--band); min-width: 2px; border-right: 1px solid var(--paper); }
    table { border-collapse: collapse; min-width: min(100%, 26rem); }
    th, td { padding: .2rem .8rem; text-align: end; font-weight: normal; }
    th:first-child { text-align: start; }
    tr:first-child th { color: var(--faint); font-size: .8rem; }
    .sum th, .sum td { border-top: 1px solid var(--rule); font-weight: 600; }
    h2 { font-size: 1rem; overflow-wrap: anywhere; margin: 1.4rem 0 .2rem; }
    @media print { header { position: static; } * { print-color-adjust: exact; } }

    """
}

extension LeverageReport.Band {
  /// The class of a band's elements: a class does not begin with a digit.
  var styleClass: String { "b-\(rawValue)" }

  /// The colours of bands. One that saves more is darker.
  static let style = """
    .b-context { --band: #00507f; } .b-100 { --band: #0072b2; } .b-repetition { --band: #009e73; }
    .b-95-99 { --band: #56b4e9; } .b-85-94 { --band: #8fcbea; } .b-75-84 { --band: #c3dfee; }
    .b-internal-95-99 { --band: #3fbf95; } .b-internal-85-94 { --band: #86d6bb; }
    .b-internal-75-84 { --band: #c4ebdf; } .b-50-74 { --band: #f0c878; } .b-none { --band: #d98a4a; }

    """

  /// What a person reads.
  package var title: String {
    switch self {
    case .context: "context match"
    case .exact: "100 %"
    case .repetition: "repetition"
    case .near: "95–99 %"
    case .close: "85–94 %"
    case .similar: "75–84 %"
    case .loose: "50–74 %"
    case .internalNear: "internal 95–99"
    case .internalClose: "internal 85–94"
    case .internalSimilar: "internal 75–84"
    case .none: "no match"
    }
  }
}
