extension ExchangeFormat {
  /// JSON Lines, with an object for each pair.
  public static let jsonl = ExchangeFormat(
    name: "jsonl", summary: "JSON Lines with everything that is known of each pair",
    endings: [".jsonl", ".ndjson"], recognizes: { $0.hasPrefix("{") }, reader: JSONPairReader.read,
    writer: { _ in JSONPairWriter() })
}
