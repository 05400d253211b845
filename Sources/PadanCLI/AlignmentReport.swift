import Padan

/// Writes alignments in the formats of `padan align`.
struct AlignmentReport {
  /// The names of the lexicons in use, which every result states.
  var lexicons: [String]

  /// The members of an alignment's JSON object, texts included where they are asked for.
  func write(
    _ alignment: Alignment, id: String, withTexts: Bool, to json: inout JSONWriter
  ) {
    json.object {
      $0.member("id", id)
      if withTexts {
        $0.member("source", array: { json in for item in alignment.source { json.string(item) } })
        $0.member("target", array: { json in for item in alignment.target { json.string(item) } })
      }
      $0.member(
        "beads",
        array: { json in
          for bead in alignment.beads {
            json.object {
              $0.member("source", array: { json in for item in bead.source { json.number(item) } })
              $0.member("target", array: { json in for item in bead.target { json.number(item) } })
              $0.member("confidence", bead.confidence.rounded(decimals: 6))
              $0.member("crossing", bead.isCrossing)
            }
          }
        })
      $0.member("lexicons", array: { json in for item in lexicons { json.string(item) } })
    }
    json.endLine()
  }

  /// A bead a block, in 80 columns: its number, kind and confidence, then both sides.
  func text(_ alignment: Alignment) -> [String] {
    var lines: [String] = []
    for (index, bead) in alignment.beads.enumerated() {
      let number = String(index + 1).padded(to: 4, alignment: .right)
      let mark = bead.isCrossing ? "×" : " "
      var margin = "\(number) \(bead.kind)\(mark) \(bead.confidence.formatted(decimals: 2))  "
      let blank = String(repeating: " ", count: margin.count)
      let sides = [alignment.sourceText(of: bead), alignment.targetText(of: bead)]
      for (side, placeholder) in zip(sides, ["– no source –", "– no target –"]) {
        for line in (side.isEmpty ? placeholder : side.onOneLine).wrapped(to: 80 - margin.count) {
          lines.append(margin + line)
          margin = blank
        }
      }
      lines.append("")
    }
    return lines
  }

  /// Source, target, confidence, kind, crossing.
  func tsv(_ alignment: Alignment) -> [String] {
    alignment.beads.map { bead in
      [
        alignment.sourceText(of: bead).onOneLine, alignment.targetText(of: bead).onOneLine,
        bead.confidence.formatted(decimals: 4), bead.kind, bead.isCrossing ? "crossing" : "",
      ].joined(separator: "\t")
    }
  }
}

extension Double {
  fileprivate func rounded(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}

extension String {
  /// The text in lines of at most `width` characters, broken at blanks where there are any.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      var word = word
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      while word.count > width {
        lines.append(String(word.prefix(width)))
        word = word.dropFirst(width)
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return lines + [line]
  }
}
