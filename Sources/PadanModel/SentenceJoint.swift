extension Sequence<String> {
  /// Texts of segments as they follow each other in a paragraph: with a blank between two of them, but none
  /// where either is of a script that has no blanks between sentences, as Chinese and Japanese are.
  ///
  ///     ["Satu.", "Dua."].joinedAsSentences()  // "Satu. Dua."
  ///     ["每天开放。", "免费。"].joinedAsSentences()  // "每天开放。免费。"
  package func joinedAsSentences() -> String {
    reduce(into: "") { text, next in
      if !text.isEmpty, SentenceJoint.needsBlank(between: text, next) { text += " " }
      text += next
    }
  }
}

/// What stands between two sentences of a paragraph.
package enum SentenceJoint {
  /// Whether a blank stands between two sentences that follow each other.
  package static func needsBlank(between first: String, _ second: String) -> Bool {
    ![first.unicodeScalars.last, second.unicodeScalars.first].contains { scalar in
      scalar.map(isOfScriptWithoutBlanks) ?? false
    }
  }

  /// Whether a scalar is Han, kana, or a mark of full width. Korean is written with blanks.
  private static func isOfScriptWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isIdeographic { return true }
    // Unicode's blocks: CJK symbols and punctuation, kana and Bopomofo; forms of full and half width.
    return 0x3001...0x312F ~= scalar.value || 0xFF01...0xFF9F ~= scalar.value
  }
}
