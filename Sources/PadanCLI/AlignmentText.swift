import Padan

/// An alignment for a person at a terminal: the beads in order. Both texts stand side by side if
/// the terminal is wide enough, otherwise one above the other.
struct AlignmentText {
  /// The width of the terminal, in columns.
  let width: Int
  /// Whether confidences below the highest band have colours.
  var isColored = false

  /// The lines of one alignment, with a title and a summary.
  func lines(_ documents: AlignedDocuments, title: String) -> [String] {
    let summary = AlignmentSummary(documents)
    let alignment = documents.alignment
    var lines = ("▸ " + title.printable).wrapped(to: width)
    if !alignment.isTranslation {
      lines += "⚠ These texts do not look like translations of each other.".wrapped(to: width)
    }
    lines.append("")
    for (index, bead) in alignment.beads.enumerated() {
      if let drift = summary.drifts.first(where: { $0.lowerBound == index }) {
        lines +=
          "⚠ \(drift.lowerBound + 1)–\(drift.upperBound): low confidence in a row; the texts may have drifted apart."
          .wrapped(to: width)
        lines.append("")
      }
      lines += block(bead, number: index + 1, of: documents)
    }
    return lines + closing(summary).flatMap { $0.wrapped(to: width) } + [""]
  }

  /// The lines of one bead: its number, kind, confidence and marks (`×` crossing, `?` doubtful),
  /// then both sides.
  private func block(_ bead: Bead, number: Int, of documents: AlignedDocuments) -> [String] {
    let mark = bead.isCrossing ? "×" : " "
    let doubt = ConfidenceBand(bead.confidence) == .low ? "?" : " "
    let head = "\(String(number).padded(to: 4, alignment: .right)) \(bead.kind)\(mark) "
    let confidence = "\(bead.confidence.inHundredths)\(doubt)"
    let margin = "\(head)\(colored(confidence, ConfidenceBand(bead.confidence))) "
    let source = bead.source.isEmpty ? "– no source –" : documents.sourceText(of: bead).printable
    let target = bead.target.isEmpty ? "– no target –" : documents.targetText(of: bead).printable
    let blank = String(repeating: " ", count: head.displayWidth + confidence.displayWidth + 1)
    let room = width - blank.count
    guard width >= Self.sideBySide else {
      // An arrow begins the target.
      let lines =
        source.wrapped(to: room)
        + target.wrapped(to: room - 2).enumerated().map { ($0 == 0 ? "→ " : "  ") + $1 }
      return lines.enumerated().map { ($0 == 0 ? margin : blank) + $1 } + [""]
    }
    let column = (room - 3) / 2
    let left = source.wrapped(to: column)
    let right = target.wrapped(to: column)
    return (0..<max(left.count, right.count)).map { row in
      let text = row < left.count ? left[row] : ""
      return (row == 0 ? margin : blank) + text.filled(to: column) + " │"
        + (row < right.count ? " " + right[row] : "")
    } + [""]
  }

  private func colored(_ confidence: String, _ band: ConfidenceBand) -> String {
    guard isColored else { return confidence }
    return switch band {
    case .high: confidence
    case .fair: TextStyle.fair(confidence)
    case .low: TextStyle.low(confidence)
    }
  }

  /// The least width for two texts side by side, in columns.
  private static let sideBySide = 72

  /// The last line: how many pairs and unpaired segments there are, and the mean confidence.
  private func closing(_ summary: AlignmentSummary) -> [String] {
    var line =
      "\(summary.pairedCount.counted("pair")), \(summary.unpairedSources.grouped) source and "
      + "\(summary.unpairedTargets.counted("target segment")) unpaired"
    if summary.crossingCount > 0 { line += ", \(summary.crossingCount.grouped) crossing (×)" }
    if let mean = summary.meanConfidence {
      line += "; mean confidence \(mean.inHundredths)"
    }
    return [line + "."]
  }
}
