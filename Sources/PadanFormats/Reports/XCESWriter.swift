package import PadanModel

/// Writes alignments as XCES, the form in which OPUS keeps them: links between sentence numbers,
/// which count from 1.
///
///     var writer = XCESWriter()
///     writer.write(documents)
///     writer.end()
///     try output.write(writer.takeBytes())
package struct XCESWriter: Sendable {
  private var bytes: [UInt8] = []
  private var isBegun = false
  /// The number of links so far, which are numbered through the whole file.
  private var count = 0

  /// A writer without output.
  package init() {}

  /// Writes the links of two documents.
  package mutating func write(_ documents: AlignedDocuments) {
    begin()
    bytes += XMLText.tag(
      "linkGrp",
      [("targType", "s"), ("fromDoc", documents.source.name), ("toDoc", documents.target.name)])
    bytes.append(UInt8(ascii: "\n"))
    for bead in documents.alignment.beads {
      count += 1
      let sides = [bead.source, bead.target].map { range in
        range.map { String($0 + 1) }.joined(separator: " ")
      }
      bytes += XMLText.tag(
        "link",
        [
          ("id", "SL\(count)"), ("xtargets", sides.joined(separator: ";")),
          ("certainty", bead.confidence.formatted(decimals: 4)),
        ], isEmpty: true)
      bytes.append(UInt8(ascii: "\n"))
    }
    bytes += Array("</linkGrp>\n".utf8)
  }

  /// Writes the end of the file.
  package mutating func end() {
    begin()
    bytes += Array("</cesAlign>\n".utf8)
  }

  /// Removes and returns what was written since the last call.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func begin() {
    guard !isBegun else { return }
    isBegun = true
    bytes += Array(
      """
      <?xml version="1.0" encoding="utf-8"?>
      <!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
      <cesAlign version="1.0">

      """.utf8)
  }
}
