package import PadanModel
import PadanText

/// Writes the beads of an alignment as other aligners do. `BeadFileReader` and `HunalignReader` read
/// them back.
package enum BeadFileWriter {
  /// What hunalign writes between two segments of one side.
  static let hunalignSeparator = " ~~~ "

  /// hunalign's text: the source, the target and the confidence of a bead, separated by tabs. Its
  /// segments are joined by ` ~~~ `.
  package static func hunalign(_ documents: AlignedDocuments) -> [String] {
    func text(_ side: SegmentedText, _ range: Range<Int>) -> String {
      side.segments[range].map(\.text.onOneLine).joined(separator: hunalignSeparator)
    }
    return documents.alignment.beads.map { bead in
      let sides = [text(documents.source, bead.source), text(documents.target, bead.target)]
      return (sides + [number(bead.confidence)]).joined(separator: "\t")
    }
  }

  /// vecalign's beads: `[0, 1]:[0]:0.25`, the positions of both sides and a cost, which is the
  /// probability that the bead is wrong.
  package static func vecalign(_ alignment: Alignment) -> [String] {
    func positions(_ range: Range<Int>) -> String {
      "[\(range.map(String.init).joined(separator: ", "))]"
    }
    return alignment.beads.map {
      "\(positions($0.source)):\(positions($0.target)):\(number(1 - $0.confidence))"
    }
  }

  /// hunalign's ladder: the positions at which each bead begins, and its confidence. The last line
  /// is the end of both texts.
  ///
  /// A ladder only climbs: the segments of crossing beads are unpaired in it.
  ///
  /// - Returns: The lines, and the number of paired beads that are left out.
  package static func ladder(_ documents: AlignedDocuments) -> (lines: [String], leftOut: Int) {
    var lines: [String] = []
    var (source, target) = (0, 0)
    /// Adds a rung, and climbs to the given positions.
    func climb(to nextSource: Int, _ nextTarget: Int, confidence: Double) {
      guard nextSource > source || nextTarget > target else { return }
      lines.append("\(source)\t\(target)\t\(number(confidence))")
      (source, target) = (max(source, nextSource), max(target, nextTarget))
    }
    var leftOut = 0
    for bead in documents.alignment.beads where bead.isPaired {
      guard !bead.isCrossing, bead.target.lowerBound >= target else {
        leftOut += 1
        continue
      }
      climb(to: bead.source.lowerBound, target, confidence: 0)
      climb(to: source, bead.target.lowerBound, confidence: 0)
      climb(to: bead.source.upperBound, bead.target.upperBound, confidence: bead.confidence)
    }
    let (sources, targets) = (documents.source.segments.count, documents.target.segments.count)
    climb(to: sources, target, confidence: 0)
    climb(to: source, targets, confidence: 0)
    return (lines + ["\(sources)\t\(targets)\t0"], leftOut)
  }

  /// A number with four decimals.
  private static func number(_ value: Double) -> String { value.formatted(decimals: 4) }
}
