import CICU

/// Unicode transformations of whole texts by ICU. Input and output are UTF-8.
enum ICUText {
  /// A transformation that writes at most `capacity` bytes to `output`. It returns the number of
  /// bytes the whole result needs, or a negative number if it fails.
  typealias Call = (
    _ input: UnsafeBufferPointer<CChar>, _ output: UnsafeMutablePointer<CChar>?, _ capacity: Int64
  ) -> Int64

  /// Returns the result of a transformation.
  ///
  /// The first buffer is a quarter longer than the input. If the result does not fit, the call runs
  /// a second time with a buffer of the size that it asked for.
  ///
  /// - Parameter capacity: The size of the first buffer, in bytes; `nil` for the usual one.
  /// - Returns: `nil` if the call fails.
  static func transform(_ input: [UInt8], capacity: Int? = nil, _ call: Call) -> [UInt8]? {
    var capacity = capacity ?? input.count + input.count / 4 + 16
    while true {
      var needed: Int64 = 0
      let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        input.withUnsafeBytes { bytes in
          needed = call(
            bytes.bindMemory(to: CChar.self),
            UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self),
            Int64(capacity))
        }
        count = max(0, min(Int(needed), capacity))
      }
      if needed < 0 { return nil }
      if Int(needed) <= capacity { return output }
      capacity = Int(needed)
    }
  }

  /// The text in NFC: letters and accents composed (Unicode Standard Annex 15).
  static func nfc(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return map(text) { cicu_nfc($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  /// The text in NFD: letters and accents as separate scalars (Unicode Standard Annex 15).
  static func nfd(_ text: String) -> String {
    map(text) { cicu_nfd($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  /// The text after full case folding (Unicode Standard, section 3.13), which may change its
  /// length: `ß` becomes `ss`.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return map(text) { cicu_fold_case($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  /// The text in letters of ASCII, as it is pronounced: names are alike in it that are written in
  /// different scripts.
  static func latin(_ text: String) -> String {
    map(text) { cicu_latin($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  /// Where the words of a text, and what stands between them, end: in UTF-8 bytes, ascending.
  static func wordEnds(in text: String) -> [Int] {
    var text = text
    return text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { input in
        var status: Int32 = 0
        var found: Int64 = 0
        // No word is shorter than a byte.
        let ends = [Int32](unsafeUninitializedCapacity: input.count) { buffer, count in
          found = cicu_word_ends(
            input.baseAddress, Int64(input.count), buffer.baseAddress, Int64(input.count), &status)
          count = max(0, Int(found))
        }
        return found < 0 ? [input.count] : ends.map(Int.init)
      }
    }
  }

  /// Runs one of ICU's functions on a text. A text that ICU refuses is returned unchanged.
  private static func map(
    _ text: String,
    _ call: (UnsafeBufferPointer<CChar>, UnsafeMutablePointer<CChar>?, Int64, inout Int32) -> Int64
  ) -> String {
    var status: Int32 = 0
    let result = transform(Array(text.utf8)) { call($0, $1, $2, &status) }
    // ICU refuses only texts of 2 GiB and more.
    return result.map { String(decoding: $0, as: UTF8.self) } ?? text
  }
}
