extension String {
  /// The part of a text at these UTF-8 bytes, which begin and end with a scalar.
  ///
  /// - Complexity: O(n) for n bytes of the part.
  func part(_ range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }
}
