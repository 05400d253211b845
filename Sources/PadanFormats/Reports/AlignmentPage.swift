public import PadanModel

/// Writes alignments as one HTML page that needs nothing else: both texts side by side, a row for each
/// bead, and a dot plot of the whole document whose dots lead to the beads.
///
///     var page = AlignmentPage(source: indonesian, target: english)
///     page.write(alignment, name: "berita.id.txt", reference: "berita.en.txt")
///     page.end()
///     output.write(page.takeBytes())
///
/// The page holds no script and asks no network. Colour never says alone what it says: each row has its
/// confidence in figures and words, and an edge of its own pattern. Whatever the texts hold is escaped.
public struct AlignmentPage: Sendable {
  private let source: LanguageTag
  private let target: LanguageTag
  private var bytes: [UInt8] = []
  /// The number of the document that is being written, from 1.
  private var document = 0

  /// Begins a page; `title` is the name of its window.
  public init(source: LanguageTag, target: LanguageTag, title: String) {
    self.source = source
    self.target = target
    append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Padan">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>
      """)
    text(title)
    append("</title>\n<style>\n\(Self.style)</style>\n</head>\n<body>\n")
    append(Self.legend)
  }

  /// Writes one alignment.
  ///
  /// - Parameters:
  ///   - name: What the source is called.
  ///   - reference: What its translation is called.
  ///   - lexicons: The names of the lexicons in use.
  public mutating func write(
    _ alignment: Alignment, name: String, reference: String? = nil, lexicons: [String] = []
  ) {
    document += 1
    let summary = AlignmentSummary(alignment)
    append("<main id=\"d\(document)\">\n<h1>")
    text(name)
    if let reference {
      append(" <span class=\"arrow\" aria-label=\"and\">↔</span> ")
      text(reference)
    }
    append("</h1>\n")
    if !alignment.isTranslation {
      append(
        "<p class=\"warning\" role=\"note\"><strong>These texts do not look like translations of each "
          + "other.</strong> Take no pair below for granted.</p>\n")
    }
    append("<div class=\"overview\">\n")
    writePlot(of: alignment)
    append("<div>\n")
    write(summary, lexicons: lexicons)
    writeDoubts(of: alignment)
    append("</div>\n</div>\n")
    append("<ol class=\"beads\">\n<li class=\"head\" aria-hidden=\"true\"><span>\(source)</span>")
    append("<span></span><span>\(target)</span></li>\n")
    let drifts = Set(summary.drifts.map(\.lowerBound))
    for (index, bead) in alignment.beads.enumerated() {
      if drifts.contains(index), let drift = summary.drifts.first(where: { $0.contains(index) }) {
        append(
          "<li class=\"drift\">⚠ Beads \(drift.lowerBound + 1)–\(drift.upperBound) are doubtful in a "
            + "row: the texts may have drifted apart here.</li>\n")
      }
      write(bead, number: index + 1, of: alignment)
    }
    append("</ol>\n</main>\n")
  }

  /// Ends the page.
  public mutating func end() {
    append("</body>\n</html>\n")
  }

  /// What has been written since the last call.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  // MARK: Parts

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
      facts.append(("Mean confidence", "\(Self.percent(mean)) %"))
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

  /// Links to the pairs that are most doubtful, first of all those a person should see.
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
          + " <small>\(Self.percent(bead.confidence)) %</small></a>")
    }
    if doubts.count > shown.count { append(" and \(doubts.count - shown.count) more") }
    append("</p></nav>\n")
  }

  private static let mostDoubts = 40

  private mutating func write(_ bead: Bead, number: Int, of alignment: Alignment) {
    let band = ConfidenceBand(bead.confidence).rawValue
    let marks = (bead.isPaired ? "" : " unpaired") + (bead.isCrossing ? " crossing" : "")
    append("<li id=\"\(anchor(number))\" class=\"\(band)\(marks)\">")
    side(bead.source, of: alignment.source, language: source, missing: "no source")
    append(
      "<p class=\"link\"><a href=\"#plot\(document)\" title=\"Bead \(number): to the plot\">\(number)"
        + "</a> <b>\(bead.kind)</b> <span>\(Self.percent(bead.confidence)) % "
        + "<small>\(band)</small></span>")
    if bead.isCrossing { append(" <em>✕ crossing</em>") }
    if !bead.isPaired { append(" <em>∅ unpaired</em>") }
    append("</p>")
    side(bead.target, of: alignment.target, language: target, missing: "no target")
    append("</li>\n")
  }

  private mutating func side(
    _ range: Range<Int>, of texts: [String], language: LanguageTag, missing: String
  ) {
    guard !range.isEmpty else { return append("<p class=\"none\">– \(missing) –</p>") }
    append("<div lang=\"\(language)\" dir=\"\(language.isRightToLeft ? "rtl" : "ltr")\">")
    for index in range {
      append("<p><sup>\(index + 1)</sup>")
      text(texts[index])
      append("</p>")
    }
    append("</div>")
  }

  // MARK: Plot

  /// Source positions from left to right, target positions from top to bottom.
  private mutating func writePlot(of alignment: Alignment) {
    guard !alignment.source.isEmpty, !alignment.target.isEmpty else { return }
    let width = alignment.source.count
    let height = alignment.target.count
    append(
      "<figure id=\"plot\(document)\"><svg viewBox=\"0 0 \(width) \(height)\" "
        + "preserveAspectRatio=\"none\" role=\"group\" class=\"\(Self.size(width, height))\" "
        + "aria-label=\"Dot plot: where each source segment has its target\">"
        + "<rect class=\"frame\" width=\"\(width)\" height=\"\(height)\"/>")
    for (index, bead) in alignment.beads.enumerated() {
      let band = ConfidenceBand(bead.confidence).rawValue
      let marks = (bead.isPaired ? "" : " unpaired") + (bead.isCrossing ? " crossing" : "")
      append("<a href=\"#\(anchor(index + 1))\"><path class=\"\(band)\(marks)\" d=\"")
      switch (bead.source.isEmpty, bead.target.isEmpty) {
      case (false, false):
        // From the middle of its first pair of segments to that of its last; a dot where they are one.
        append(
          "M\(Self.middle(bead.source.lowerBound)) \(Self.middle(bead.target.lowerBound))"
            + "L\(Self.middle(bead.source.upperBound - 1)) "
            + "\(Self.middle(bead.target.upperBound - 1))")
      // An unpaired segment is a notch in the frame.
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

  /// How large dots may be without hiding each other.
  private static func size(_ width: Int, _ height: Int) -> String {
    switch max(width, height) {
    case ..<60: "plot large"
    case ..<400: "plot medium"
    default: "plot small"
    }
  }

  private static func middle(_ position: Int) -> String { "\(position).5" }

  // MARK: Text

  private func anchor(_ number: Int) -> String { "d\(document)b\(number)" }

  /// A whole percentage, never rounded up to 100.
  private static func percent(_ share: Double) -> Int {
    share >= 1 ? 100 : min(99, max(0, Int((share * 100).rounded())))
  }

  private mutating func append(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  private mutating func text(_ text: String) {
    XMLText.append(text, to: &bytes)
  }
}

extension LanguageTag {
  /// Whether its usual script runs from right to left.
  fileprivate var isRightToLeft: Bool {
    let subtags = description.split(separator: "-")
    if let script = subtags.dropFirst().first(where: { $0.count == 4 }) {
      return ["Arab", "Hebr", "Nkoo", "Syrc", "Thaa"].contains(script)
    }
    return ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
      .contains(language)
  }
}
