package import PadanModel

/// Writes XLIFF 1.2 or 2.1. What XLIFF has no place for goes into a note of Padan's own, which
/// `XLIFFReader` reads.
package struct XLIFFWriter: OneFileWriter {
  /// The version of XLIFF.
  package enum Version: String, CaseIterable, Sendable {
    /// XLIFF 1.2, which most tools read.
    case v12 = "1.2"
    /// XLIFF 2.1.
    case v21 = "2.1"
  }

  /// The bytes not taken yet.
  private var bytes: [UInt8] = []
  /// Forbidden characters that were left out. Version 2.1 can name them in text, so none are lost
  /// there.
  package private(set) var losses = WritingLosses()
  /// The version of the file.
  private let version: Version
  /// The source language of the file.
  private let source: LanguageTag
  /// The target language of the file.
  private let target: LanguageTag
  /// The document and languages of the open `file` element; `nil` if none is open.
  private var file: (document: String, source: LanguageTag, target: LanguageTag)?
  /// The number of `file` elements so far.
  private var fileCount = 0
  /// The number of units so far.
  private var unitCount = 0

  /// Begins a file.
  package init(version: Version, source: LanguageTag, target: LanguageTag) {
    self.version = version
    self.source = source
    self.target = target
    append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    switch version {
    case .v12: append("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n")
    case .v21:
      append("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\"")
      append(" srcLang=\"\(source)\" trgLang=\"\(target)\">\n")
    }
  }

  /// Writes a pair as a unit. Units of one document share a `file` element if they are consecutive.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
    openFile(for: pair)
    unitCount += 1
    // Version 2 has one pair of languages for the whole file.
    let hasOtherLanguage =
      version == .v21 && (pair.source.language != source || pair.target.language != target)
    let record = JSONWriter.record(of: pair, name: name, withLanguages: hasOtherLanguage)
    let names = XLIFFCodes(source: pair.source.codes, target: pair.target.codes)
    switch version {
    case .v12: write12(pair, name: name, record: record, names)
    case .v21: write21(pair, name: name, record: record, names)
    }
  }

  /// Writes a segment that has yet to be translated as a unit.
  ///
  /// - Parameter document: The name of the text.
  package mutating func write(untranslated segment: Variant, of document: String) {
    if file == nil { openFile(document: document, source, target) }
    unitCount += 1
    let names = XLIFFCodes(source: segment.codes, target: [])
    switch version {
    case .v12:
      tag("      <trans-unit", [("id", "\(unitCount)"), ("xml:space", "preserve")])
      append("\n        <source>")
      content12(segment, names.source)
      append("</source>\n      </trans-unit>\n")
    case .v21:
      tag("    <unit", [("id", "\(unitCount)")])
      append("\n")
      originalData(
        of: TranslationPair(source: segment, target: Variant(language: target, text: "")), names)
      append("      <segment id=\"s1\">\n        <source xml:space=\"preserve\">")
      content21(segment, names.source)
      append("</source>\n      </segment>\n    </unit>\n")
    }
  }

  /// Ends the file. Call it once, after the last pair.
  package mutating func end() {
    // XLIFF requires at least one `file` element.
    if fileCount == 0 { openFile(document: "", source, target) }
    closeFile()
    append("</xliff>\n")
  }

  /// Returns the bytes written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The number of bytes that have not been taken.
  package var pendingCount: Int { bytes.count }

  // MARK: Files

  /// Opens a `file` element for a pair, unless the open one fits.
  private mutating func openFile(for pair: TranslationPair) {
    let document = pair.provenance.document ?? ""
    let isSame =
      file.map {
        $0.document == document
          && (version == .v21
            || ($0.source == pair.source.language && $0.target == pair.target.language))
      } ?? false
    if isSame { return }
    closeFile()
    openFile(document: document, pair.source.language, pair.target.language)
  }

  /// Opens a `file` element.
  private mutating func openFile(
    document: String, _ source: LanguageTag, _ target: LanguageTag
  ) {
    fileCount += 1
    file = (document, source, target)
    switch version {
    case .v12:
      tag(
        "  <file",
        [
          ("original", document), ("source-language", source.description),
          ("target-language", target.description), ("datatype", "plaintext"),
        ])
      append("\n    <body>\n")
    case .v21:
      tag("  <file", [("id", "f\(fileCount)"), ("original", document)])
      append("\n")
    }
  }

  /// Closes the `file` element, if one is open.
  private mutating func closeFile() {
    guard file != nil else { return }
    file = nil
    append(version == .v12 ? "    </body>\n  </file>\n" : "  </file>\n")
  }

  // MARK: Units

  /// Writes a unit of version 1.2.
  private mutating func write12(
    _ pair: TranslationPair, name: String?, record: String?, _ names: XLIFFCodes
  ) {
    var attributes = [("id", "\(unitCount)")]
    if let name { attributes.append(("resname", name)) }
    if pair.review == .approved { attributes.append(("approved", "yes")) }
    attributes.append(("xml:space", "preserve"))
    tag("      <trans-unit", attributes)
    append("\n        <source>")
    content12(pair.source, names.source)
    let state =
      switch pair.review {
      case .unreviewed: "translated"
      case .approved: "final"
      case .rejected: "needs-review-translation"
      }
    append("</source>\n        <target state=\"\(state)\">")
    content12(pair.target, names.target)
    append("</target>\n")
    note(record, "        <note from=\"padan\">")
    append("      </trans-unit>\n")
  }

  /// Writes the text and codes of one side in version 1.2.
  private mutating func content12(_ variant: Variant, _ names: [String?]) {
    forEachPiece(of: variant, names) { writer, code, name, startName, _ in
      switch code.form {
      case .closing: return writer.append("</g>")
      case .opening: return writer.tag("<g", [("id", name)])
      case .whole: break
      }
      var attributes = [("id", name)]
      let element = code.element == "ut" ? "ph" : code.element
      if element == "it" {
        attributes.append(("pos", code["pos"] == "end" ? "close" : "open"))
        // What it has in common with its other half, which is in another unit.
        if let number = code["x"], number != name { attributes.append(("rid", number)) }
      }
      // The name of the beginning, which no other pair of the segment has.
      if element == "bpt" || element == "ept" { attributes.append(("rid", startName ?? name)) }
      attributes += XLIFFAttributes.version12(code, element)
      writer.tag("<\(element)", attributes)
      if code.holdsMarkup {
        writer.bytes += XLIFFNativeCode(of: code, name: name).markup
      } else {
        writer.text(code.content)
      }
      writer.append("</\(element)>")
    }
  }

  /// Writes a unit of version 2.1.
  private mutating func write21(
    _ pair: TranslationPair, name: String?, record: String?, _ names: XLIFFCodes
  ) {
    var attributes = [("id", "\(unitCount)")]
    if let name { attributes.append(("name", name)) }
    tag("    <unit", attributes)
    append("\n")
    if record != nil { append("      <notes>\n") }
    note(record, "        <note category=\"padan\">")
    if record != nil { append("      </notes>\n") }
    originalData(of: pair, names)
    let state = pair.review == .approved ? "final" : "translated"
    append("      <segment state=\"\(state)\">\n        <source xml:space=\"preserve\">")
    content21(pair.source, names.source)
    append("</source>\n        <target xml:space=\"preserve\">")
    content21(pair.target, names.target)
    append("</target>\n      </segment>\n    </unit>\n")
  }

  /// Writes the native code of each code that has some, once for each name.
  private mutating func originalData(of pair: TranslationPair, _ names: XLIFFCodes) {
    var seen: Set<String> = []
    var isOpen = false
    for (codes, names) in [
      (pair.source.codes, names.source), (pair.target.codes, names.target),
    ] {
      for (code, name) in zip(codes, names) {
        guard let name, !code.content.isEmpty, seen.insert(name).inserted else { continue }
        if !isOpen { append("      <originalData>\n") }
        isOpen = true
        append("        <data id=\"d\(name)\">")
        characters(code.holdsMarkup ? XLIFFNativeCode(of: code, name: name).text : code.content)
        append("</data>\n")
      }
    }
    if isOpen { append("      </originalData>\n") }
  }

  /// Writes the text and codes of one side in version 2.1.
  private mutating func content21(_ variant: Variant, _ names: [String?]) {
    forEachPiece(of: variant, names) { writer, code, name, startName, isClosed in
      switch code.form {
      case .closing: return writer.append("</pc>")
      case .opening: return writer.tag("<pc", [("id", name)])
      case .whole: break
      }
      var attributes: [(String, String)] = []
      var element = "ph"
      switch code.element {
      case "bpt":
        element = "sc"
        attributes.append(("id", name))
        if !isClosed { attributes.append(("isolated", "yes")) }
      case "ept":
        element = "ec"
        if let startName {
          attributes.append(("startRef", startName))
        } else {
          attributes += [("id", name), ("isolated", "yes")]
        }
      case "it":
        element = code["pos"] == "end" ? "ec" : "sc"
        attributes += [("id", name), ("isolated", "yes")]
      default: attributes.append(("id", name))
      }
      if !code.content.isEmpty { attributes.append(("dataRef", "d\(name)")) }
      attributes += XLIFFAttributes.version2(code)
      writer.tag("<\(element)", attributes, isEmpty: true)
    }
  }

  /// Writes the text, and calls `write` with each code.
  ///
  /// - Parameter write: Gets the code, its name, the name of the code that it closes, and whether
  ///   another code closes it.
  private mutating func forEachPiece(
    of variant: Variant, _ names: [String?],
    _ write: (inout XLIFFWriter, InlineCode, String, String?, Bool) -> Void
  ) {
    var index = 0
    let partners = XLIFFCodes.partners(in: variant.codes)
    for piece in CodedText(variant) {
      switch piece {
      case .text(let run): version == .v21 ? characters(run) : text(run)
      case .code(let code):
        let isOwn = index < variant.codes.count
        let name = isOwn ? names[index] ?? "" : ""
        let partner = isOwn ? partners[index] : nil
        let begin = code.element == "ept" ? partner : nil
        write(&self, code, name, begin.flatMap { names[$0] }, partner != nil)
        index += 1
      }
    }
  }

  // MARK: Bytes

  /// Writes Padan's own note; nothing for `nil`.
  private mutating func note(_ record: String?, _ start: String) {
    guard let record else { return }
    append(start)
    text(record)
    append("</note>\n")
  }

  /// Appends markup.
  private mutating func append(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Writes a tag with its attributes. `start` is the tag's beginning, such as `<ph`.
  private mutating func tag(
    _ start: String, _ attributes: [(String, String)], isEmpty: Bool = false
  ) {
    append(start)
    for (name, value) in attributes {
      append(" \(name)=\"")
      losses.add(XMLText.append(value, isAttribute: true, to: &bytes))
      append("\"")
    }
    append(isEmpty ? "/>" : ">")
  }

  /// Appends text, escaped, and counts the forbidden characters.
  private mutating func text(_ text: some StringProtocol) {
    losses.add(XMLText.append(text, to: &bytes))
  }

  /// Appends text in version 2, which has an element for characters that XML forbids.
  private mutating func characters(_ text: some StringProtocol) {
    guard text.unicodeScalars.contains(where: { !$0.isAllowedInXML }) else {
      return self.text(text)
    }
    for scalar in text.unicodeScalars {
      if scalar.isAllowedInXML {
        self.text(String(scalar))
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        append("<cp hex=\"\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)\"/>")
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 (section 2.2) allows the character.
  fileprivate var isAllowedInXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
