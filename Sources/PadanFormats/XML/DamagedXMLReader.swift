import PadanModel

/// An event handler that builds translation units from an XML file, and can continue after damage.
protocol UnitHandler: XMLEventHandler {
  /// The names of the elements before which the file may be cut: units, or elements that hold
  /// units.
  static var unitElements: [String] { get }
  /// The format's name with its article, as messages use it: `a TMX`.
  static var formatName: String { get }
  /// The findings so far.
  var report: ReadingReport { get }
  /// Whether the root element of the format has been read.
  var hasRoot: Bool { get }
  /// Whether a unit has begun but not ended.
  var isUnitOpen: Bool { get }
  /// The start tags of the open elements outside units, from the root inwards. A new parser reads
  /// them again.
  var openTags: [String] { get }
  /// The description of an error that damage in the file caused, and its line if it is known.
  ///
  /// - Returns: `nil` for another error, such as one of the caller, or a file of another format: it
  ///   ends the reading.
  func damage(in error: any Error) -> (reason: String, line: Int?)?
  /// Reports damage that is outside every unit.
  func note(_ damage: String, at location: SourceLocation)
  /// Reports a repair of the text.
  func warn(_ finding: Finding)
  /// Discards the open unit, if there is one, and reports the damage.
  ///
  /// - Parameter tags: The start tags of the elements that the next events open again.
  func abandonUnit(_ reason: String, at location: SourceLocation, reopening tags: [String])
}

extension UnitHandler {
  /// Reads a whole file.
  ///
  /// - Parameter skipsDamage: Whether damaged units are skipped. Otherwise damage is an error.
  /// - Returns: The findings, those of the input among them.
  /// - Throws: `InputError` for an empty file, the error that the handler makes of a fault of the
  ///   XML, and any error of the function that receives the units.
  func read(_ input: inout UnpackedInput, skipsDamage: Bool) throws -> ReadingReport {
    if skipsDamage {
      var reader = DamagedXMLReader(handler: self, file: input.name)
      try reader.read(&input)
    } else {
      let parser = XMLPushParser(file: input.name, handler: self)
      let count = try withExtendedLifetime(self) { try parser.parse(&input) }
      guard count > 0 else { throw InputError(input.name, .emptyFile(of: Self.self)) }
    }
    var report = report
    report.warnings.add(input.repairs)
    return report
  }
}

extension InputError.Reason {
  /// The file is empty.
  fileprivate static func emptyFile(of handler: (some UnitHandler).Type) -> Self {
    .empty(advice: "Name \(handler.formatName) file.")
  }
}

/// Reads the undamaged units of a damaged XML file.
///
/// The reader cuts the text before every unit and passes each piece to the parser. If the parser
/// rejects a piece, or the piece leaves its unit open, the reader skips it and continues with a new
/// parser. Before parsing it repairs the bytes: ill-formed text becomes U+FFFD, control characters
/// that XML forbids are removed, and both are reported with their lines.
///
/// Memory stays below the length of the longest unit plus one chunk.
struct DamagedXMLReader<Handler: UnitHandler> {
  /// The longest unit in UTF-8 bytes. The reader cuts a longer one, so the parser rejects it.
  private static var longestUnit: Int { 16 << 20 }

  private let handler: Handler
  private let file: String
  private var parser: XMLPushParser
  /// The line, from 1, where the next piece begins.
  private var line = 1
  /// The finder of the places where the pending bytes are cut.
  private var cutter = UnitCutter(elements: Handler.unitElements)
  /// Whether a piece that begins with a unit has been parsed.
  private var isBegun = false
  /// The first damage, which is thrown if the file holds nothing that can be read.
  private var firstError: (any Error)?

  /// A reader that sends the events of a file to a handler.
  ///
  /// - Parameter file: The name of the file in messages.
  init(handler: Handler, file: String) {
    self.handler = handler
    self.file = file
    parser = XMLPushParser(file: file, handler: handler, ignoresDeclaration: true)
  }

