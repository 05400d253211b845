import Glibc
import PadanModel

extension TranslationPair {
  /// Whether a text of the pair, or of its context, contains U+0000.
  var hasNUL: Bool {
    source.text.hasNUL || target.text.hasNUL || provenance.previousSource?.hasNUL ?? false
      || provenance.nextSource?.hasNUL ?? false
  }

  /// The pair with U+FFFD in place of each U+0000.
  var withoutNULs: TranslationPair {
    var pair = self
    pair.source.text = source.text.withoutNULs
    pair.target.text = target.text.withoutNULs
    pair.provenance.previousSource = provenance.previousSource?.withoutNULs
    pair.provenance.nextSource = provenance.nextSource?.withoutNULs
    return pair
  }
}

extension String {
  /// The text with U+FFFD in place of each U+0000, which a text column cannot hold.
  var withoutNULs: String {
    guard hasNUL else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{0}" ? "\u{FFFD}" : $0 }))
  }

  /// Whether the text contains U+0000.
  fileprivate var hasNUL: Bool {
    utf8.withContiguousStorageIfAvailable {
      $0.count > 0 && memchr($0.baseAddress!, 0, $0.count) != nil
    } ?? utf8.contains(0)
  }
}
