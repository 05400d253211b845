import CXML2
import PadanModel

/// An object that receives the elements and texts of an XML file, in document order.
protocol XMLEventHandler: AnyObject {
  /// Called once by each parser, before all other events.
  func begin(_ parser: XMLPushParser)
  /// An element begins.
  ///
  /// - Parameters:
  ///   - element: The element's name and namespace.
  ///   - attributes: The attributes, valid during the call.
  func start(_ element: XMLElement, _ attributes: XMLAttributes)
  /// An element ends. An empty element has a beginning and an end, too.
  func end(_ name: UnsafePointer<UInt8>)
  /// A run of text in well-formed UTF-8, entities replaced. A text may come in several runs.
  func characters(_ text: UnsafeBufferPointer<UInt8>)
  /// The error to throw for a fault that libxml2 found. Parsing stops.
  func error(for fault: XMLFault) -> any Error
}

/// libxml2's SAX2 push parser without entity callbacks.
///
/// It knows only XML's five predefined entities; any other is an error, which rules out entity
/// expansion attacks. It loads nothing that the file refers to. Memory does not depend on the size
/// of the file.
///
/// The parser keeps `handler` alive, but passes itself to it unretained: handlers refer back with
/// `unowned(unsafe)`.
final class XMLPushParser {
  /// The name of the file in messages.
  let file: String
  /// A number that is added to libxml2's line numbers.
  var lineOffset = 0
  /// libxml2's parser, which this object owns.
  private(set) var context: xmlParserCtxtPtr!
  /// Whether parsing has been stopped. libxml2 may still send a few events, which are ignored.
  private(set) var isStopped = false
  /// The error to throw after the current call of libxml2.
  private var error: (any Error)?
  private let handler: any XMLEventHandler
  /// The number of open elements.
  private(set) var depth = 0
  /// Looks for tags that would take libxml2 too long.
  private var tags = TagGuard()
  /// Whether the root element has begun.
  private var hasRoot = false
  /// The number of bytes that were parsed before the root element.
  private var prologSize = 0
  /// The largest piece, in bytes. libxml2 rejects very large ones.
  static let pieceSize = 1 << 16
  /// Whether libxml2 has been told that the file ends.
  private var isAtEnd = false

