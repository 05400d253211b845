import FoundationEssentials
import PadanModel

/// What goes to an embeddings server and what comes back.
enum EmbeddingExchange {
  /// Why an answer is not what was asked for.
  struct Fault: Error {
    var reason: String
  }

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

  /// The vectors of an answer, ordered by `index`.
  ///
  /// - Parameter count: How many texts were sent.
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

  /// What an answer that is no success says.
  static func message(in body: Data) -> String {
    struct Failure: Decodable {
      struct Detail: Decodable { var message: String }
      var error: Detail
    }
    let text =
      (try? JSONDecoder().decode(Failure.self, from: body))?.error.message
      ?? String(decoding: body.prefix(200), as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private struct Answer: Decodable {
    struct Item: Decodable {
      var index: Int?
      var embedding: Embedding
    }

    /// A list of numbers, or the same as 32-bit floating point, little-endian, in base64.
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

      /// `nil` where the base64 is none, or of no whole number of values.
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
