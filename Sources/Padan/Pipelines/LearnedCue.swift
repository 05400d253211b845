package import PadanModel

/// A line of a page, with the kind that it has and the kind that it should have.
package struct CorrectedLine: Hashable, Sendable {
  /// Its text.
  package var text: String
  /// The kind that the page's model gives it.
  package var found: SegmentKind
  /// The kinds that are right; the first is the best.
  package var right: [SegmentKind]

  /// A line and its kinds.
  package init(_ text: String, found: SegmentKind, right: [SegmentKind]) {
    self.text = text
    self.found = found
    self.right = right
  }

  /// Whether the kind had to be corrected.
  var isCorrected: Bool { !right.contains(found) }
}

/// Words with which lines of a kind begin, as a corrected page shows them.
package struct LearnedCue: Hashable, Sendable {
  /// The words.
  package var text: String
  /// The kind.
  package var kind: SegmentKind

  /// The kinds whose lines begin with the same words on many pages.
  private static let kinds: Set<SegmentKind> = [
    .kicker, .subheading, .byline, .credit, .inset, .signoff,
  ]
  /// The most words of a label, which a colon ends.
  private static let labelWords = 4
  /// How many words of a line are kept if it has no label.
  private static let words = 3

  /// The cues of the corrected lines of a page, and the lines that have none.
  ///
  /// Words with which a line of another kind begins are no cue.
  package static func cues(
    of lines: [CorrectedLine]
  ) -> (cues: [LearnedCue], passedOver: [String]) {
    var cues: [LearnedCue] = []
    var passedOver: [String] = []
    for line in lines where line.isCorrected {
      guard let cue = LearnedCue(line), !lines.contains(where: cue.isContradicted) else {
        passedOver.append(line.text)
        continue
      }
      if !cues.contains(cue) { cues.append(cue) }
    }
    return (cues, passedOver)
  }

  /// The cue of a line; `nil` if its first words may begin any line.
  private init?(_ line: CorrectedLine) {
    kind = line.right[0]
    guard Self.kinds.contains(kind) else { return nil }
    let words = line.text.split(whereSeparator: \.isWhitespace).drop {
      !$0.contains(where: \.isLetter)
    }
    if let label = words.prefix(Self.labelWords + 1).firstIndex(where: { $0.hasSuffix(":") }) {
      text = words[...label].joined(separator: " ").replacing(" :", with: ":")
    } else {
      let first = words.prefix(Self.words).prefix { !$0.contains(where: \.isNumber) }
      text = first.joined(separator: " ")
      // A single word may begin a sentence, unless its line is a label.
      let isLabel = kind == .kicker || kind == .subheading
      guard first.count > 1 || (isLabel && words.count == 1) else { return nil }
    }
    while let mark = text.first, !mark.isLetter, !mark.isNumber { text.removeFirst() }
    guard text.contains(where: \.isLetter) else { return nil }
  }

  /// Whether a line begins with the words, and has another kind.
  private func isContradicted(by line: CorrectedLine) -> Bool {
    !line.right.contains(kind)
      && line.text.lowercased().drop { !$0.isLetter && !$0.isNumber }.hasPrefix(text.lowercased())
  }
}
