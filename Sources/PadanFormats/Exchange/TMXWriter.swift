public import PadanModel

/// Writes TMX 1.4b unit by unit: UTF-8, the source variant first, the same bytes for the same pairs.
///
///     var writer = TMXWriter(source: .indonesian)
///     writer.write(pair)
///     writer.end()
///     output.write(writer.takeBytes())
public struct TMXWriter: Sendable {
  private var bytes: [UInt8] = []
  /// How many characters that XML forbids were left out.
  public private(set) var droppedCharacters = 0

  /// Begins a file whose units have a source language.
  public init(source: LanguageTag, toolVersion: String) {
    append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
        <header creationtool="Padan" creationtoolversion="\(toolVersion)" segtype="sentence" \
      o-tmf="padan" adminlang="en" srclang="\(source)" datatype="plaintext"/>
        <body>

      """)
  }

  /// Writes one pair; `name` becomes its `tuid`.
  public mutating func write(_ pair: TranslationPair, name: String? = nil) {
    let provenance = pair.provenance
    append("    <tu")
    attribute("tuid", name)
    attribute("usagecount", pair.usageCount > 0 ? String(pair.usageCount) : nil)
    attribute("creationtool", provenance.creationTool)
    attribute("creationdate", provenance.createdAt.map(TMXDate.text))
    attribute("creationid", provenance.createdBy)
    attribute("changedate", provenance.changedAt.map(TMXDate.text))
    attribute("changeid", provenance.changedBy)
    append(">\n")
    for property in TMXProperty.properties(of: pair) {
      if property.type == TMXProperty.note {
        append("      <note>")
        text(property.value)
        append("</note>\n")
      } else {
        append("      <prop")
        attribute("type", property.type)
        append(">")
        text(property.value)
        append("</prop>\n")
      }
    }
    write(pair.source)
    write(pair.target)
    append("    </tu>\n")
  }

  /// Ends the file.
  public mutating func end() {
    append("  </body>\n</tmx>\n")
  }

  /// What has been written since the last call.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// How many bytes wait to be taken.
  public var pendingCount: Int { bytes.count }

  private mutating func write(_ variant: Variant) {
    append("      <tuv")
    attribute("xml:lang", variant.language.description)
    append("><seg>")
    let scalars = Array(variant.text.unicodeScalars)
    var start = 0
    for code in variant.codes {
      let offset = min(max(code.offset, start), scalars.count)
      text(scalars[start..<offset])
      start = offset
      append("<\(code.element)")
      for attribute in code.attributes { self.attribute(attribute.name, attribute.value) }
      if code.content.isEmpty {
        append("/>")
      } else {
        append(">")
        text(code.content)
        append("</\(code.element)>")
      }
    }
    text(scalars[start...])
    append("</seg></tuv>\n")
  }

  private mutating func append(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  private mutating func attribute(_ name: String, _ value: String?) {
    guard let value else { return }
    append(" \(name)=\"")
    text(value, isAttribute: true)
    append("\"")
  }

  private mutating func text(_ string: String, isAttribute: Bool = false) {
    text(string.unicodeScalars, isAttribute: isAttribute)
  }

  private mutating func text(
    _ scalars: some Sequence<Unicode.Scalar>, isAttribute: Bool = false
  ) {
    droppedCharacters += XMLText.append(scalars, isAttribute: isAttribute, to: &bytes)
  }
}
