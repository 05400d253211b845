public import PadanFormats
public import PadanModel

extension JSONReport {
  /// An alignment: `id`, `reference` where the target has a name, with texts `source` and `target`,
  /// `translation`, `beads` of `source` and `target` positions, `confidence` and `crossing`, and
  /// `lexicons`.
  ///
  /// - Parameters:
  ///   - withTexts: Whether the segments are reported, as they are where the reader has not split them.
  ///   - lexicons: The names of the lexicons in use.
  public static func alignment(
    _ documents: AlignedDocuments, withTexts: Bool = true, lexicons: [String] = []
  ) -> [UInt8] {
    let reference = documents.target.name
    return line {
      $0.member("id", documents.source.name)
      $0.member("reference", ifPresent: reference.isEmpty ? nil : reference)
      if withTexts {
        $0.member("source", strings: documents.source.segments.lazy.map(\.text))
        $0.member("target", strings: documents.target.segments.lazy.map(\.text))
      }
      $0.member("translation", documents.alignment.isTranslation)
      $0.member("beads", objects: documents.alignment.beads) { object, bead in
        object.member("source", array: { json in for item in bead.source { json.number(item) } })
        object.member("target", array: { json in for item in bead.target { json.number(item) } })
        object.member("confidence", bead.confidence.rounded(decimals: 6))
        object.member("crossing", bead.isCrossing)
      }
      $0.member("lexicons", strings: lexicons)
    }
  }

  /// What stands in the place of an answer that could not be given: `id`, `null` where a fault hides it,
  /// and `error` with its `message`.
  public static func fault(_ message: String, id: String?) -> [UInt8] {
    line {
      $0.member("id", orNull: id)
      $0.member("error", object: { $0.member("message", message) })
    }
  }

  /// Two documents that belong together, or one without a partner: `source`, `target`, either of them
  /// `null`, and for a pair its `score`.
  public static func pair(_ record: PairRecord) -> [UInt8] {
    line {
      $0.member("source", orNull: record.source)
      $0.member("target", orNull: record.target)
      $0.member("score", ifPresent: record.score?.rounded(decimals: 6))
    }
  }
}
