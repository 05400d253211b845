public import PadanModel

/// A sentence encoder on a server with an OpenAI-compatible interface.
///
///     let encoder = try SentenceEncoder(url: "http://127.0.0.1:8000", model: "e5-small")
///     let vectors = try encoder.vectors(of: ["Harga beras naik.", "Rice prices rose."])
///     vectors[0].cosine(with: vectors[1])  // 0.93
///
/// Many servers offer the interface that https://platform.openai.com/docs/api-reference/embeddings
/// describes. Texts are sent in batches of at most 32 texts and 16,000 Unicode scalars.
public struct SentenceEncoder: Sendable {
  /// The complete address of requests, which ends in `/embeddings`.
  public let url: String
  /// The model's name; empty if the server has only one.
  public let model: String
  private let client: HTTPClient

  /// The largest number of texts in a request.
  static let batchCount = 32
  /// The largest number of Unicode scalars in a request. A longer text is cut there, far beyond
  /// what an encoder reads.
  static let batchLength = 16_000

  /// Describes a server; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - url: The server's address, with or without `/v1` and `/embeddings`.
  ///   - model: The model's name; empty if the server has only one.
  ///   - key: A bearer token, if the server needs one.
  ///   - timeout: The time limit of one answer, in seconds, up to a day.
  /// - Throws: `EncoderError.address` if the address is not an http or https URL with a host.
  public init(
    url: String, model: String = "", key: String? = nil, timeout: Double = 120
  ) throws(EncoderError) {
    try self.init(url: url, model: model, key: key, timeout: timeout, wait: HTTPClient.sleep)
  }

  /// - Parameter wait: Called between two attempts, with the seconds to wait.
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

  /// The vectors of texts, one for each, in order. Returns when all answers are there.
  ///
  /// A busy server (429, 502, 503, 504) is asked up to five times. Between two attempts the encoder
  /// waits as long as the server asks, at most 60 seconds, or else half a second, doubled each
  /// time. A batch that is too large for the server (413) is sent again in halves.
  ///
  /// - Throws: `EncoderError` if there is no vector for a text.
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

  /// Divides texts into batches, in order, and cuts texts that are too long for a batch.
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

  /// The vectors of one batch, which is sent in halves if it is too large for the server.
  private func vectors(ofBatch texts: [String]) throws(EncoderError) -> [SentenceVector] {
    let answer = try client.post(
      EmbeddingExchange.request(texts, model: model),
      limit: Limits.freeAnswerBytes + texts.count * Limits.longestVector)
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
