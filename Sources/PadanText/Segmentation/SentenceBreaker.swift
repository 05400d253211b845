import CICU

/// ICU's sentence break iterator. It has one owner, and one task uses it at a time.
struct SentenceBreaker: ~Copyable {
  private let handle: OpaquePointer
  /// A buffer for ICU's answers, kept between calls.
  private var offsets = [Int32](repeating: 0, count: 256)

  /// Opens an iterator.
  ///
  /// - Throws: `SegmentationError.icu` if ICU cannot.
  init(locale: String) throws(SegmentationError) {
    var status: Int32 = 0
    guard let handle = cicu_breaker_open(locale, &status) else {
      throw .icu(String(cString: cicu_error_name(status)))
    }
    self.handle = handle
  }

  deinit { cicu_breaker_close(handle) }

  /// Replaces `breaks` with the offsets at which ICU breaks a text: UTF-8 bytes, ascending,
  /// including the end of the text but not its start.
  ///
  /// - Parameter isWidened: Whether the text may be converted to UTF-16 for ICU, which reads it
  ///   faster. The breaks are the same.
  /// - Throws: `SegmentationError.icu` if the text has 2 GiB or more.
  mutating func findBreaks(
    in text: Span<UInt8>, isWidened: Bool = true, into breaks: inout [Int]
  ) throws(SegmentationError) {
    breaks.removeAll(keepingCapacity: true)
    var status: Int32 = 0
    text.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      cicu_breaker_set_text(handle, start, Int64(bytes.count), isWidened, &status)
      guard status <= 0 else { return }
      while true {
        let found = Int(cicu_breaker_next(handle, &offsets, Int64(offsets.count)))
        for index in 0..<found { breaks.append(Int(offsets[index])) }
        if found < offsets.count { break }
      }
    }
    guard status <= 0 else { throw .icu(String(cString: cicu_error_name(status))) }
  }
}
