package import PadanModel

/// Reads TMX (Translation Memory eXchange, 1.1 to 1.4b) unit by unit.
///
/// Memory does not depend on the size of the file. The reader loads nothing that the file refers
/// to: no DTD, no entity, no address.
///
///     try TMXReader.read("padan.tmx") { unit, location in
///       print(location, unit.variants.map(\.text))
///     }
package enum TMXReader {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file, which may be compressed by gzip; `-` is standard input.
  ///   - encoding: The encoding; `nil` for the one that the file declares.
  ///   - tolerance: With `.strict` the first violation is an error; with `.damage` a damaged unit
  ///     is skipped and the rest is read.
  ///   - body: Called with each unit of two or more variants, and the place where it begins.
  /// - Returns: The header's properties, what was skipped, and which violations were tolerated.
  /// - Throws: `InputError` if the file cannot be read, `TMXError` if it is not TMX, and any error
  ///   that `body` throws.
  /// - Complexity: O(n) time, O(longest unit) memory.
  @discardableResult
  package static func read(
    _ path: String, encoding: String? = nil, tolerance: Tolerance = .deviations,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    var input = try UnpackedInput(path: path)
    try input.convert(from: encoding)
    return try withoutActuallyEscaping(body) { body in
      try TMXParser(file: input.name, isStrict: tolerance == .strict, body: body)
        .read(&input, skipsDamage: tolerance == .damage)
    }
  }
}
