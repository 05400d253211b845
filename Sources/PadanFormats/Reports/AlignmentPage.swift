package import PadanModel

/// Writes alignments as a single self-contained HTML page.
///
/// Each document has a dot plot and a row for each bead with both texts side by side. The dots link
/// to the rows.
///
///     var page = AlignmentPage(source: indonesian, target: english)
///     page.write(documents)
///     page.end()
///     output.write(page.takeBytes())
///
/// Linked words are underlined, and pointing at one marks its partners. The page has no script and
/// loads nothing. Confidence is shown by colour, but also by figures,
/// words and line patterns. All text is escaped.
package struct AlignmentPage: Sendable {
  /// The language of the sources, for `lang` and `dir` attributes.
  private let source: LanguageTag
  /// The language of the targets.
  private let target: LanguageTag
  /// The page.
  private var page: ReportPage
  /// The number of the current document, from 1.
  private var document = 0

  /// A page with its head.
  ///
  /// - Parameter title: The title of the page.
  package init(source: LanguageTag, target: LanguageTag, title: String) {
    self.source = source
    self.target = target
    page = ReportPage(title: title, style: Self.style)
    append(Self.legend)
  }

  /// Writes an alignment: heading, dot plot, summary, doubtful beads, and all beads.
  ///
  /// - Parameters:
  ///   - documents: The alignment with the texts of both sides, under their names.
  ///   - lexicons: The names of the lexicons that the aligner used.
  package mutating func write(_ documents: AlignedDocuments, lexicons: [String] = []) {
    document += 1
    let summary = AlignmentSummary(documents)
    let alignment = documents.alignment
    append("<main id=\"d\(document)\">\n<h1>")
    text(documents.source.name)
    if !documents.target.name.isEmpty {
      append(" <span class=\"arrow\" aria-label=\"and\">↔</span> ")
      text(documents.target.name)
    }
    append("</h1>\n")
    if !alignment.isTranslation {
      append(
        "<p class=\"warning\" role=\"note\"><strong>These texts do not look like translations of each "
          + "other.</strong> Take no pair below for granted.</p>\n")
    }
    append("<div class=\"overview\">\n")
    writePlot(of: documents)
    append("<div>\n")
    write(summary, lexicons: lexicons)
    writeDoubts(of: alignment)
    append("</div>\n</div>\n")
    append(
      "<ol class=\"beads\">\n<li class=\"head\" aria-hidden=\"true\"><span>Source · \(source)</span>"
    )
    append("<span></span><span>Target · \(target)</span></li>\n")
    let drifts = Set(summary.drifts.map(\.lowerBound))
    for (index, bead) in alignment.beads.enumerated() {
      if drifts.contains(index), let drift = summary.drifts.first(where: { $0.contains(index) }) {
        append(
          "<li class=\"drift\">⚠ Beads \(drift.lowerBound + 1)–\(drift.upperBound) are doubtful in a "
            + "row: the texts may have drifted apart here.</li>\n")
      }
      write(
        bead, number: index + 1, of: documents,
        LinkedWords(documents.wordLinks?[index] ?? [], in: documents))
    }
    append("</ol>\n</main>\n")
  }

  /// Ends the page. Call it once, after the last alignment.
  package mutating func end() {
    page.end()
  }

  /// Returns the HTML written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    page.takeBytes()
  }

  // MARK: Parts

  /// Writes the counts of an alignment as a list of names and values.
  private mutating func write(_ summary: AlignmentSummary, lexicons: [String]) {
    var facts = [
      ("Segments", "\(summary.sourceCount) \(source), \(summary.targetCount) \(target)"),
      (
        "Pairs",
        "\(summary.pairedCount)"
          + (summary.kinds.isEmpty
            ? "" : " (\(summary.kinds.map { "\($0.count) × \($0.name)" }.joined(separator: ", ")))")
      ),
      (
        "Unpaired",
        "\(summary.unpairedSources) \(source), \(summary.unpairedTargets) \(target)"
      ), ("Crossing", "\(summary.crossingCount)"),
    ]
    if let mean = summary.meanConfidence {
      facts.append(("Mean confidence", mean.inHundredths))
    }
    facts.append(("Lexicons", lexicons.isEmpty ? "none" : lexicons.joined(separator: ", ")))
    append("<dl class=\"summary\">\n")
    for (name, value) in facts {
      append("<div><dt>\(name)</dt><dd>")
      text(value)
      append("</dd></div>\n")
    }
    append("</dl>\n")
  }

  /// Writes links to the paired beads below high confidence, the lowest first.
  private mutating func writeDoubts(of alignment: Alignment) {
    let doubts = alignment.beads.enumerated()
      .filter { $0.element.isPaired && ConfidenceBand($0.element.confidence) != .high }
      .sorted { ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset) }
    guard !doubts.isEmpty else { return }
    let shown = doubts.prefix(Self.mostDoubts)
    append("<nav aria-label=\"Doubtful pairs\"><p>Most doubtful first:")
    for (index, bead) in shown {
      let band = ConfidenceBand(bead.confidence).rawValue
      append(
        " <a class=\"\(band)\" href=\"#\(anchor(index + 1))\">\(index + 1)"
          + " <small>\(bead.confidence.inHundredths)</small></a>")
    }
    if doubts.count > shown.count { append(" and \(doubts.count - shown.count) more") }
    append("</p></nav>\n")
  }

  /// The most links to doubtful beads for each document.
  private static let mostDoubts = 40

  /// Writes the row of a bead.
  ///
  /// - Parameter number: The bead's number in its document, from 1.
  private mutating func write(
    _ bead: Bead, number: Int, of documents: AlignedDocuments, _ words: LinkedWords
  ) {
    let band = ConfidenceBand(bead.confidence).rawValue
    let marks = (bead.isPaired ? "" : " unpaired") + (bead.isCrossing ? " crossing" : "")
    append("<li id=\"\(anchor(number))\" class=\"\(band)\(marks)\">")
    side(
      bead.source, of: documents.source, words.source, language: source, missing: "no source")
    append(
      "<p class=\"link\"><a href=\"#plot\(document)\" title=\"Bead \(number): to the plot\">\(number)"
        + "</a> <b>\(bead.kind)</b> <span>\(bead.confidence.inHundredths) "
        + "<small>\(band)</small></span>")
    if bead.isCrossing { append(" <em>✕ crossing</em>") }
    if !bead.isPaired { append(" <em>∅ unpaired</em>") }
    append("</p>")
    side(
      bead.target, of: documents.target, words.target, language: target, missing: "no target")
    append("</li>\n")
  }

  /// Writes one side of a bead: its segments with their numbers.
  ///
  /// - Parameters:
  ///   - words: Its linked words, by segment.
  ///   - missing: The text for an empty side.
  private mutating func side(
    _ range: Range<Int>, of side: SegmentedText, _ words: [Int: [LinkedWords.Word]],
    language: LanguageTag, missing: String
  ) {
    guard !range.isEmpty else { return append("<p class=\"none\">– \(missing) –</p>") }
    append("<div \(language.attributes)>")
    for index in range {
      append("<p><sup>\(index + 1)</sup>")
      text(side.segments[index].text, with: words[index] ?? [])
      append("</p>")
    }
    append("</div>")
  }

  /// Writes a segment's text with its linked words, which are in order. The class of a word is that of
  /// its group, so that the style can mark its partners.
  private mutating func text(_ segment: String, with words: [LinkedWords.Word]) {
    var end = 0
    for word in words where word.range.lowerBound >= end {
      text(segment.part(end..<word.range.lowerBound))
      append("<span class=\"w w\(word.group % Self.groupCount)\" title=\"")
      text(word.partners.joined(separator: ", "))
      append("\">")
      text(segment.part(word.range))
      append("</span>")
      end = word.range.upperBound
    }
    text(segment.part(end..<segment.utf8.count))
  }

  // MARK: Plot

  /// Writes the dot plot: source positions from left to right, target positions from top to bottom.
  private mutating func writePlot(of documents: AlignedDocuments) {
    let width = documents.source.segments.count
    let height = documents.target.segments.count
    guard width > 0, height > 0 else { return }
    append(
      "<figure id=\"plot\(document)\"><svg viewBox=\"0 0 \(width) \(height)\" "
        + "preserveAspectRatio=\"none\" role=\"group\" class=\"\(Self.size(width, height))\" "
        + "aria-label=\"Dot plot: where each source segment has its target\">"
        + "<rect class=\"frame\" width=\"\(width)\" height=\"\(height)\"/>")
    for (index, bead) in documents.alignment.beads.enumerated() {
      let band = ConfidenceBand(bead.confidence).rawValue
      let marks = (bead.isPaired ? "" : " unpaired") + (bead.isCrossing ? " crossing" : "")
      append("<a href=\"#\(anchor(index + 1))\"><path class=\"\(band)\(marks)\" d=\"")
      switch (bead.source.isEmpty, bead.target.isEmpty) {
      case (false, false):
        // A line from the bead's first pair of segments to its last; a dot if they are the same.
        append(
          "M\(Self.middle(bead.source.lowerBound)) \(Self.middle(bead.target.lowerBound))"
            + "L\(Self.middle(bead.source.upperBound - 1)) "
            + "\(Self.middle(bead.target.upperBound - 1))")
      // An unpaired segment is a notch at the edge of the plot.
      case (false, true):
        append("M\(Self.middle(bead.source.lowerBound)) 0v\(Double(height) / 40)")
      case (true, _): append("M0 \(Self.middle(bead.target.lowerBound))h\(Double(width) / 40)")
      }
      append("\"/></a>")
    }
    append(
      "</svg><figcaption>\(source) from left to right, \(target) from top to bottom; "
        + "a dot leads to its pair.</figcaption></figure>\n")
  }

  /// The class for the size of dots, by the longer side's number of segments: large dots would
  /// overlap.
  private static func size(_ width: Int, _ height: Int) -> String {
    switch max(width, height) {
    case ..<60: "plot large"
    case ..<400: "plot medium"
    default: "plot small"
    }
  }

  /// The middle of a segment on an axis of the plot, as SVG writes it.
  private static func middle(_ position: Int) -> String { "\(position).5" }

  // MARK: Text

  /// The `id` of a bead's row on the page.
  private func anchor(_ number: Int) -> String { "d\(document)b\(number)" }

  /// Appends HTML.
  private mutating func append(_ markup: String) {
    page.append(markup)
  }

  /// Appends text, escaped.
  private mutating func text(_ text: String) {
    page.text(text)
  }
}
