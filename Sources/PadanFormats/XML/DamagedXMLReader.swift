import PadanModel

/// What makes units out of an XML file, and can go on behind a damaged one.
protocol UnitHandler: XMLEventHandler {
  /// The elements before which a text may be cut, each a unit or around some.
  static var unitElements: [String] { get }
  /// What messages call the format.
  static var formatName: String { get }
  /// Whether a root element was met that is one of the format.
  var hasRoot: Bool { get }
  /// Whether a unit has begun and not ended.
  var isUnitOpen: Bool { get }
  /// The elements that are open around units, from the root inwards.
  var openElements: [String] { get }
  /// What an error says is wrong in the file, where it is about that and not about a file of another
  /// kind.
  func damage(in error: any Error) -> String?
  /// Counts damage that is in no unit.
  func note(_ damage: String, at location: SourceLocation)
  /// Leaves the unit out that is open, as far as one is, because the file is damaged in it. The next
  /// events open elements again, without their attributes.
  func abandonUnit(_ reason: String, at location: SourceLocation, reopening path: [String])
}

/// Reads what is whole in a damaged XML file of units.
///
/// The text is cut before every unit. Each piece goes to the parser; one that the parser refuses, or
/// that leaves its unit open, is left out, and a new parser goes on with the next. What is wrong in the
/// bytes themselves is mended first: ill-formed UTF-8 becomes U+FFFD, forbidden characters go.
struct DamagedXMLReader<Handler: UnitHandler> {
  /// A unit longer than this is given up.
  private static var longestUnit: Int { 16 << 20 }

  private let handler: Handler
  private let file: String
  private let starts = Handler.unitElements.map { Array("<\($0)".utf8) }
  private var parser: XMLPushParser
  /// The line on which the piece begins that is parsed next.
  private var line = 1
  /// How much of what is pending holds no beginning of a unit but its own.
  private var scannedCount = 0
  private var isBegun = false
  private var firstError: (any Error)?

  init(handler: Handler, file: String) {
    self.handler = handler
    self.file = file
    parser = XMLPushParser(file: file, handler: handler, ignoresDeclaration: true)
  }

  /// - Throws: `InputError`, the handler's own error where nothing of the format is in the file, and
  ///   whatever handing on a unit throws.
  mutating func read(_ input: inout UnpackedInput) throws {
    var repair = UTF8Repair()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var pending: [UInt8] = []
    var isEmpty = true
    while case let count = try read(&chunk, of: &input), count > 0 {
      if isEmpty { try FileSignature.refuseBinary(chunk[..<count], name: file) }
      isEmpty = false
      pending += repair.text(of: chunk[..<count])
      try parseUnits(&pending)
    }
    if isEmpty {
      throw InputError(file, .empty(advice: "Name \(Handler.formatName) file."))
    }
    pending += repair.rest()
    try parseUnits(&pending)
    try parse(pending[...], isLast: true)
    if !handler.hasRoot || (!isBegun && firstError != nil) {
      throw firstError ?? truncation
    }
  }

  /// Reads as far as gzip is not damaged.
  private mutating func read(
    _ chunk: inout [UInt8], of input: inout UnpackedInput
  ) throws(InputError) -> Int {
    do {
      return try input.read(&chunk)
    } catch {
      guard handler.hasRoot, error.code.subject == "gzip" else { throw error }
      // What is pending is parsed as the last that there is.
      handler.note(error.explanation(), at: SourceLocation(file: file, line: line))
      return 0
    }
  }

  private var truncation: any Error {
    handler.error(
      for: XMLFault(location: parser.location, message: "", entity: nil, isTruncated: true))
  }

  /// Parses every piece that is followed by another, and leaves the last.
  private mutating func parseUnits(_ pending: inout [UInt8]) throws {
    var start = 0
    // What was looked through before is not looked through again.
    let longest = starts.map(\.count).max() ?? 0
    var from = max(1, scannedCount - longest)
    while let end = nextUnit(in: pending, from: from) {
      try parse(pending[start..<end], isLast: false)
      start = end
      from = start + 1
    }
    pending.removeFirst(start)
    scannedCount = pending.count
    if pending.count > Self.longestUnit {
      // Whatever it is, it goes no further than the next unit.
      try parse(pending[...], isLast: false)
      pending.removeAll()
      scannedCount = 0
    }
  }

  private mutating func parse(_ piece: ArraySlice<UInt8>, isLast: Bool) throws {
    defer { line += piece.count { $0 == 0x0A } }
    let path = handler.openElements
    do {
      // libxml2 refuses to be given much at once.
      try piece.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
          let end = min(start + (1 << 16), bytes.count)
          try parser.parse(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      if handler.isUnitOpen { throw truncation }
      if isLast { try parser.finish() }
    } catch {
      guard let damage = handler.damage(in: error) else { throw error }
      firstError = firstError ?? error
      handler.abandonUnit(damage, at: SourceLocation(file: file, line: line), reopening: path)
      parser = XMLPushParser(file: file, handler: handler, ignoresDeclaration: true)
      parser.lineOffset = line - 1 + piece.count { $0 == 0x0A }
      try Array(path.map { "<\($0)>" }.joined().utf8).withUnsafeBytes { try parser.parse($0) }
    }
    isBegun = isBegun || starts.contains { piece.starts(with: $0) }
  }

  /// The place of the next unit's beginning.
  private func nextUnit(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while let place = bytes[min(index, bytes.count)...].firstIndex(of: UInt8(ascii: "<")) {
      let isUnit = starts.contains { start in
        let end = place + start.count
        guard end < bytes.count, bytes[place..<end].elementsEqual(start) else { return false }
        return bytes[end] <= 0x20 || bytes[end] == 0x3E || bytes[end] == 0x2F
      }
      if isUnit { return place }
      index = place + 1
    }
    return nil
  }
}
