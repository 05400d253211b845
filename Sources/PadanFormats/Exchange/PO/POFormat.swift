import PadanModel

extension ExchangeFormat {
  /// gettext's PO files.
  public static let po = ExchangeFormat(
    name: "po", summary: "a gettext PO file", endings: [".po", ".pot"],
    recognizes: { $0.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("msgid") } },
    hasHeader: true, reader: POReader.read,
    writer: {
      POWriter(
        source: $0.source, target: $0.target, toolVersion: $0.toolVersion,
        pluralRule: $0.header.first { $0.type == POHeader.pluralType }?.value)
    })
}
