package import PadanModel

/// Writes lexicons, sorted by headword, so that equal lexicons give equal bytes.
package enum LexiconWriter {
  /// A lexicon in Padan's own format: headword, tab, translations separated by commas.
  ///
  /// A line gets a third column of strengths, with four decimals, if one of them is below 1.
  ///
  /// - Returns: UTF-8 that `LexiconReader.readTSV` reads.
  package static func tsv(_ lexicon: Lexicon) -> [UInt8] {
    var bytes: [UInt8] = []
    for (headword, translations) in lexicon.sortedEntries {
      // After a space “#1” is not read as a comment.
      let start = headword.hasPrefix("#") ? " " : ""
      var columns = [start + headword, translations.map(\.text).joined(separator: ", ")]
      if translations.contains(where: { $0.strength < 1 }) {
        columns.append(translations.map { decimals($0.strength) }.joined(separator: ", "))
      }
      bytes.append(contentsOf: columns.joined(separator: "\t").utf8)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// A lexicon as a hunalign dictionary: `target @ source`, one translation a line. It has no
  /// strengths.
  ///
  /// - Returns: UTF-8.
  package static func dic(_ lexicon: Lexicon) -> [UInt8] {
    var bytes: [UInt8] = []
    for (headword, translations) in lexicon.sortedEntries {
      for translation in translations {
        bytes.append(
          contentsOf: (translation.text + HunalignDictionary.separator + headword + "\n").utf8)
      }
    }
    return bytes
  }

  /// A strength with four decimals; at least 0.0001, because a strength of 0 cannot be read.
  private static func decimals(_ strength: Double) -> String {
    let digits = String(max(1, Int((strength * 10_000).rounded())))
    if digits.count > 4 { return "1" }
    return "0." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
