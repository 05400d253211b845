import CXML2
public import PadanModel
public import PadanText

/// Reads SRX 2.0 (and 1.0, whose elements have the same names).
///
/// Nothing a file points to is loaded. Expressions are not run here; `SRXRules.check()` does that.
public enum SRXReader {
  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: `InputError`, or `SegmentationError.srx` with the line of what is no SRX.
  public static func read(_ path: String) throws -> SRXRules {
    let bytes = try InputFile.read(path)
    let name = path == "-" ? InputFile.standardInput : path
    var state = SRXParserState(file: name)
    try withUnsafeMutablePointer(to: &state) { try parse(bytes, into: $0) }
    return state.rules
  }

  private static func parse(
    _ bytes: [UInt8], into state: UnsafeMutablePointer<SRXParserState>
  ) throws {
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: element callbacks with namespaces
    handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      let state = context!.assumingMemoryBound(to: SRXParserState.self)
      state.pointee.start(
        String(cString: name!), XMLAttributes.pairs(Int(count), attributes))
    }
    handler.endElementNs = { context, name, _, _ in
      let state = context!.assumingMemoryBound(to: SRXParserState.self)
      state.pointee.end(String(cString: name!))
    }
    handler.characters = { context, start, count in
      let state = context!.assumingMemoryBound(to: SRXParserState.self)
      state.pointee.text.append(
        contentsOf: UnsafeBufferPointer(start: start, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.serror = { context, error in
      let state = context!.assumingMemoryBound(to: SRXParserState.self)
      if let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue {
        state.pointee.fail(
          error.pointee.message.map { String(cString: $0) } ?? "", line: Int(error.pointee.line))
      }
    }
    guard let parser = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
      throw InputError.content(state.pointee.rules.file, "there is no memory left.")
    }
    defer { xmlFreeParserCtxt(parser) }
    // As in TMXReader: “&amp;” in attributes is the only kind of entity there is to replace.
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    state.pointee.parser = parser
    bytes.withUnsafeBytes {
      _ = xmlParseChunk(
        parser, $0.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), 1)
    }
    if let error = state.pointee.error { throw error }
  }
}

/// What is known while an SRX file is parsed.
private struct SRXParserState {
  var rules: SRXRules
  var parser: xmlParserCtxtPtr?
  var text: [UInt8] = []
  private(set) var error: SegmentationError?

  private var isRoot = true
  private var rule: SRXRules.Rule?

  init(file: String) {
    rules = SRXRules(file: file, cascades: false, languageRules: [], maps: [])
  }

  private var location: SourceLocation {
    let line = parser.flatMap { $0.pointee.input }.map { Int($0.pointee.line) }
    return SourceLocation(file: rules.file, line: line)
  }

  mutating func start(_ element: String, _ attributes: [InlineCode.Attribute]) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    if isRoot, element != "srx" {
      return stop("the root element is <\(element)>, not <srx>. Name an SRX file.")
    }
    isRoot = false
    text.removeAll(keepingCapacity: true)
    switch element {
    case "header": rules.cascades = value("cascade") == "yes"
    case "languagerule":
      rules.languageRules.append(
        SRXRules.LanguageRules(name: value("languagerulename") ?? "", rules: []))
    case "rule":
      rule = SRXRules.Rule(
        isBreak: value("break") != "no", before: "", after: "", location: location)
    case "languagemap":
      guard let pattern = value("languagepattern"), let name = value("languagerulename") else {
        return stop("<languagemap> lacks languagepattern or languagerulename.")
      }
      rules.maps.append(
        SRXRules.LanguageMap(pattern: pattern, rulesName: name, location: location))
    default: break
    }
  }

  mutating func end(_ element: String) {
    switch element {
    case "beforebreak": rule?.before = String(decoding: text, as: UTF8.self)
    case "afterbreak": rule?.after = String(decoding: text, as: UTF8.self)
    case "rule":
      guard let rule, let last = rules.languageRules.indices.last else { return }
      rules.languageRules[last].rules.append(rule)
      self.rule = nil
    default: break
    }
  }

  private mutating func stop(_ fault: String) {
    if error == nil { error = .srx(location, fault) }
    xmlStopParser(parser)
  }

  mutating func fail(_ message: String, line: Int) {
    guard error == nil else { return }
    let words = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    error = .srx(
      SourceLocation(file: rules.file, line: line),
      "this is not well-formed XML: \(words). Mend the file or export it again.")
    xmlStopParser(parser)
  }
}
