import PadanModel

/// The faults of a review file and its lines.
extension InputError.Reason {
  /// The line `# padan review 1` is missing.
  static let notAReviewFile = Self(
    "review.signature",
    "this is no review file: the line “\(ReviewFormat.signature)” is missing.", .writeReviewFile)
  /// A line is not of the format.
  static let unknownLine = Self(
    "review.line", "this line begins with none of @@ < > ? a d = #.",
    advice: "If an editor broke a long line, join it with the one before; put # before a remark.")

  // MARK: Passages

  /// The header of a passage is malformed.
  static let changedPassage = Self(
    "review.passage", "this first line of a passage was changed.",
    advice: "Put it back as it was written.")

  /// The memory has no such alignment.
  static func unknownAlignment(_ alignment: String, of document: String) -> Self {
    Self(
      "review.unknown-alignment", "the memory has no alignment \(alignment) of \(document).",
      advice: "Name the memory that the file was written from, or take the passage out.")
  }

  // MARK: Beads

  /// A bead before the first passage.
  static let strayBead = Self(
    "review.stray-bead", "this bead stands before the first passage (@@).",
    advice: "Move it into one.")
  /// A bead's header has text other than Padan's.
  static let badBead = Self(
    "review.bead", "a bead begins with a letter and, where Padan wrote it, its number.",
    advice: "Put # before a remark.")
  /// A changed bead without a verdict.
  static let noVerdict = Self(
    "review.no-verdict", "this bead was changed but has no verdict.",
    advice: "Write a or d in place of ?.")

  /// A bead's number appears twice in a passage.
  static func repeatedBead(_ number: Substring, line: Int) -> Self {
    Self(
      "review.repeated-bead", "bead \(number) began on line \(line) already.",
      advice: "Begin a new bead with a letter alone.")
  }

  /// A bead's segments are not consecutive.
  static func apart(_ segments: String) -> Self {
    Self(
      "review.apart", "the segments \(segments) of this bead do not follow one another.")
  }

  // MARK: Segments

  /// A segment before the first bead of its passage.
  static let straySegment = Self(
    "review.stray-segment", "this segment stands under no bead.",
    advice: "Put a letter line before it.")

  /// A segment's line has no number.
  static func noNumber(after mark: Character) -> Self {
    Self(
      "review.no-number", "after \(mark) stands the segment's number.", advice: "Put it back.")
  }

  /// A segment appears twice in the file.
  static func repeatedSegment(_ segment: String, line: Int) -> Self {
    Self("review.repeated-segment", "segment \(segment) stands on line \(line) already.")
  }

  /// A segment was moved here from another passage.
  static func otherPassage(_ segment: String) -> Self {
    Self(
      "review.other-passage", "segment \(segment) does not belong to this passage.",
      advice: "Segments stay in theirs.")
  }

  /// A segment's text differs from the memory's.
  static func changedText(_ segment: String, was text: String) -> Self {
    Self(
      "review.changed-text", "the text of segment \(segment) was changed.",
      advice: "It was: \(text)")
  }

  /// A segment of the passage has no line.
  static func missingSegment(_ segment: String, text: String) -> Self {
    Self(
      "review.missing-segment", "segment \(segment) of this passage is missing.",
      advice: "Put it back: \(segment)  \(text)")
  }
}
