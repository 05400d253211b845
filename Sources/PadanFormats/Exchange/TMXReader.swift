import CXML2
public import PadanModel

/// Reads TMX (Translation Memory eXchange 1.1 to 1.4b) unit by unit.
///
/// libxml2's push parser reports elements one by one, so memory stays flat at any size. Nothing a file
/// points to is ever loaded: no DTD, no entity, no address.
///
///     try TMXReader.read("padan.tmx") { unit, location in
///       print(location, unit.variants.map(\.text))
///     }
public enum TMXReader {
  /// Deeper nesting than any TMX file has.
  static let deepestNesting = 100

  /// Reads a file; `-` is standard input.
  ///
  /// - Parameter body: Called with each unit that has a text and where it begins.
  /// - Returns: The units that were left out: those without a language or a text.
  /// - Throws: `InputError`, `TMXError`, and whatever `body` throws.
  public static func read(
    _ path: String, _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> [SkippedUnit] {
    let input = try InputStream(path: path)
    return try withoutActuallyEscaping(body) { body in
      var state = TMXParserState(file: input.name, body: body)
      try withUnsafeMutablePointer(to: &state) { try parse(input, state: $0) }
      return state.skipped
    }
  }

  private static func parse(
    _ input: borrowing InputStream, state: UnsafeMutablePointer<TMXParserState>
  ) throws {
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: element callbacks with namespaces
    handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      let state = context!.assumingMemoryBound(to: TMXParserState.self)
      state.pointee.start(
        String(cString: name!), XMLAttributes.pairs(Int(count), attributes))
    }
    handler.endElementNs = { context, name, _, _ in
      let state = context!.assumingMemoryBound(to: TMXParserState.self)
      state.pointee.end(String(cString: name!))
    }
    handler.characters = { context, start, count in
      let state = context!.assumingMemoryBound(to: TMXParserState.self)
      state.pointee.append(UnsafeBufferPointer(start: start, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.serror = { context, error in
      let state = context!.assumingMemoryBound(to: TMXParserState.self)
      if let error { state.pointee.fail(with: error.pointee) }
    }
    var first = [UInt8](repeating: 0, count: 4)
    let start = try input.read(into: &first)
    guard start > 0 else {
      throw InputError.content(input.name, "the file is empty. Name a TMX file.")
    }
    let parser = first.withUnsafeBytes {
      xmlCreatePushParserCtxt(
        &handler, state, $0.bindMemory(to: CChar.self).baseAddress, Int32(start), nil)
    }
    guard let parser else { throw InputError.content(input.name, "there is no memory left.") }
    defer { xmlFreeParserCtxt(parser) }
    // Replacing entities turns “&amp;” in attributes into “&”; there are no others to replace, since
    // none is ever declared to this parser.
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    state.pointee.parser = parser

    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try input.read(into: &chunk)
      state.pointee.isAtEnd = count == 0
      chunk.withUnsafeBytes {
        _ = xmlParseChunk(
          parser, $0.bindMemory(to: CChar.self).baseAddress, Int32(count), count == 0 ? 1 : 0)
      }
      if let error = state.pointee.error { throw error }
      if count == 0 { break }
    }
  }
}

/// What is known while a TMX file is parsed.
private struct TMXParserState {
  let file: String
  let body: (TranslationUnit, SourceLocation) throws -> Void
  var parser: xmlParserCtxtPtr?
  /// Whether the parser has been given all there is: what it misses now was cut off.
  var isAtEnd = false
  private(set) var skipped: [SkippedUnit] = []
  private(set) var error: (any Error)?

  private var depth = 0
  private var unit: TranslationUnit?
  private var unitLine = 0
  private var variant: Variant?
  /// Where characters go: to a segment, an inline code, a remark, or nowhere.
  private var segment: [UInt8]?
  /// How many scalars the segment has so far.
  private var scalarCount = 0
  private var codes: [InlineCode] = []
  private var openCodes: [(code: InlineCode, content: [UInt8])] = []
  private var remark: (type: String, value: [UInt8])?

  /// The elements that hold native code instead of text.
  private static let codeElements: Set<String> = ["bpt", "ept", "ph", "it", "ut", "sub"]

  init(file: String, body: @escaping (TranslationUnit, SourceLocation) throws -> Void) {
    self.file = file
    self.body = body
  }

  private var location: SourceLocation {
    SourceLocation(
      file: file, line: parser.flatMap { $0.pointee.input }.map { Int($0.pointee.line) })
  }

  mutating func start(_ element: String, _ attributes: [InlineCode.Attribute]) {
    guard error == nil else { return }
    depth += 1
    if depth == 1, element != "tmx" { return stop(.notTMX(root: element)) }
    if depth > TMXReader.deepestNesting { return stop(.nestedTooDeeply) }
    if segment != nil {
      // Highlighting and elements TMX does not know hold text to translate, so they are seen through.
      guard TMXParserState.codeElements.contains(element) else { return }
      openCodes.append(
        (InlineCode(element: element, offset: scalarCount, attributes: attributes), []))
      return
    }
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { name in attributes.first { $0.name == name }?.value }.first
    }
    switch element {
    case "tu":
      var provenance = Provenance()
      provenance.createdAt = value("creationdate").flatMap(TMXDate.date)
      provenance.createdBy = value("creationid")
      provenance.changedAt = value("changedate").flatMap(TMXDate.date)
      provenance.changedBy = value("changeid")
      provenance.creationTool = value("creationtool")
      unit = TranslationUnit(
        id: value("tuid"), variants: [], provenance: provenance,
        usageCount: value("usagecount").flatMap(Int.init).map { max(0, $0) } ?? 0)
      unitLine = location.line ?? 0
    case "tuv":
      guard let language = value("xml:lang", "lang").flatMap(LanguageTag.init) else { return }
      variant = Variant(language: language, text: "")
    case "seg" where variant != nil:
      segment = []
      scalarCount = 0
      codes = []
    case "prop" where unit != nil: remark = (value("type") ?? "", [])
    case "note" where unit != nil: remark = (TMXProperty.note, [])
    default: break
    }
  }

  mutating func end(_ element: String) {
    guard error == nil else { return }
    depth -= 1
    if segment != nil, element != "seg", !TMXParserState.codeElements.contains(element) { return }
    if let open = openCodes.popLast() {
      var code = open.code
      code.content = String(decoding: open.content, as: UTF8.self)
      if let last = openCodes.indices.last {
        // A `sub` inside a code is part of what the code holds.
        openCodes[last].content += open.content
      } else {
        codes.append(code)
      }
      return
    }
    switch element {
    case "seg":
      variant?.text = segment.map { String(decoding: $0, as: UTF8.self) } ?? ""
      variant?.codes = codes
      segment = nil
    case "tuv":
      if let variant, !variant.text.allSatisfy(\.isWhitespace) { unit?.variants.append(variant) }
      variant = nil
    case "prop", "note":
      if let remark, unit != nil {
        TMXProperty.apply(
          remark.type, String(decoding: remark.value, as: UTF8.self), to: &unit!)
      }
      remark = nil
    case "tu": finishUnit()
    default: break
    }
  }

  private mutating func finishUnit() {
    guard let unit else { return }
    self.unit = nil
    let place = SourceLocation(file: file, line: unitLine)
    guard unit.variants.count > 1 else {
      let reason = "the unit has fewer than two variants with a language and a text"
      skipped.append(SkippedUnit(location: place, reason: reason))
      return
    }
    do {
      try body(unit, place)
    } catch {
      self.error = error
      xmlStopParser(parser)
    }
  }

  mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    guard error == nil else { return }
    if let last = openCodes.indices.last {
      openCodes[last].content.append(contentsOf: characters)
    } else if segment != nil {
      segment!.append(contentsOf: characters)
      // libxml2 hands out well-formed UTF-8: every byte but a continuation begins a scalar.
      scalarCount += characters.count { $0 & 0xC0 != 0x80 }
    } else if remark != nil {
      remark!.value.append(contentsOf: characters)
    }
  }

  private mutating func stop(_ reason: TMXError.Reason) {
    error = TMXError(location: location, reason: reason)
    xmlStopParser(parser)
  }

  /// The entity a message of libxml2 names: `Entity 'x' not defined`, `PEReference: %x; not found`.
  private static func entityName(in message: String) -> String {
    let parts = message.split(whereSeparator: { "'%;".contains($0) })
    return parts.count > 1 ? String(parts[1]) : ""
  }

  /// Takes over the parser's first fault; warnings are none.
  mutating func fail(with fault: xmlError) {
    guard error == nil, fault.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let message = fault.message.map { String(cString: $0) } ?? "unknown fault"
    let words = String(message.split(whereSeparator: \.isNewline).joined(separator: " "))
    let reason: TMXError.Reason
    switch xmlParserErrors(UInt32(fault.code)) {
    case _ where isAtEnd && depth > 0: reason = .truncated
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      reason = .entity(Self.entityName(in: words))
    default: reason = .xml(words)
    }
    error = TMXError(
      location: SourceLocation(file: file, line: fault.line > 0 ? Int(fault.line) : nil),
      reason: reason)
    xmlStopParser(parser)
  }
}
