package import PadanModel

/// Writes TMX 1.4b unit by unit, in UTF-8 and valid against the DTD.
///
/// The source variant comes first. The same pairs give the same bytes.
///
///     var writer = TMXWriter(source: indonesian, toolVersion: "1.0")
///     writer.write(pair)
///     writer.end()
///     output.write(writer.takeBytes())
///
/// An attribute that TMX lacks, or whose value it forbids, becomes a `prop` with a type that begins
/// with `x-attribute-`. `TMXReader` restores it.
package struct TMXWriter: OneFileWriter {
  /// What a segment holds: the levels of TMX's specification.
  package enum Level: Int, Sendable {
    /// Text only.
    case text = 1
    /// Text and inline codes.
    case codes = 2
  }

  /// The bytes not taken yet.
  private var bytes: [UInt8] = []
  /// Forbidden characters and attributes that were left out.
  package private(set) var losses = WritingLosses()
  /// The tool that the file is for.
  private let flavor: TMXFlavor
  /// What a segment holds.
  private let level: Level
  /// Consecutive units of one group, which may be joined.
  private var group: [TMXUnit] = []

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - source: The source language of the file.
  ///   - toolVersion: Padan's version, for the header.
  ///   - flavor: The tool that the file is for.
  ///   - level: Whether segments hold inline codes.
  ///   - header: Attributes, notes, props and encodings for the header, such as
  ///     `ReadingReport.header`. Attributes for the tool and the source language are replaced by
  ///     Padan's own.
  package init(
    source: LanguageTag, toolVersion: String, flavor: TMXFlavor = .plain, level: Level = .codes,
    header: [Provenance.Property] = []
  ) {
    self.flavor = flavor
    self.level = level
    append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
        <header
      """)
    let own = [
      "creationtool": "Padan", "creationtoolversion": toolVersion, "o-tmf": "padan",
      "srclang": "\(source)",
    ]
    write(header: header.filter { $0.kind != .attribute || own[$0.type] == nil }, own: own)
    append("  <body>\n")
  }

  /// Writes a pair. The name becomes the `tuid`.
  ///
  /// Consecutive pairs of a group become one unit with several variants, if a reader gets the same
  /// pairs back from it. They are written when the group ends.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
    let unit = TMXUnit(pair, name: name)
    guard let number = pair.group else {
      endGroup()
      return write(unit)
    }
    if group.first?.pair.group != number || group.count >= Self.longestGroup { endGroup() }
    group.append(unit)
  }

  /// The most pairs of a group that are joined. A longer group becomes several units.
  private static let longestGroup = 10_000

  /// Writes the units of the open group.
  private mutating func endGroup() {
    guard !group.isEmpty else { return }
    for unit in TMXUnit.joined(group) { write(unit) }
    group.removeAll()
  }

  /// Writes a unit with all its variants.
  private mutating func write(_ unit: TMXUnit) {
    append("    <tu")
    let isNameValid = unit.name.map(TMXGrammar.isName) ?? true
    if isNameValid { attribute("tuid", unit.name) }
    if unit.pair.usageCount > 0 { attribute("usagecount", String(unit.pair.usageCount)) }
    attributes(TMXProperty.attributes, of: unit.pair.provenance)
    attributes(unit.properties, on: "tu")
    append(">\n")
    if !isNameValid { property(TMXProperty.attributePrefix + "tuid", unit.name, "      ") }
    if flavor != .memoq { context(of: unit.pair, indent: "      ") }
    ownProperties(of: unit.pair)
    properties(unit.properties, on: "tu", unit.pair, indent: "      ")
    let numbers = TMXCodeNumbers(unit)
    for side in unit.sources { write(side, numbers, of: unit.pair, isSource: true) }
    for side in unit.targets { write(side, numbers, of: unit.pair, isSource: false) }
    append("    </tu>\n")
  }

  /// Ends the file. Call it once, after the last pair.
  package mutating func end() {
    endGroup()
    append("  </body>\n</tmx>\n")
  }

  /// Returns the bytes written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The number of bytes that have not been taken.
  package var pendingCount: Int { bytes.count }

  // MARK: The head

  /// The header's attributes in the order of writing, with the values that they have by default.
  private static let headerAttributes: [(name: String, standard: String?)] = [
    ("creationtool", nil), ("creationtoolversion", nil), ("segtype", "sentence"), ("o-tmf", nil),
    ("adminlang", "en"), ("srclang", nil), ("datatype", "plaintext"), ("o-encoding", nil),
    ("creationdate", nil), ("creationid", nil), ("changedate", nil), ("changeid", nil),
  ]

  /// Writes the rest of the header: its attributes, then notes, props and encodings.
  private mutating func write(header: [Provenance.Property], own: [String: String]) {
    var remarks = header
    for (name, standard) in Self.headerAttributes {
      let place = remarks.firstIndex {
        $0.kind == .attribute && $0.type == name && TMXGrammar.allows(name, $0.value, on: "header")
      }
      let said = place.map { remarks.remove(at: $0).value }
      if let value = own[name] ?? said ?? standard { attribute(name, value) }
    }
    append(remarks.isEmpty ? "/>\n" : ">\n")
    for remark in remarks { self.remark(remark, indent: "    ") }
    if !remarks.isEmpty { append("  </header>\n") }
  }

  // MARK: Units

  /// Writes fields of a provenance as attributes.
  private mutating func attributes(
    _ fields: [(field: ProvenanceField, name: StaticString)], of provenance: Provenance
  ) {
    for (field, name) in fields { attribute(name, provenance[field]?.tmxText) }
  }

  /// Writes the document and the neighbours with the names of the flavor.
  private mutating func context(of pair: TranslationPair, indent: StaticString) {
    for field in TMXProperty.context {
      guard let text = pair.provenance[field]?.tmxText else { continue }
      let type = TMXProperty.contextType(field, flavor)
      if flavor == .memoq, field != .document {
        var segment = Array("<seg>".utf8)
        XMLText.append(text, to: &segment)
        segment += "</seg>".utf8
        property(type, String(decoding: segment, as: UTF8.self), indent)
      } else {
        property(type, text, indent)
      }
    }
  }

  /// Writes the props that hold fields of a provenance and the review.
  private mutating func ownProperties(of pair: TranslationPair) {
    let indent: StaticString = "      "
    for (field, type) in TMXProperty.own { property(type, pair.provenance[field]?.tmxText, indent) }
    property(
      TMXProperty.review, pair.review == .unreviewed ? nil : pair.review.rawValue, indent)
    if flavor == .memoq, pair.provenance.beadKind != nil {
      property(TMXProperty.aligned, "yes", indent)
    }
    if flavor == .trados,
      !pair.provenance.properties.contains(where: { TMXProperty.says(pair.review, $0) })
    {
      property(TMXProperty.confirmation, TMXProperty.confirmationLevel(of: pair.review), indent)
    }
  }

  /// Writes properties that can be attributes of the element.
  private mutating func attributes(_ properties: [Provenance.Property], on element: String) {
    for property in properties where Self.isAttribute(property, on: element) {
      attribute(property.type, property.value)
    }
  }

  /// Whether a property can be an attribute of the element. The unit's dates, users and counts are
  /// not: they are written from the fields of the pair.
  private static func isAttribute(_ property: Provenance.Property, on element: String) -> Bool {
    property.kind == .attribute
      && TMXGrammar.allows(property.type, property.value, on: element)
      && !(element == "tu" && ownUnitAttributes.contains(property.type))
  }

  /// The attributes of a unit that are written from the fields of the pair.
  private static let ownUnitAttributes = Set(TMXProperty.attributeFields.keys).union([
    "tuid", "usagecount",
  ])

  /// Writes the properties that cannot be attributes of the element.
  private mutating func properties(
    _ properties: [Provenance.Property], on element: String, _ pair: TranslationPair,
    indent: StaticString
  ) {
    for property in properties where !Self.isAttribute(property, on: element) {
      // The flavor has written its own prop of this type already.
      let isWritten =
        flavor == .trados && property.type == TMXProperty.confirmation
        && !TMXProperty.says(pair.review, property)
        || flavor == .memoq && property.type == TMXProperty.aligned
          && pair.provenance.beadKind != nil
      if property.kind != .property || !isWritten { remark(property, indent: indent) }
    }
  }

  /// Writes a property as the element that it was. An attribute becomes a `prop`.
  private mutating func remark(_ remark: Provenance.Property, indent: StaticString) {
    switch remark.kind {
    case .note:
      append(indent)
      append("<note")
      remarkAttributes(remark.attributes, on: "note")
      append(">")
      text(remark.value)
      append("</note>\n")
    case .property: property(remark.type, remark.value, indent, remark.attributes)
    case .attribute:
      property(TMXProperty.attributePrefix + remark.type, remark.value, indent)
    case .userEncoding:
      append(indent)
      append("<ude")
      attribute("name", remark.type)
      remarkAttributes(remark.attributes, on: "ude")
      append(">")
      append(string: remark.value)
      append("</ude>\n")
    }
  }

  /// Writes a `prop`; nothing for `nil`.
  private mutating func property(
    _ type: String, _ value: String?, _ indent: StaticString,
    _ attributes: [MarkupAttribute] = []
  ) {
    guard let value else { return }
    append(indent)
    append("<prop")
    attribute("type", type)
    remarkAttributes(attributes, on: "prop")
    append(">")
    text(value)
    append("</prop>\n")
  }

  /// Writes the attributes of a note, prop or encoding that TMX allows.
  private mutating func remarkAttributes(_ attributes: [MarkupAttribute], on element: String) {
    for attribute in attributes {
      let value = TMXGrammar.canonical(attribute.value, of: attribute.name)
      if TMXGrammar.allows(attribute.name, value, on: element), attribute.name != "type" {
        self.attribute(attribute.name, value)
      } else {
        losses.attributes += 1
      }
    }
  }

  // MARK: Variants

  /// Writes a variant with its properties and its segment.
  private mutating func write(
    _ side: TMXUnit.Side, _ numbers: TMXCodeNumbers, of pair: TranslationPair, isSource: Bool
  ) {
    append("      <tuv")
    attribute("xml:lang", side.variant.language.description)
    let hasHistory = flavor != .plain && !isSource
    if hasHistory { history(of: side, pair.provenance) }
    for property in side.properties where Self.isAttribute(property, on: "tuv") {
      let isWritten = hasHistory && TMXProperty.historyNames.contains(property.type)
      if !isWritten, property.type != "xml:lang", property.type != "lang" {
        attribute(property.type, property.value)
      }
    }
    append(">")
    let hasContext = flavor == .memoq && isSource && pair.provenance.hasContext
    let hasProperties = side.properties.contains { !Self.isAttribute($0, on: "tuv") }
    if hasContext || hasProperties {
      append("\n")
      if hasContext { context(of: pair, indent: "        ") }
      properties(side.properties, on: "tuv", pair, indent: "        ")
      append("        ")
    }
    append("<seg>")
    segment(side.variant, numbers)
    append(hasContext || hasProperties ? "</seg>\n      </tuv>\n" : "</seg></tuv>\n")
  }

  /// Writes dates and users of a variant: its own or, where it has none, those of the unit.
  private mutating func history(of side: TMXUnit.Side, _ provenance: Provenance) {
    for (field, name) in TMXProperty.history {
      let own = side.properties.first { Self.isAttribute($0, on: "tuv") && $0.type == "\(name)" }
      attribute(name, own?.value ?? provenance[field]?.tmxText)
    }
  }

  /// Writes the content of a segment.
  private mutating func segment(_ variant: Variant, _ numbers: TMXCodeNumbers) {
    guard level == .codes, !variant.codes.isEmpty else { return text(variant.text) }
    var writer = CodedText(text: variant.text, codes: numbers.numbered(variant.codes))
    while let piece = writer.next() {
      switch piece {
      case .text(let run): text(run)
      case .code(let code): write(code)
      }
    }
  }

  /// Writes an inline code, or one half of an element around text.
  private mutating func write(_ code: InlineCode) {
    if code.form == .closing { return append(string: "</\(code.element)>") }
    append(string: "<\(code.element)")
    for attribute in code.attributes {
      if TMXGrammar.allows(attribute.name, attribute.value, on: code.element) {
        self.attribute(attribute.name, attribute.value)
      } else {
        losses.attributes += 1
      }
    }
    if code.form == .opening { return append(">") }
    guard !code.content.isEmpty else { return append("/>") }
    append(">")
    if code.holdsMarkup { append(string: code.content) } else { text(code.content) }
    append(string: "</\(code.element)>")
  }

  // MARK: Bytes

  /// Appends markup.
  private mutating func append(_ markup: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Appends markup that is made of values. It has a label, because a literal would be a `String`
  /// otherwise.
  private mutating func append(string markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  /// Writes an attribute; nothing for `nil`.
  private mutating func attribute(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    append(" ")
    append(name)
    append("=\"")
    text(value, isAttribute: true)
    append("\"")
  }

  /// Writes an attribute.
  private mutating func attribute(_ name: String, _ value: String) {
    append(" ")
    append(string: name)
    append("=\"")
    text(value, isAttribute: true)
    append("\"")
  }

  /// Appends text, escaped, and counts the forbidden characters.
  private mutating func text(_ string: some StringProtocol, isAttribute: Bool = false) {
    losses.add(XMLText.append(string, isAttribute: isAttribute, to: &bytes))
  }
}

extension Provenance {
  /// Whether the document or a neighbour is known.
  fileprivate var hasContext: Bool {
    TMXProperty.context.contains { self[$0] != nil }
  }
}