  /// A parser that sends events to a handler.
  ///
  /// - Parameters:
  ///   - file: The name of the file in messages.
  ///   - ignoresDeclaration: Whether the bytes are UTF-8 even if the XML declaration names another
  ///     encoding.
  init(file: String, handler: any XMLEventHandler, ignoresDeclaration: Bool = false) {
    self.file = file
    self.handler = handler
    cxml2_silence()
    var callbacks = Self.callbacks
    context = xmlCreatePushParserCtxt(
      &callbacks, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    precondition(context != nil, "libxml2 has no memory for a parser.")
    setOptions(ignoresDeclaration: ignoresDeclaration)
    handler.begin(self)
  }

  deinit { xmlFreeParserCtxt(context) }

  /// Sets the options of libxml2.
  private func setOptions(ignoresDeclaration: Bool) {
    // With this option “&amp;” in attributes becomes “&”. It replaces no other entities, because
    // the parser never sees a declaration.
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
    if ignoresDeclaration { options |= XML_PARSE_IGNORE_ENC.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
  }

  /// The line that the parser has reached.
  var location: SourceLocation {
    let line = context.pointee.input.map { Int($0.pointee.line) + lineOffset }
    return SourceLocation(file: file, line: line)
  }

  /// The place that the parser has reached, in bytes from the beginning: at the start of an element the
  /// end of its tag before `>` or `/>`, at its end the byte after it. For a text in UTF-8 without a byte
  /// order mark.
  var offset: Int {
    guard let input = context.pointee.input?.pointee, let base = input.base, let next = input.cur
    else { return 0 }
    return Int(input.consumed) + (next - base)
  }

  /// Stops parsing. The current `parse` throws this error, or the one of an earlier call.
  func stop(_ error: any Error) {
    if !isStopped { self.error = error }
    isStopped = true
    xmlStopParser(context)
  }

  /// Parses a piece. An empty piece ends the file.
  ///
  /// - Throws: The error that the handler made from a fault, or with which it stopped the parser.
  func parse(_ piece: UnsafeRawBufferPointer) throws {
    isAtEnd = piece.isEmpty
    let tag = tags.tooLargeTag(in: piece)
    _ = xmlParseChunk(
      context, piece.bindMemory(to: CChar.self).baseAddress, Int32(tag ?? piece.count),
      piece.isEmpty ? 1 : 0)
    if tag != nil { stop(with: .manyAttributes, line: lineOfNextTag) }
    // A document type declaration may add attributes to every element.
    if !hasRoot {
      prologSize += piece.count
      if prologSize > Limits.longestProlog { stop(with: .longProlog, line: nil) }
    }
    // Where libxml2 cannot convert the bytes it gives up without a word to the handler.
    if error == nil, !isStopped, context.pointee.disableSAX != 0 {
      stop(with: .bytes(encoding: encoding), line: nil)
    }
    if let error { throw error }
  }

  /// Parses an input to its end.
  ///
  /// libxml2 detects the encoding from the first bytes it receives. So this function fills each
  /// chunk before it passes it on, even if a pipe delivers fewer bytes at a time. The byte order mark
  /// of UTF-8 counts more than another encoding in the declaration.
  ///
  /// - Parameter limit: The largest size of the input in bytes.
  /// - Returns: The number of bytes read. 0 means an empty input, for which nothing is parsed.
  /// - Throws: `InputError` for an input that cannot be read, is binary or too large, and the errors of
  ///   `parse(_:)`.
  @discardableResult
  func parse(_ input: inout UnpackedInput, limit: Int = .max) throws -> Int {
    var chunk = [UInt8](repeating: 0, count: Self.pieceSize)
    var total = 0
    while case let count = try input.fill(&chunk), count > 0 {
      if total == 0 {
        try FileSignature.refuseBinary(chunk[..<count], name: input.name)
        if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { setOptions(ignoresDeclaration: true) }
      }
      try chunk.withUnsafeBytes { try parse(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      total += count
      if total > limit { throw InputError(input.name, .largeFile(limit)) }
    }
    if total > 0 { try finish() }
    return total
  }

  /// Tells the parser that the file ends here.
  ///
  /// - Throws: The handler's error if an element is still open.
  func finish() throws { try parse(UnsafeRawBufferPointer(start: nil, count: 0)) }

  /// Stops with the error that the handler makes of a fault.
  ///
  /// - Parameter line: The line in libxml2's count; `nil` means the line that it has reached.
  private func stop(with kind: XMLFault.Kind, line: Int?) {
    var location = location
    if let line { location.line = line + lineOffset }
    stop(handler.error(for: XMLFault(location: location, kind: kind)))
  }

  /// Stops at an error of libxml2. Ignores warnings.
  private func fail(with fault: xmlError) {
    // An undeclared namespace prefix does not make a file ill-formed, and is common in TMX.
    guard !isStopped, fault.level.rawValue >= XML_ERR_ERROR.rawValue,
      fault.domain != Int32(XML_FROM_NAMESPACE.rawValue)
    else { return }
    stop(with: kind(of: fault), line: fault.line > 0 ? Int(fault.line) : nil)
  }

  /// What an error of libxml2 says about the file.
  private func kind(of fault: xmlError) -> XMLFault.Kind {
    let text = fault.message.map { String(cString: $0) } ?? "unknown fault"
    let message = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    switch xmlParserErrors(UInt32(fault.code)) {
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      return .entity(Self.entityName(in: message))
    case XML_ERR_NAME_REQUIRED where message.contains("EntityRef") && hasMore,
      XML_ERR_ENTITYREF_SEMICOL_MISSING where hasMore, XML_ERR_INVALID_DEC_CHARREF where hasMore,
      XML_ERR_INVALID_HEX_CHARREF where hasMore:
      return .ampersand
    case XML_ERR_NAME_REQUIRED where message.contains("StartTag") && hasMore,
      XML_ERR_LT_IN_ATTRIBUTE:
      return .lessThan
    case XML_ERR_INVALID_CHAR where message.contains("not proper"):
      return .bytes(encoding: encoding)
    case XML_ERR_INTERNAL_ERROR where message.contains("Huge input"): return .tooLong
    case _ where isAtEnd && hasUnconvertedBytes: return .bytes(encoding: encoding)
    case _ where isAtEnd && depth > 0: return .truncated
    default: return .other(message)
    }
  }

  /// Whether libxml2 waits for the end of an entity, a tag, a comment or a CDATA section, and has
  /// reported nothing that follows its beginning.
  var isInsideMarkup: Bool {
    if context.pointee.instate == XML_PARSER_CDATA_SECTION { return true }
    guard hasMore else { return false }
    let next = context.pointee.input.pointee.cur.pointee
    return next == UInt8(ascii: "&") || next == UInt8(ascii: "<")
  }

  /// The line, in libxml2's count, of the tag that follows the place that it has reached.
  private var lineOfNextTag: Int? {
    guard let input = context.pointee.input?.pointee, let next = input.cur, let end = input.end
    else { return nil }
    let rest = UnsafeBufferPointer(start: next, count: end - next)
    return Int(input.line) + rest.prefix { $0 != UInt8(ascii: "<") }.count { $0 == 0x0A }
  }

  /// Whether bytes follow the place that libxml2 has reached.
  private var hasMore: Bool {
    context.pointee.input.map { $0.pointee.cur < $0.pointee.end } ?? false
  }

  /// Whether libxml2 holds bytes that it could not convert.
  private var hasUnconvertedBytes: Bool {
    guard let raw = context.pointee.input?.pointee.buf?.pointee.raw else { return false }
    return xmlBufUse(raw) > 0
  }

  /// The name of the encoding that the file declares; UTF-8 if it declares none.
  private var encoding: String {
    let name = context.pointee.encoding ?? context.pointee.input?.pointee.encoding
    return name.map { String(cString: $0) } ?? "UTF-8"
  }

  /// The entity that libxml2's message names: `Entity 'x' not defined`, `PEReference: %x; not
  /// found`.
  private static func entityName(in message: String) -> String {
    let parts = message.split(whereSeparator: { "'%;".contains($0) })
    return parts.count > 1 ? String(parts[1]) : ""
  }

  /// The Swift object behind libxml2's user data.
  private static func parser(_ context: UnsafeMutableRawPointer?) -> Unmanaged<XMLPushParser> {
    Unmanaged.fromOpaque(context!)
  }

  /// The C callbacks, which send their events to the handler of the parser.
  private static var callbacks: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: element callbacks with namespaces
    handler.startElementNs = {
      context, name, prefix, namespace, declared, declarations, count, _, fields in
      XMLPushParser.parser(context)._withUnsafeGuaranteedRef { parser in
        guard !parser.isStopped else { return }
        parser.depth += 1
        parser.hasRoot = true
        // A declaration may add attributes to a tag.
        guard count <= Limits.mostAttributes, declared <= Limits.mostNamespaces else {
          return parser.stop(with: .manyAttributes, line: nil)
        }
        let element = XMLElement(
          name: name!, prefix: prefix, namespace: namespace, declarationCount: Int(declared),
          declarations: declarations)
        parser.handler.start(element, XMLAttributes(count: Int(count), fields: fields))
      }
    }
    handler.endElementNs = { context, name, _, _ in
      XMLPushParser.parser(context)._withUnsafeGuaranteedRef { parser in
        guard !parser.isStopped else { return }
        parser.handler.end(name!)
        parser.depth -= 1
      }
    }
    handler.characters = { context, start, count in
      XMLPushParser.parser(context)._withUnsafeGuaranteedRef { parser in
        guard !parser.isStopped else { return }
        parser.handler.characters(UnsafeBufferPointer(start: start, count: Int(count)))
      }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.serror = { context, fault in
      guard let fault else { return }
      XMLPushParser.parser(context)._withUnsafeGuaranteedRef { $0.fail(with: fault.pointee) }
    }
    return handler
  }
}
