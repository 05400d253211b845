extension ExchangeFormat {
  /// TMX 1.1 to 1.4b, written as 1.4b.
  public static let tmx = ExchangeFormat(
    name: "tmx", summary: "TMX 1.4b", endings: [".tmx"],
    recognizes: { $0.hasPrefix("<") && $0.contains("<tmx") }, hasHeader: true,
    reader: { paths, options, body in
      try TMXReader.read(
        paths[0], encoding: options.encoding, tolerance: options.tolerance, body)
    },
    writer: {
      TMXWriter(
        source: $0.source, toolVersion: $0.toolVersion, flavor: $0.flavor, level: $0.level,
        header: $0.header)
    })
}
