import CXML2
import PadanModel

/// What takes the parts of an XML file as they come.
protocol XMLEventHandler: AnyObject {
  /// Called once, before anything else.
  func begin(_ parser: XMLPushParser)
  /// `prefix` is the name's namespace prefix as it was written.
  func start(
    _ name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, _ attributes: XMLAttributes)
  func end(_ name: UnsafePointer<UInt8>)
  /// A run of text: well-formed UTF-8, in pieces of any size.
  func characters(_ text: UnsafeBufferPointer<UInt8>)
  /// The error that the parser's first fault amounts to; parsing stops.
  func error(for fault: XMLFault) -> any Error
}

/// Why libxml2 cannot go on.
struct XMLFault {
  var location: SourceLocation
  /// libxml2's own words, on one line.
  var message: String
  /// The entity that the file uses or declares outside of XML's own five.
  var entity: String?
  /// Whether the file ended too early.
  var isTruncated: Bool
}

/// libxml2's SAX2 push parser, with no entity callbacks: every entity but XML's own five is an error,
/// nothing a file points to is ever loaded, and memory stays flat at any size.
final class XMLPushParser {
  let file: String
  /// Added to the parser's own line numbers.
  var lineOffset = 0
  private(set) var context: xmlParserCtxtPtr!
  /// Whether parsing is over before its time; a last few events come all the same.
  private(set) var isStopped = false
  private var error: (any Error)?
  private let handler: any XMLEventHandler
  /// How many elements are open.
  private(set) var depth = 0
  private var isAtEnd = false

  /// - Parameter ignoresDeclaration: The bytes are UTF-8, whatever the XML declaration says.
  init(file: String, handler: any XMLEventHandler, ignoresDeclaration: Bool = false) {
    self.file = file
    self.handler = handler
    var callbacks = Self.callbacks
    context = xmlCreatePushParserCtxt(
      &callbacks, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    precondition(context != nil, "libxml2 has no memory for a parser.")
    // Replacing entities turns “&amp;” in attributes into “&”; there are no others to replace, since
    // none is ever declared to this parser.
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
    if ignoresDeclaration { options |= XML_PARSE_IGNORE_ENC.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
    handler.begin(self)
  }

  deinit { xmlFreeParserCtxt(context) }

  /// The line the parser has reached.
  var location: SourceLocation {
    let line = context.pointee.input.map { Int($0.pointee.line) + lineOffset }
    return SourceLocation(file: file, line: line)
  }

  /// Stops parsing with an error, unless there is one already.
  func stop(_ error: any Error) {
    if !isStopped { self.error = error }
    isStopped = true
    xmlStopParser(context)
  }

  /// Parses a piece; an empty one ends the file.
  ///
  /// - Throws: What the handler makes of a fault, and what it stopped with.
  func parse(_ piece: UnsafeRawBufferPointer) throws {
    isAtEnd = piece.isEmpty
    _ = xmlParseChunk(
      context, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count),
      piece.isEmpty ? 1 : 0)
    if let error { throw error }
  }

  /// Parses an input to its end. libxml2 judges the encoding by the first bytes it is given, so it is
  /// given full pieces, however little a pipe hands over at a time.
  ///
  /// - Returns: How many bytes there were.
  @discardableResult
  func parse(_ input: inout UnpackedInput) throws -> Int {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while case let count = try input.fill(&chunk), count > 0 {
      if total == 0 { try FileSignature.refuseBinary(chunk[..<count], name: input.name) }
      try chunk.withUnsafeBytes { try parse(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      total += count
    }
    if total > 0 { try finish() }
    return total
  }

  /// Tells the parser that there is no more.
  func finish() throws { try parse(UnsafeRawBufferPointer(start: nil, count: 0)) }

  private func fail(with fault: xmlError) {
    // Faults of namespaces do not make a file ill-formed: TMX with undeclared prefixes is common.
    guard !isStopped, fault.level.rawValue >= XML_ERR_ERROR.rawValue,
      fault.domain != Int32(XML_FROM_NAMESPACE.rawValue)
    else { return }
    let text = fault.message.map { String(cString: $0) } ?? "unknown fault"
    let message = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let code = xmlParserErrors(UInt32(fault.code))
    let isEntity = code == XML_ERR_UNDECLARED_ENTITY || code == XML_WAR_UNDECLARED_ENTITY
    stop(
      handler.error(
        for: XMLFault(
          location: SourceLocation(
            file: file, line: fault.line > 0 ? Int(fault.line) + lineOffset : nil),
          message: message, entity: isEntity ? Self.entityName(in: message) : nil,
          isTruncated: isAtEnd && depth > 0)))
  }

  /// The entity a message of libxml2 names: `Entity 'x' not defined`, `PEReference: %x; not found`.
  private static func entityName(in message: String) -> String {
    let parts = message.split(whereSeparator: { "'%;".contains($0) })
    return parts.count > 1 ? String(parts[1]) : ""
  }

  private static func parser(_ context: UnsafeMutableRawPointer?) -> Unmanaged<XMLPushParser> {
    Unmanaged.fromOpaque(context!)
  }

  private static var callbacks: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: element callbacks with namespaces
    handler.startElementNs = { context, name, prefix, _, _, _, count, _, fields in
      XMLPushParser.parser(context)._withUnsafeGuaranteedRef { parser in
        guard !parser.isStopped else { return }
        parser.depth += 1
        parser.handler.start(
          name!, prefix: prefix, XMLAttributes(count: Int(count), fields: fields))
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
