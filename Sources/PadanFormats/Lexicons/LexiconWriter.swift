public import PadanModel

/// Writes lexicons, by headword, so that the same lexicon gives the same bytes.
public enum LexiconWriter {
  /// Headword, tab, translations; with a third column of strengths where one is below 1.
  public static func tsv(_ lexicon: Lexicon) -> [UInt8] {
    var bytes: [UInt8] = []
    for (headword, translations) in lexicon.sortedEntries {
      // A blank keeps “#1” from being read as a comment.
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

  /// hunalign's dictionary: `target @ source`, a translation a line. It holds no strengths.
  public static func dic(_ lexicon: Lexicon) -> [UInt8] {
    var bytes: [UInt8] = []
    for (headword, translations) in lexicon.sortedEntries {
      for translation in translations {
        bytes.append(
          contentsOf: (translation.text + HunalignDictionary.separator + headword + "\n").utf8)
      }
    }
    return bytes
  }

  /// A strength with four decimals, never 0.
  private static func decimals(_ strength: Double) -> String {
    let digits = String(max(1, Int((strength * 10_000).rounded())))
    if digits.count > 4 { return "1" }
    return "0." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