  /// Reads an input to its end.
  ///
  /// - Throws: `InputError`; the handler's error if the file is not of the format; and any error
  ///   that the caller throws for a unit.
  mutating func read(_ input: inout UnpackedInput) throws {
    var repair = UTF8Repair()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var pending: [UInt8] = []
    var isEmpty = true
    while case let count = try read(&chunk, of: &input), count > 0 {
      if isEmpty { try FileSignature.refuseBinary(chunk[..<count], name: file) }
      isEmpty = false
      pending += repair.text(of: chunk[..<count])
      report(&repair)
      try parseUnits(&pending, isAtEnd: false)
    }
    if isEmpty {
      throw InputError(file, .emptyFile(of: Handler.self))
    }
    pending += repair.rest()
    report(&repair)
    try parseUnits(&pending, isAtEnd: true)
    try parse(pending[...], isLast: true)
    if !handler.hasRoot || (!isBegun && firstError != nil) {
      throw firstError ?? truncation
    }
  }

  /// Reads the next chunk. Damage in the gzip data counts as the end of the file.
  private mutating func read(
    _ chunk: inout [UInt8], of input: inout UnpackedInput
  ) throws(InputError) -> Int {
    do {
      return try input.read(&chunk)
    } catch {
      guard handler.hasRoot, error.code.subject == "gzip" else { throw error }
      // The pending bytes are parsed as the last piece.
      handler.note(error.explanation(), at: SourceLocation(file: file, line: line))
      return 0
    }
  }

  /// The handler's error for a unit that does not end.
  private var truncation: any Error {
    handler.error(
      for: XMLFault(location: parser.location, kind: .truncated))
  }

  /// Passes the repairs of the text to the handler.
  private func report(_ repair: inout UTF8Repair) {
    for repair in repair.takeRepairs() {
      let place = SourceLocation(file: file, line: repair.line)
      handler.warn(Finding(repair.kind, at: place, detail: repair.detail))
    }
  }

  /// Parses every piece that is followed by another piece, and keeps the last one pending.
  private mutating func parseUnits(_ pending: inout [UInt8], isAtEnd: Bool) throws {
    var start = 0
    // A markup that does not end within the longest unit is damage.
    let isFinal = isAtEnd || pending.count > Self.longestUnit
    while let end = cutter.nextUnit(in: pending, isFinal: isFinal) {
      try parse(pending[start..<end], isLast: false)
      start = end
    }
    pending.removeFirst(start)
    cutter.removeFirst(start)
    if pending.count > Self.longestUnit {
      // The damage ends at the next unit.
      try parse(pending[...], isLast: false)
      pending.removeAll()
      cutter.removeAll()
    }
  }

  /// Parses a piece. If it is damaged, abandons its unit and replaces the parser.
  ///
  /// - Throws: An error that is not about damage in the file.
  private mutating func parse(_ piece: ArraySlice<UInt8>, isLast: Bool) throws {
    defer { line += piece.count { $0 == 0x0A } }
    let tags = handler.openTags
    do {
      try piece.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: XMLPushParser.pieceSize) {
          let end = min(start + XMLPushParser.pieceSize, bytes.count)
          try parser.parse(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      // An open unit, or markup whose end libxml2 still waits for, is a fault here.
      if isLast || handler.isUnitOpen || parser.isInsideMarkup { try parser.finish() }
    } catch {
      guard let damage = handler.damage(in: error) else { throw error }
      firstError = firstError ?? error
      let place = SourceLocation(file: file, line: damage.line ?? line)
      handler.abandonUnit(damage.reason, at: place, reopening: tags)
      parser = XMLPushParser(file: file, handler: handler, ignoresDeclaration: true)
      parser.lineOffset = line - 1 + piece.count { $0 == 0x0A }
      try Array(tags.joined().utf8).withUnsafeBytes { try parser.parse($0) }
    }
    isBegun = isBegun || cutter.isUnit(piece)
  }
}
