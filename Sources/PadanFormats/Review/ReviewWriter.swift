package import PadanModel

/// Writes passages to a text file that a reviewer edits in any editor.
///
/// The head of the file explains the format. `ReviewReader` reads the file.
package enum ReviewWriter {
  /// The text of the file: its head, then the passages in the given order.
  package static func text(
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

  /// The description of the format, for `padan review --help` and the head of each file.
  package static let explanation = """
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

  /// The first lines of a file: the signature, the explanation and the next commands, as comments.
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

  /// A passage's first line: the alignment's identity, its segments on both sides, and its
  /// document.
  private static func passageHeader(_ passage: ReviewPassage) -> String {
    let source = ReviewFormat.list(passage.beads.flatMap { Array($0.bead.source) })
    let target = ReviewFormat.list(passage.beads.flatMap { Array($0.bead.target) })
    let document = ReviewFormat.oneLine(passage.document)
    return "\(ReviewFormat.passage) \(passage.alignment) <\(source) >\(target) \(document)"
  }

  /// A bead's lines: letter, number, kind and confidence; then its segments.
  private static func block(_ item: ReviewPassage.Item) -> [String] {
    let letter = item.isDoubtful ? ReviewFormat.Letter.undecided : .neighbor
    let crossing = item.bead.isCrossing ? " crossing" : ""
    return [
      "\(letter.rawValue) bead \(item.number + 1)  \(item.bead.kind)\(crossing)  "
        + item.bead.confidence.inHundredths
    ]
      + zip(item.bead.source, item.source).map { line(ReviewFormat.source, $0, $1) }
      + zip(item.bead.target, item.target).map { line(ReviewFormat.target, $0, $1) }
  }

  /// A segment's line: mark, number from 1, text.
  private static func line(_ mark: Character, _ position: Int, _ text: String) -> String {
    let text = ReviewFormat.oneLine(text)
    return "\(mark) \(position + 1)" + (text.isEmpty ? "" : "  \(text)")
  }
}

/// The marks and notations of a review file.
enum ReviewFormat {
  /// The line that identifies a review file, and the version of its format.
  static let signature = "# padan review 1"
  /// The mark before a comment.
  static let comment = "#"
  /// The mark before a passage.
  static let passage = "@@"
  /// The mark before a source segment.
  static let source: Character = "<"
  /// The mark before a target segment.
  static let target: Character = ">"

  /// The letter before a bead.
  enum Letter: Character, CaseIterable {
    /// The bead waits for a verdict.
    case undecided = "?"
    /// The two sides translate each other; or, if a side is empty, the other has no counterpart.
    case approved = "a"
    /// The two sides do not translate each other.
    case dropped = "d"
    /// The bead is there for context and needs no verdict.
    case neighbor = "="
  }

  /// A text without white space at its ends, and each other run of it one space. So an editor may
  /// change white space.
  static func oneLine(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A list of positions from 0 as ranges of numbers from 1: `4-6,9`; `-` for an empty list.
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

  /// The positions from 0 in a list that `list(_:)` wrote.
  ///
  /// - Parameter most: A limit for the number of positions, so that a short text cannot fill the
  ///   memory.
  /// - Returns: `nil` for a malformed list or one above the limit.
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
