import FoundationEssentials
import PadanModel

/// The JSON that an embeddings server receives and sends
/// (https://platform.openai.com/docs/api-reference/embeddings).
enum EmbeddingExchange {
  /// Why an answer cannot be used.
  struct Fault: Error {
    /// A clause in English, without a full stop.
    var reason: String
  }

  /// The body of a request for the vectors of some texts.
  ///
  /// - Parameter model: The model's name. An empty name is left out.
  static func request(_ texts: [String], model: String) -> Data {
    struct Request: Encodable {
      var input: [String]
      var model: String?
      var encodingFormat = "base64"

      enum CodingKeys: String, CodingKey {
        case input, model
        case encodingFormat = "encoding_format"
      }
    }
    let request = Request(input: texts, model: model.isEmpty ? nil : model)
    // Strings always have a JSON form.
    return (try? JSONEncoder().encode(request)) ?? Data()
  }

  /// The vectors of an answer, in the order of the texts that were sent: a vector's `index` says
  /// which text it belongs to. If it has none, its position does.
  ///
  /// - Parameter count: How many texts were sent.
  /// - Throws: `Fault` if the answer is not the documented JSON, or does not hold exactly one
  ///   usable vector for each text, all of one dimension.
  static func vectors(in body: Data, count: Int) throws(Fault) -> [SentenceVector] {
    let answer: Answer
    do {
      answer = try JSONDecoder().decode(Answer.self, from: body)
    } catch {
      throw Fault(reason: "it does not have the documented JSON form")
    }
    guard answer.data.count == count else {
      throw Fault(reason: "\(answer.data.count) vectors for \(count) texts")
    }
    var vectors = [SentenceVector?](repeating: nil, count: count)
    var dimension: Int?
    for (place, item) in answer.data.enumerated() {
      let index = item.index ?? place
      guard vectors.indices.contains(index), vectors[index] == nil else {
        throw Fault(reason: "the indices of the vectors are not 0 to \(count - 1)")
      }
      guard let numbers = item.embedding.numbers, let vector = SentenceVector(numbers) else {
        throw Fault(
          reason: "vector \(index) is no direction: empty, all 0, or with what is no number")
      }
      guard dimension == nil || dimension == numbers.count else {
        throw Fault(reason: "vectors of \(dimension ?? 0) and \(numbers.count) components")
      }
      dimension = numbers.count
      vectors[index] = vector
    }
    return vectors.compactMap(\.self)
  }

  /// The message in an answer that reports a failure: the member `error.message`, or the answer
  /// itself if it has none; the first 200 characters, on one line.
  static func message(in body: Data) -> String {
    struct Failure: Decodable {
      struct Detail: Decodable { var message: String }
      var error: Detail
    }
    let text =
      (try? JSONDecoder().decode(Failure.self, from: body))?.error.message
      ?? String(decoding: body.prefix(1000), as: UTF8.self)
    return text.prefix(200).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The part of an answer that is read.
  private struct Answer: Decodable {
    /// One vector, and the position of its text in the request.
    struct Item: Decodable {
      var index: Int?
      var embedding: Embedding
    }

    /// The components: a list of numbers, or 32-bit floating-point numbers, little-endian, in
    /// base64.
    enum Embedding: Decodable {
      case list([Float])
      case base64(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
          self = .base64(text)
        } else {
          self = .list(try container.decode([Float].self))
        }
      }

      /// The components; `nil` if the base64 is invalid or its size is not a multiple of four
      /// bytes.
      var numbers: [Float]? {
        switch self {
        case .list(let numbers): return numbers
        case .base64(let text):
          guard let data = Data(base64Encoded: text), data.count % 4 == 0 else { return nil }
          return data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 4).map {
              Float(
                bitPattern: UInt32(
                  littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
            }
          }
        }
      }
    }

    var data: [Item]
  }
}
