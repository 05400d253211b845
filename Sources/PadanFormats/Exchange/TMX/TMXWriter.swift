public import PadanModel

/// Writes TMX 1.4b unit by unit: UTF-8, valid against the DTD, the source variant first, the same bytes
/// for the same pairs.
///
///     var writer = TMXWriter(source: .indonesian, toolVersion: "1.0")
///     writer.write(pair)
///     writer.end()
///     output.write(writer.takeBytes())
///
/// An attribute that TMX does not have, or whose value it does not allow, becomes a `prop` whose type
/// begins with `x-attribute-`; `TMXReader` turns it back.
public struct TMXWriter: ExchangeWriter {
  /// How much of a segment is written: its text, or its inline codes as well.
  public enum Level: Int, Sendable {
    case text = 1
    case codes = 2
  }

  private var bytes: [UInt8] = []
  public private(set) var losses = WritingLosses()
  private let flavor: TMXFlavor
  private let level: Level

  /// Begins a file whose units have a source language.
  public init(
    source: LanguageTag, toolVersion: String, flavor: TMXFlavor = .plain, level: Level = .codes
  ) {
    self.flavor = flavor
    self.level = level
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
    if pair.usageCount > 0 { attribute("usagecount", String(pair.usageCount)) }
    attribute("creationtool", provenance.creationTool)
    history(of: provenance)
    let kept = KeptProperties(provenance.properties)
    attributes(of: kept, at: .unit, on: "tu")
    append(">\n")
    if flavor != .memoq { context(of: pair, indent: "      ") }
    ownProperties(of: pair)
    properties(of: kept, at: .unit, on: "tu", pair, indent: "      ")
    write(pair.source, of: pair, kept, at: .source)
    write(pair.target, of: pair, kept, at: .target)
    append("    </tu>\n")
  }

  /// Ends the file.
  public mutating func end() {
    append("  </body>\n</tmx>\n")
  }

  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public var pendingCount: Int { bytes.count }

  // MARK: Units

  private mutating func history(of provenance: Provenance) {
    attribute("creationdate", provenance.createdAt.map(TMXDate.text))
    attribute("creationid", provenance.createdBy)
    attribute("changedate", provenance.changedAt.map(TMXDate.text))
    attribute("changeid", provenance.changedBy)
  }

  /// The document and the neighbours, by the flavor's names.
  private mutating func context(of pair: TranslationPair, indent: StaticString) {
    let names = TMXProperty.contextNames(flavor)
    property(names.document, pair.provenance.document, indent)
    for (name, text) in [
      (names.previous, pair.provenance.previousSource), (names.next, pair.provenance.nextSource),
    ] {
      guard let text else { continue }
      if flavor == .memoq {
        var segment = Array("<seg>".utf8)
        XMLText.append(text, to: &segment)
        segment += "</seg>".utf8
        property(name, String(decoding: segment, as: UTF8.self), indent)
      } else {
        property(name, text, indent)
      }
    }
  }

  private mutating func ownProperties(of pair: TranslationPair) {
    let provenance = pair.provenance
    let indent: StaticString = "      "
    property(TMXProperty.paragraph, provenance.paragraph.map(String.init), indent)
    property(TMXProperty.sentence, provenance.sentence.map(String.init), indent)
    property(TMXProperty.bead, provenance.beadKind, indent)
    property(TMXProperty.confidence, provenance.confidence.map { "\($0)" }, indent)
    property(TMXProperty.crossing, provenance.isCrossing ? "yes" : nil, indent)
    property(
      TMXProperty.review, pair.review == .unreviewed ? nil : pair.review.rawValue, indent)
    if flavor == .memoq, provenance.beadKind != nil { property(TMXProperty.aligned, "yes", indent) }
    if flavor == .trados {
      property(TMXProperty.confirmation, TMXProperty.confirmationLevel(of: pair.review), indent)
    }
  }

  /// What another tool said, told apart by its place, in its order.
  private struct KeptProperties {
    var unit: [Provenance.Property] = []
    var source: [Provenance.Property] = []
    var target: [Provenance.Property] = []

    init(_ properties: [Provenance.Property]) {
      for property in properties {
        switch property.place {
        case .unit: unit.append(property)
        case .source: source.append(property)
        case .target: target.append(property)
        }
      }
    }

    subscript(place: Provenance.Property.Place) -> [Provenance.Property] {
      switch place {
      case .unit: unit
      case .source: source
      case .target: target
      }
    }
  }

