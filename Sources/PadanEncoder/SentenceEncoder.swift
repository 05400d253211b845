public import PadanModel

/// A sentence encoder behind an OpenAI-compatible server.
///
///     let encoder = try SentenceEncoder(url: "http://127.0.0.1:8000", model: "e5-small")
///     let vectors = try encoder.vectors(of: ["Harga beras naik.", "Rice prices rose."])
///     vectors[0].cosine(with: vectors[1])  // 0.93
///
/// The protocol is that of https://platform.openai.com/docs/api-reference/embeddings, which many
/// servers speak. Texts go out in batches of at most 32 and 16,000 characters.
public struct SentenceEncoder: Sendable {
  /// The address that is asked.
  public let url: String
  /// The model's name; empty where the server has but one.
  public let model: String
  private let client: HTTPClient

  /// The most texts of one request.
  static let batchCount = 32
  /// The most characters of one request, in Unicode scalars; a longer text is cut there, far beyond
  /// what an encoder reads.
  static let batchLength = 16_000

  /// - Parameters:
  ///   - url: The server, with or without `/v1` and `/embeddings`.
  ///   - key: What goes out as a bearer token, where the server wants one.
  ///   - timeout: How long one answer may take, in seconds.
  /// - Throws: `EncoderError.address`.
  public init(
    url: String, model: String = "", key: String? = nil, timeout: Double = 120
  ) throws(EncoderError) {
    try self.init(url: url, model: model, key: key, timeout: timeout, wait: HTTPClient.sleep)
  }

  /// - Parameter wait: Called with the seconds between two attempts.
  init(
    url: String, model: String, key: String?, timeout: Double,
    wait: @escaping @Sendable (Double) -> Void
  ) throws(EncoderError) {
    var address = url
    while address.hasSuffix("/") { address.removeLast() }
    if !address.hasSuffix("/embeddings") {
      address += address.hasSuffix("/v1") ? "/embeddings" : "/v1/embeddings"
    }
    self.url = address
    self.model = model
    client = try HTTPClient(url: address, key: key, timeout: timeout, wait: wait)
  }

  /// The vectors of texts, one for each, in order.
  ///
  /// A busy server (429, 502, 503, 504) is asked again, up to five times, after as long as it says or
  /// ever longer; a batch that is too large for it (413) goes out in halves.
  ///
  /// - Throws: `EncoderError`.
  public func vectors(of texts: [String]) throws(EncoderError) -> [SentenceVector] {
    var vectors: [SentenceVector] = []
    for batch in Self.batches(of: texts) {
      for vector in try self.vectors(ofBatch: batch) {
        if let first = vectors.first, first.components.count != vector.components.count {
          throw EncoderError.rubbish(
            url, "vectors of \(first.components.count) and \(vector.components.count) components")
        }
        vectors.append(vector)
      }
    }
    return vectors
  }

  /// The texts in the batches in which they go out.
  static func batches(of texts: [String]) -> [[String]] {
    var batches: [[String]] = []
    var room = 0
    for text in texts {
      let scalars = text.unicodeScalars
      let count = min(scalars.count, batchLength)
      let text = count < scalars.count ? String(scalars.prefix(count)) : text
      if count > room || batches.last?.count == batchCount || batches.isEmpty {
        batches.append([])
        room = batchLength
      }
      batches[batches.count - 1].append(text)
      room -= count
    }
    return batches
  }

  private func vectors(ofBatch texts: [String]) throws(EncoderError) -> [SentenceVector] {
    let answer = try client.post(EmbeddingExchange.request(texts, model: model))
    switch answer.status {
    case 200..<300:
      do throws(EmbeddingExchange.Fault) {
        return try EmbeddingExchange.vectors(in: answer.body, count: texts.count)
      } catch {
        throw .rubbish(url, error.reason)
      }
    case 413 where texts.count > 1:
      let half = texts.count / 2
      return try vectors(ofBatch: Array(texts[..<half])) + vectors(ofBatch: Array(texts[half...]))
    default:
      throw .refused(
        url, status: answer.status, message: EmbeddingExchange.message(in: answer.body))
    }
  }
}
