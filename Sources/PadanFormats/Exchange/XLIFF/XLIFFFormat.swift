extension ExchangeFormat {
  /// XLIFF of all versions and some dialects, written as 1.2.
  public static let xliff = ExchangeFormat(
    name: "xliff", summary: "XLIFF 1.2",
    endings: [".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"],
    recognizes: { $0.hasPrefix("<") && $0.contains(/<(\w+:)?xliff/) },
    reader: { paths, options, body in
      try XLIFFReader.read(paths[0], options, body)
    },
    writer: { XLIFFWriter(version: .v12, source: $0.source, target: $0.target) })

  /// XLIFF written as 2.1. `xliff` reads it.
  public static let xliff2 = ExchangeFormat(
    name: "xliff2", summary: "XLIFF 2.1",
    writer: { XLIFFWriter(version: .v21, source: $0.source, target: $0.target) })
}
