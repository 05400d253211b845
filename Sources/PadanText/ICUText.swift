import CICU

/// Whole-text calls into ICU: UTF-8 in, UTF-8 out.
enum ICUText {
  typealias Call = (
    _ input: UnsafeBufferPointer<CChar>, _ output: UnsafeMutablePointer<CChar>?, _ capacity: Int64
  ) -> Int64

  /// Runs a call that returns how many bytes it needs, again with room enough where it had too
  /// little; `nil` where it fails.
  static func transform(_ input: [UInt8], _ call: Call) -> [UInt8]? {
    var capacity = input.count + input.count / 4 + 16
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

  /// NFC (Unicode Standard Annex 15), with U+FFFD for ill-formed bytes.
  static func nfc(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return map(text) { cicu_nfc($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  /// NFD: letters and their accents apart.
  static func nfd(_ text: String) -> String {
    map(text) { cicu_nfd($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  /// Full case folding (Unicode Standard, section 3.13).
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return map(text) { cicu_fold_case($0.baseAddress, Int64($0.count), $1, $2, &$3) }
  }

  private static func map(
    _ text: String,
    _ call: (UnsafeBufferPointer<CChar>, UnsafeMutablePointer<CChar>?, Int64, inout Int32) -> Int64
  ) -> String {
    var status: Int32 = 0
    let result = transform(Array(text.utf8)) { call($0, $1, $2, &status) }
    // ICU refuses only what it cannot count in 32 bits; such a text stays as it is.
    return result.map { String(decoding: $0, as: UTF8.self) } ?? text
  }
}
