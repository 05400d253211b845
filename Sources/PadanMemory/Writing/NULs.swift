package import PadanModel
import PadanText

extension TranslationPair {
  /// Whether a text of the pair, or of its provenance, contains U+0000. Remarks keep theirs: they
  /// are stored as JSON.
  package var hasNUL: Bool {
    source.text.hasNUL || target.text.hasNUL
      || Self.textFields.contains { field in
        if case .text(let text) = provenance[field] { text.hasNUL } else { false }
      }
  }

  private static let textFields = ProvenanceField.all.filter { $0.kind == .text }

  /// The pair with U+FFFD in place of each U+0000.
  var withoutNULs: TranslationPair {
    var pair = self
    pair.source.text = source.text.withoutNULs
    pair.target.text = target.text.withoutNULs
    for field in Self.textFields {
      guard case .text(let text) = provenance[field] else { continue }
      pair.provenance[field] = .text(text.withoutNULs)
    }
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
  var hasNUL: Bool { hasByte(0) }
}
