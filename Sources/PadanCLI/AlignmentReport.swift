import Padan

/// Writes alignments in the formats of `padan align` that programs read.
struct AlignmentReport {
  /// The names of the lexicons in use, which every result states.
  var lexicons: [String]

  /// An alignment's JSON object on a line, texts included where they are asked for.
  func write(_ documents: AlignedDocuments, withTexts: Bool, to json: inout JSONWriter) {
    let alignment = documents.alignment
    let reference = documents.target.name
    json.object {
      $0.member("id", documents.source.name)
      $0.member("reference", ifPresent: reference.isEmpty ? nil : reference)
      if withTexts {
        $0.member("source", strings: documents.source.texts)
        $0.member("target", strings: documents.target.texts)
      }
      $0.member("translation", alignment.isTranslation)
      $0.member("beads", objects: alignment.beads) { object, bead in
        object.member("source", array: { json in for item in bead.source { json.number(item) } })
        object.member("target", array: { json in for item in bead.target { json.number(item) } })
        object.member("confidence", bead.confidence.rounded(decimals: 6))
        object.member("crossing", bead.isCrossing)
      }
      $0.member("lexicons", strings: lexicons)
    }
    json.endLine()
  }

  /// What could not be aligned, in its place.
  func writeFault(_ message: String, id: String?, to json: inout JSONWriter) {
    json.object {
      $0.member("id", orNull: id)
      $0.member("error", object: { $0.member("message", message) })
    }
    json.endLine()
  }

  /// Source, target, confidence, kind, crossing; and the document's name, where there are several.
  func tsv(_ documents: AlignedDocuments, isNamed: Bool) -> [String] {
    documents.alignment.beads.map { bead in
      var columns = [
        documents.sourceText(of: bead).onOneLine, documents.targetText(of: bead).onOneLine,
        bead.confidence.formatted(decimals: 4), bead.kind, bead.isCrossing ? "crossing" : "",
      ]
      if isNamed { columns.append(documents.source.name.onOneLine) }
      return columns.joined(separator: "\t")
    }
  }
}

extension Double {
  func rounded(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
