/// What a line looks like in any language.
package enum LineForm {
  /// Whether a line is running text by its length and its marks.
  ///
  /// - Parameter line: Its UTF-8 bytes, without white space at the ends.
  /// - Complexity: O(1): a bounded number of bytes is read.
  package static func isProse(_ line: [UInt8]) -> Bool {
    guard !line.isEmpty else { return false }
    return isProse(0..<line.count, in: line.span)
  }

  /// The same for a line of a text.
  static func isProse(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
    let scan = LineScan(line.prefix(LineShape.lengthLimit), in: text)
    return isProse(scan, isFinished: LineMarks.endsInTerminal(line, in: text))
  }

  /// Whether a line is running text.
  ///
  /// - Parameter isFinished: Whether it ends like a sentence or a clause.
  static func isProse(_ scan: LineScan, isFinished: Bool) -> Bool {
    scan.length >= 180
      || (scan.length >= 70 && scan.words >= 9 && (isFinished || scan.innerEnds > 0))
  }
}
