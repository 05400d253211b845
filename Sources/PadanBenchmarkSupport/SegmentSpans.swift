public import Padan

/// The segments of a text, without a `String` for each.
public enum SegmentSpans {
  /// Counts the segments of a text in UTF-8.
  ///
  /// - Throws: `SegmentationError`.
  /// - Complexity: O(bytes).
  public static func count(in text: [UInt8], with segmenter: Segmenter) throws -> Int {
    var count = 0
    try segmenter.forEachSegment(of: Document(text: text)) { _, _ in count += 1 }
    return count
  }
}
