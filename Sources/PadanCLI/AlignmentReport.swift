import Padan

/// Writes alignments in the formats of `padan align` that programs read.
struct AlignmentReport {
  /// The names of the lexicons in use, which every result states.
  var lexicons: [String]

  /// An alignment's JSON object on a line, texts included where they are asked for.
  func write(
    _ alignment: Alignment, of document: DocumentPair, withTexts: Bool, to json: inout JSONWriter
  ) {
    json.object {
      $0.member("id", document.id)
      $0.member("reference", ifPresent: document.reference)
      if withTexts {
        $0.member("source", strings: alignment.source)
        $0.member("target", strings: alignment.target)
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

  /// Source, target, confidence, kind, crossing; and the document, where there are several.
  func tsv(_ alignment: Alignment, document: String?) -> [String] {
    alignment.beads.map { bead in
      var columns = [
        alignment.sourceText(of: bead).onOneLine, alignment.targetText(of: bead).onOneLine,
        bead.confidence.formatted(decimals: 4), bead.kind, bead.isCrossing ? "crossing" : "",
      ]
      if let document { columns.append(document.onOneLine) }
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
