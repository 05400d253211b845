package import PadanModel

/// Reads the translated segments of XLIFF 1.0 to 2.2 with their review state.
///
/// - A segment is skipped if it has no target, or if its state says that it is not translated yet.
/// - A unit that is approved, signed off, reviewed or final counts as approved. What SDLXLIFF and
///   MQXLIFF say in their own words is understood, too.
/// - Suggestions (`alt-trans`, `mtc:match`) and the elements of other tools are ignored.
/// - If a unit of version 1.2 marks segments (`mrk mtype="seg"`), each of them is a pair.
package enum XLIFFReader {
  /// Reads a file.
  ///
  ///     let options = ReadingOptions(source: indonesian, target: english)
  ///     let report = try XLIFFReader.read("berita.xlf", options) { unit, location in
  ///       print(location, unit.variants.map(\.text))
  ///     }
  ///
  /// - Parameters:
  ///   - path: The file, which may be compressed by gzip; `-` is standard input.
  ///   - options: The languages that count where the file names none, and the tolerance: with
  ///     `.damage` a damaged unit is skipped and the rest is read; the other two do not differ.
  ///   - body: Called with each unit of two variants, and the place where it begins.
  /// - Returns: The units and segments that were skipped.
  /// - Throws: `InputError` if the file cannot be read or is not XLIFF, and any error that `body`
  ///   throws.
  package static func read(
    _ path: String, _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    var input = try UnpackedInput(path: path)
    try input.convert(from: options.encoding)
    return try withoutActuallyEscaping(body) { body in
      try XLIFFParser(options: options, body: body)
        .read(&input, skipsDamage: options.tolerance == .damage)
    }
  }
}
