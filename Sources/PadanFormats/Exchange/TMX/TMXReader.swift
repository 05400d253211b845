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
  /// The longest segment that is read, in UTF-8 bytes: a longer one is no segment but a mistake.
  public static let longestSegment = 1 << 20
  /// The most variants of a unit that are read.
  public static let mostVariants = 1000

  /// Reads a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - tolerance: With `.strict` the first deviation is an error; with `.damage` a unit that is not
  ///     well-formed is left out and the rest is read.
  ///   - body: Called with each unit that has two texts and where it begins.
  /// - Returns: What was left out, and what was put up with.
  /// - Throws: `InputError`, `TMXError`, and whatever `body` throws.
  /// - Complexity: O(n) time, O(longest unit) memory.
  @discardableResult
  public static func read(
    _ path: String, tolerance: Tolerance = .deviations,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    var input = try UnpackedInput(path: path)
    return try withoutActuallyEscaping(body) { body in
      let handler = TMXParser(file: input.name, isStrict: tolerance == .strict, body: body)
      if tolerance == .damage {
        var reader = DamagedXMLReader(handler: handler, file: input.name)
        try reader.read(&input)
      } else {
        let parser = XMLPushParser(file: input.name, handler: handler)
        let count = try withExtendedLifetime(handler) { try parser.parse(&input) }
        guard count > 0 else {
          throw InputError(input.name, .empty(advice: "Name a TMX file."))
        }
      }
      return handler.report
    }
  }
}
