public import PadanModel

/// Writes passages for a person to review in any editor.
///
/// The file explains itself in its first lines; `ReviewReader` reads it back.
public enum ReviewWriter {
  /// The file's text: its head, then the passages in the order in which they are given.
  public static func text(
    _ passages: [ReviewPassage], source: LanguageTag, target: LanguageTag
  ) -> String {
    var lines = head.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.append("\(ReviewFormat.comment) \(source) → \(target)")
    for passage in passages {
      lines += ["", passageHeader(passage)]
      for item in passage.beads { lines += [""] + block(item) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What `padan review --help` and the head of every file say of the format.
  public static let explanation = """
    A passage begins with @@ and holds neighbouring beads of one document. A bead begins with a
    letter; then come its source segments, a line each, after < and their number, and its target
    segments after >.

      ?   the bead waits for a verdict: write another letter in its place
      a   approve: the sides translate each other (one side alone: it has no counterpart)
      d   drop: they do not; both stay unpaired
      =   a neighbour, here so that segments can be moved; it needs no verdict

    Move   a segment: put its line under another letter of the same passage.
    Split  a bead: begin a new one with a line that holds a letter alone.
    Merge  two beads: delete the second one's first line.

    A bead whose segments you changed needs a or d; a neighbour that you changed counts as approved.
    Every segment stays in its passage, once, with its number and its text. Lines that begin with #
    and empty lines are for you: they are not read.
    """

  private static let head =
    "\(ReviewFormat.signature)\n\(ReviewFormat.comment)\n"
    + explanation.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? ReviewFormat.comment : "\(ReviewFormat.comment) \($0)"
    }.joined(separator: "\n")
      + """

      #
      # What is left to do:  padan review FILE
      # When you are done:   padan review FILE --apply
      #
      """

  private static func passageHeader(_ passage: ReviewPassage) -> String {
    let source = ReviewFormat.list(passage.beads.flatMap { Array($0.bead.source) })
    let target = ReviewFormat.list(passage.beads.flatMap { Array($0.bead.target) })
    let document = ReviewFormat.oneLine(passage.document)
    return "\(ReviewFormat.passage) \(passage.alignment) <\(source) >\(target) \(document)"
  }

  private static func block(_ item: ReviewPassage.Item) -> [String] {
    let letter = item.isDoubtful ? ReviewFormat.Letter.undecided : .neighbor
    let crossing = item.bead.isCrossing ? " crossing" : ""
    let hundredths = Int((item.bead.confidence * 100).rounded(.down))
    let confidence =
      hundredths >= 100 ? "1.00" : "0.\(hundredths < 10 ? "0" : "")\(max(0, hundredths))"
    return [
      "\(letter.rawValue) bead \(item.number + 1)  \(item.bead.kind)\(crossing)  \(confidence)"
    ]
      + zip(item.bead.source, item.source).map { line(ReviewFormat.source, $0, $1) }
      + zip(item.bead.target, item.target).map { line(ReviewFormat.target, $0, $1) }
  }

  private static func line(_ mark: Character, _ position: Int, _ text: String) -> String {
    let text = ReviewFormat.oneLine(text)
    return "\(mark) \(position + 1)" + (text.isEmpty ? "" : "  \(text)")
  }
}

/// The marks of a review file.
enum ReviewFormat {
  static let signature = "# padan review 1"
  static let comment = "#"
  static let passage = "@@"
  static let source: Character = "<"
  static let target: Character = ">"

  /// What stands in front of a bead.
  enum Letter: Character, CaseIterable {
    case undecided = "?"
    case approved = "a"
    case dropped = "d"
    case neighbor = "="
  }

  /// A text with every run of white space as one blank, and none at its ends: what an editor may do to
  /// white space makes no difference.
  static func oneLine(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Positions, counted from 0, as a person counts them: `4-6,9`; `-` where there are none.
  static func list(_ positions: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for position in positions.sorted() {
      if let last = runs.last, last.upperBound + 1 == position {
        runs[runs.count - 1] = last.lowerBound...position
      } else {
        runs.append(position...position)
      }
    }
    guard !runs.isEmpty else { return "-" }
    return runs.map {
      $0.count == 1 ? "\($0.lowerBound + 1)" : "\($0.lowerBound + 1)-\($0.upperBound + 1)"
    }.joined(separator: ",")
  }

  /// The positions that `list` wrote; `nil` where the text is no such list, or of more than `most`.
  static func positions(_ text: some StringProtocol, most: Int = 1_000_000) -> [Int]? {
    if text == "-" { return [] }
    var positions: [Int] = []
    for run in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = run.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first >= 1, last >= first, last - first < most, positions.count + last - first < most
      else { return nil }
      positions += first - 1..<last
    }
    return positions
  }
}
