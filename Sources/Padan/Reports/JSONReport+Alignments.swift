package import PadanFormats
package import PadanModel

extension JSONReport {
  /// An alignment.
  ///
  /// Its members are `id`, `reference` if the target has a name, the segments `source` and `target`
  /// if `withTexts` is true, `translation`, `beads` and `lexicons`. Each bead has the positions of
  /// its `source` and `target` segments from 0, its `confidence` and `crossing`, and its `words` if
  /// they were linked. Each of these has its `probability`, and for `source` and `target` the word's
  /// `segment`, and the UTF-8 bytes of its text at which it has its `start` and `end`.
  ///
  /// - Parameters:
  ///   - documents: The aligned documents.
  ///   - withTexts: Whether the segments are included. The reader of the report needs them if Padan
  ///     made them.
  ///   - lexicons: The names of the lexicons in use.
  ///   - isNumbered: Whether the name of the source is a number.
  package static func alignment(
    _ documents: AlignedDocuments, withTexts: Bool = true, lexicons: [String] = [],
    isNumbered: Bool = false
  ) -> [UInt8] {
    let reference = documents.target.name
    return line {
      $0.id(documents.source.name, isNumbered: isNumbered)
      $0.member("reference", ifPresent: reference.isEmpty ? nil : reference)
      if withTexts {
        $0.member("source", strings: documents.source.segments.lazy.map(\.text))
        $0.member("target", strings: documents.target.segments.lazy.map(\.text))
      }
      $0.member("translation", documents.alignment.isTranslation)
      $0.member("beads", objects: documents.alignment.beads.enumerated()) { object, item in
        let (index, bead) = item
        object.member("source", array: { json in for item in bead.source { json.number(item) } })
        object.member("target", array: { json in for item in bead.target { json.number(item) } })
        object.member("confidence", bead.confidence.rounded(decimals: 6))
        object.member("crossing", bead.isCrossing)
        guard let links = documents.wordLinks?[index] else { return }
        object.member("words", objects: links) { object, link in
          object.member("source", object: { write(link.source, to: &$0) })
          object.member("target", object: { write(link.target, to: &$0) })
          object.member("probability", link.probability.rounded(decimals: 6))
        }
      }
      $0.member("lexicons", strings: lexicons)
    }
  }

  /// Writes the members of a linked word.
  private static func write(_ word: WordLink.Word, to json: inout JSONWriter) {
    json.member("segment", word.segment)
    json.member("start", word.range.lowerBound)
    json.member("end", word.range.upperBound)
  }

  /// A pair of documents, or one without a partner: `source`, `target`, and for a pair its `score`,
  /// 0...1. A missing partner is `null`.
  ///
  /// - Parameter sides: Why the texts are not in the languages of their sides; its code is `sides`.
  package static func pair(_ record: PairRecord, sides: SideError? = nil) -> [UInt8] {
    line {
      $0.member("source", orNull: record.source?.shownPath)
      $0.member("target", orNull: record.target?.shownPath)
      $0.member("score", ifPresent: record.score?.rounded(decimals: 6))
      $0.member("sides", ifPresent: sides?.code.rawValue)
    }
  }
}
