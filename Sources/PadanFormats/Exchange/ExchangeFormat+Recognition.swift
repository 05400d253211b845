import PadanText

extension ExchangeFormat {
  /// The number of bytes that show a format.
  private static let sampleSize = 1 << 16

  /// The readable format that the first bytes of a file show; `nil` for none. Standard input can
  /// still be read as a whole afterwards.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be read.
  package static func recognized(in path: String) throws(InputError) -> ExchangeFormat? {
    let bytes = unpacked(try ByteStream.peek(path, sampleSize))
    if let text = try? TextEncoding.decode(bytes).bytes {
      let start = String(decoding: text, as: UTF8.self)
        .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if let format = readable.first(where: { $0.recognizes?(start) ?? false }) { return format }
    }
    try FileSignature.refuseBinary(bytes[...], name: path)
    return nil
  }

  /// The first bytes of gzip data as they are unpacked, or the bytes as they are.
  private static func unpacked(_ bytes: [UInt8]) -> [UInt8] {
    guard GzipInflater.isGzip(bytes), var inflater = try? GzipInflater() else { return bytes }
    var unpacked: [UInt8] = []
    try? inflater.inflate(bytes.prefix(1 << 12)) { unpacked.append(contentsOf: $0) }
    return unpacked
  }
}

extension Substring {
  /// The text up to its first line break.
  var firstLine: Substring { prefix { !$0.isNewline } }

  /// Whether the text may be a table: it does not begin as markup, JSON or a comment of PO does.
  var mayBeTable: Bool {
    guard let first else { return false }
    return !"<{[#".contains(first) && !hasPrefix("msgid") && !hasPrefix("msgctxt")
  }
}
