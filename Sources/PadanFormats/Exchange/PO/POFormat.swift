extension ExchangeFormat {
  /// gettext's PO files.
  public static let po = ExchangeFormat(
    name: "po", summary: "a gettext PO file", endings: [".po", ".pot"],
    recognizes: { $0.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("msgid") } },
    reader: POReader.read,
    writer: { POWriter(source: $0.source, target: $0.target, toolVersion: $0.toolVersion) })
}
