public import PadanText

/// ICU's sentence breaks without Padan's rules: the baseline that a segmenter is timed against.
public enum ICUBreaks {
  /// How many breaks ICU finds in the lines of a text in UTF-8, in the segmenter's language.
  ///
  /// - Throws: `SegmentationError` where ICU has no rules for the language.
  public static func count(
    in text: [UInt8], with segmenter: Segmenter
  ) throws(SegmentationError) -> Int {
    try segmenter.countOfICUBreaks(in: text)
  }
}