  private mutating func attributes(
    of kept: KeptProperties, at place: Provenance.Property.Place, on element: String
  ) {
    for property in kept[place] where Self.isAttribute(property, on: element) {
      attribute(property.type, property.value)
    }
  }

  private static func isAttribute(_ property: Provenance.Property, on element: String) -> Bool {
    // A unit's own dates, persons and counts are written from what is known of the pair.
    property.kind == .attribute
      && TMXGrammar.allows(property.type, property.value, on: element)
      && !(element == "tu"
        && [
          "tuid", "usagecount", "creationtool", "creationdate", "creationid", "changedate",
          "changeid",
        ].contains(property.type))
  }

  private mutating func properties(
    of kept: KeptProperties, at place: Provenance.Property.Place, on element: String,
    _ pair: TranslationPair, indent: StaticString
  ) {
    for property in kept[place] where !Self.isAttribute(property, on: element) {
      switch property.kind {
      case .note:
        append(indent)
        append("<note")
        remarkAttributes(property.attributes, on: "note")
        append(">")
        text(property.value)
        append("</note>\n")
      case .property:
        // What this flavor writes itself stands there already.
        if flavor == .trados, property.type == TMXProperty.confirmation, pair.review != .unreviewed
        {
          continue
        }
        if flavor == .memoq, property.type == TMXProperty.aligned, pair.provenance.beadKind != nil {
          continue
        }
        self.property(property.type, property.value, indent, property.attributes)
      case .attribute:
        self.property(TMXProperty.attributePrefix + property.type, property.value, indent)
      }
    }
  }

  private mutating func property(
    _ type: String, _ value: String?, _ indent: StaticString,
    _ attributes: [InlineCode.Attribute] = []
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

  private mutating func remarkAttributes(_ attributes: [InlineCode.Attribute], on element: String) {
    for attribute in attributes {
      if TMXGrammar.allows(attribute.name, attribute.value, on: element), attribute.name != "type" {
        self.attribute(attribute.name, attribute.value)
      } else {
        losses.attributes += 1
      }
    }
  }

  // MARK: Variants

  private mutating func write(
    _ variant: Variant, of pair: TranslationPair, _ kept: KeptProperties,
    at place: Provenance.Property.Place
  ) {
    append("      <tuv")
    attribute("xml:lang", variant.language.description)
    if flavor != .plain, place == .target { history(of: pair.provenance) }
    let properties = kept[place]
    for property in properties where Self.isAttribute(property, on: "tuv") {
      let isWritten =
        flavor != .plain && place == .target && Self.historyNames.contains(property.type)
      if !isWritten, property.type != "xml:lang", property.type != "lang" {
        attribute(property.type, property.value)
      }
    }
    append(">")
    let hasContext = flavor == .memoq && place == .source && pair.provenance.hasContext
    let hasProperties = properties.contains { !Self.isAttribute($0, on: "tuv") }
    if hasContext || hasProperties {
      append("\n")
      if hasContext { context(of: pair, indent: "        ") }
      self.properties(of: kept, at: place, on: "tuv", pair, indent: "        ")
      append("        ")
    }
    append("<seg>")
    segment(variant)
    append(hasContext || hasProperties ? "</seg>\n      </tuv>\n" : "</seg></tuv>\n")
  }

  private static let historyNames: Set<String> = [
    "creationdate", "creationid", "changedate", "changeid",
  ]

  private mutating func segment(_ variant: Variant) {
    guard level == .codes, !variant.codes.isEmpty else { return text(variant.text) }
    var writer = CodedText(variant)
    while let piece = writer.next() {
      switch piece {
      case .text(let run): text(run)
      case .code(let code): write(code)
      }
    }
  }

  private mutating func write(_ code: InlineCode) {
    if code.form == .closing { return append("</\(code.element)>") }
    append("<\(code.element)")
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
    if code.holdsMarkup { append(code.content) } else { text(code.content) }
    append("</\(code.element)>")
  }

  // MARK: Bytes

  private mutating func append(_ markup: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  private mutating func append(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  private mutating func attribute(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    append(" ")
    append(name)
    append("=\"")
    text(value, isAttribute: true)
    append("\"")
  }

  private mutating func attribute(_ name: String, _ value: String) {
    append(" \(name)=\"")
    text(value, isAttribute: true)
    append("\"")
  }

  private mutating func text(_ string: some StringProtocol, isAttribute: Bool = false) {
    losses.characters += XMLText.append(string, isAttribute: isAttribute, to: &bytes)
  }
}

extension Provenance {
  fileprivate var hasContext: Bool {
    document != nil || previousSource != nil || nextSource != nil
  }
}
