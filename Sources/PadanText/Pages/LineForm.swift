/// What a line looks like in any language.
package enum LineForm {
  /// Whether a line is running text by its length and its marks.
  ///
  /// - Parameter line: Its UTF-8 bytes, without white space at the ends.
  /// - Complexity: O(1): a bounded number of bytes is read.
  package static func isProse(_ line: [UInt8]) -> Bool {
    guard !line.isEmpty else { return false }
    let text = line.span
    let scan = LineScan((0..<line.count).prefix(LineShape.lengthLimit), in: text)
    return isProse(scan, isFinished: LineMarks.endsInTerminal(0..<line.count, in: text))
  }

  /// Whether a line is running text.
  ///
  /// - Parameter isFinished: Whether it ends like a sentence or a clause.
  static func isProse(_ scan: LineScan, isFinished: Bool) -> Bool {
    scan.length >= 180
      || (scan.length >= 70 && scan.words >= 9 && (isFinished || scan.innerEnds > 0))
  }
}
