import Foundation
import PadanModel
import PadanTestSupport
import Synchronization
import Testing

@testable import PadanEncoder

struct SentenceEncoderTests {
  /// The seconds an encoder would have waited.
  private final class Waits: Sendable {
    private let content = Mutex<[Double]>([])
    var seconds: [Double] { content.withLock { $0 } }
    func add(_ seconds: Double) { content.withLock { $0.append(seconds) } }
  }

  private func encoder(
    _ server: FakeEmbeddingServer, waits: Waits = Waits(), path: String = "", model: String = "",
    key: String? = nil, timeout: Double = 60
  ) throws -> SentenceEncoder {
    try SentenceEncoder(
      url: server.url + path, model: model, key: key, timeout: timeout, wait: { waits.add($0) })
  }

  /// A vector that only this number has.
  private static func vector(_ number: Int) -> [Float] { [Float(number + 1), 1, 0] }

  private static func numbered(_ texts: [String]) -> [[Float]] {
    texts.map { vector(Int($0.split(separator: " ")[0]) ?? 0) }
  }

  private func expected(_ numbers: some Sequence<Int>) -> [SentenceVector] {
    numbers.compactMap { SentenceVector(Self.vector($0)) }
  }

  @Test(arguments: ["", "/", "/v1", "/v1/", "/v1/embeddings"])
  func `an address may leave the protocol's path out`(_ path: String) throws {
    let server = try FakeEmbeddingServer { .vectors(Self.numbered($0.texts)) }
    let vectors = try encoder(server, path: path).vectors(of: ["7"])
    #expect(vectors == expected([7]))
    #expect(server.requests.map(\.path) == ["/v1/embeddings"])
  }

  @Test func `an answer longer than vectors are is refused, and a long message is cut`() throws {
    let long = try FakeEmbeddingServer { _ in
      .init(body: String(repeating: " ", count: Limits.freeAnswerBytes + Limits.longestVector + 1))
    }
    #expect(throws: EncoderError.self) { try encoder(long).vectors(of: ["1"]) }
    let wordy = try FakeEmbeddingServer { _ in
      .init(status: 500, body: String(repeating: "x", count: 1000))
    }
    let message = String(repeating: "x", count: 200)
    #expect(
      throws: EncoderError.refused(wordy.url + "/v1/embeddings", status: 500, message: message)
    ) { try encoder(wordy).vectors(of: ["1"]) }
  }

  @Test(arguments: [.infinity, 1e16, .nan, 0, -1, 0.0004])
  func `any number is a time limit`(_ seconds: Double) throws {
    let server = try FakeEmbeddingServer { .vectors(Self.numbered($0.texts)) }
    let vectors = try? encoder(server, timeout: seconds).vectors(of: ["1"])
    #expect(vectors == nil || vectors == expected([1]))
    #expect(!EncoderError.timedOut("", seconds).description.isEmpty)
  }

  @Test func `a request names the model and carries the key`() throws {
    let server = try FakeEmbeddingServer { .vectors(Self.numbered($0.texts)) }
    _ = try encoder(server, model: "e5", key: "geheim").vectors(of: ["1"])
    let request = try #require(server.requests.first)
    #expect(request.member["model"] == "e5")
    #expect(request.headers["authorization"] == "Bearer geheim")
    #expect(request.headers["content-type"] == "application/json")
    _ = try encoder(server).vectors(of: ["1"])
    #expect(server.requests[1].member["model"] == nil)
    #expect(server.requests[1].headers["authorization"] == nil)
  }

  @Test func `vectors are ordered by their index`() throws {
    let server = try FakeEmbeddingServer { request in
      let items = Self.numbered(request.texts).enumerated().reversed().map {
        #"{"index":\#($0),"embedding":\#($1)}"#
      }
      return .init(body: #"{"data":[\#(items.joined(separator: ","))]}"#)
    }
    #expect(try encoder(server).vectors(of: ["3", "1", "2"]) == expected([3, 1, 2]))
  }

  @Test func `base64 is read as little-endian 32-bit numbers`() throws {
    let server = try FakeEmbeddingServer { request in
      let items = Self.numbered(request.texts).enumerated().map { index, vector in
        let data = vector.reduce(into: Data()) { data, number in
          withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        return #"{"index":\#(index),"embedding":"\#(data.base64EncodedString())"}"#
      }
      return .init(body: #"{"data":[\#(items.joined(separator: ","))]}"#)
    }
    #expect(try encoder(server).vectors(of: ["5", "6"]) == expected([5, 6]))
  }

  @Test func `a batch has at most 32 texts and 16,000 characters`() throws {
    let server = try FakeEmbeddingServer { .vectors(Self.numbered($0.texts)) }
    let long = (0..<5).map { "\($0) " + String(repeating: "é", count: 6000) }
    let short = (5..<80).map { "\($0)" }
    let huge = "80 " + String(repeating: "x", count: 40_000)
    let vectors = try encoder(server).vectors(of: long + short + [huge])
    #expect(vectors == expected(0...80))
    let batches = server.requests.map(\.texts)
    #expect(batches.allSatisfy { $0.count <= 32 })
    #expect(
      batches.allSatisfy { $0.reduce(0) { $0 + $1.unicodeScalars.count } <= 16_000 })
    #expect(batches.flatMap(\.self).count == 81)
    #expect(batches.last?.last?.unicodeScalars.count == 16_000)
  }

  @Test(arguments: [429, 502, 503, 504])
  func `a busy server is asked again, ever later`(_ status: Int) throws {
    let count = Mutex(0)
    let server = try FakeEmbeddingServer { request in
      let attempt = count.withLock {
        $0 += 1
        return $0
      }
      return attempt < 4
        ? .init(status: status, body: "busy") : .vectors(Self.numbered(request.texts))
    }
    let waits = Waits()
    #expect(try encoder(server, waits: waits).vectors(of: ["1"]) == expected([1]))
    #expect(waits.seconds == [0.5, 1, 2])
  }

  @Test func `a server that says how long it is busy is heard`() throws {
    let later = Date(timeIntervalSinceNow: 30)
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let headers = ["3", formatter.string(from: later), "100000", "soon"]
    let count = Mutex(0)
    let server = try FakeEmbeddingServer { request in
      let attempt = count.withLock {
        $0 += 1
        return $0
      }
      return attempt <= 4
        ? .init(status: 429, headers: ["Retry-After": headers[attempt - 1]], body: "")
        : .vectors(Self.numbered(request.texts))
    }
    let waits = Waits()
    #expect(try encoder(server, waits: waits).vectors(of: ["1"]) == expected([1]))
    try #require(waits.seconds.count == 4)
    #expect(waits.seconds[0] == 3)
    #expect((10...31).contains(waits.seconds[1]))
    #expect(waits.seconds[2] == 60)
    #expect(waits.seconds[3] == 4)
  }

  @Test func `a server that stays busy is an error`() throws {
    let server = try FakeEmbeddingServer { _ in
      .init(status: 503, body: #"{"error":{"message":"loading the model"}}"#)
    }
    let encoder = try encoder(server)
    #expect(
      throws: EncoderError.refused(encoder.url, status: 503, message: "loading the model")
    ) { try encoder.vectors(of: ["1"]) }
    #expect(server.requests.count == 5)
  }

  @Test func `a batch that is too large goes out in halves`() throws {
    let server = try FakeEmbeddingServer { request in
      request.texts.count > 3
        ? .init(status: 413, body: "") : .vectors(Self.numbered(request.texts))
    }
    let vectors = try encoder(server).vectors(of: (0..<10).map { "\($0)" })
    #expect(vectors == expected(0..<10))
    #expect(server.requests.map(\.texts.count) == [10, 5, 2, 3, 5, 2, 3])
  }

  @Test func `of a long message the beginning is told, on one line`() throws {
    let message = String(repeating: "no\\n", count: 40_000)
    let server = try FakeEmbeddingServer { _ in
      .init(status: 413, body: #"{"error":{"message":"\#(message)"}}"#)
    }
    let encoder = try encoder(server)
    let told = String(repeating: "no ", count: 67).dropLast()
    #expect(throws: EncoderError.refused(encoder.url, status: 413, message: String(told))) {
      try encoder.vectors(of: ["1"])
    }
  }

  @Test func `a single text that is too large is an error`() throws {
    let server = try FakeEmbeddingServer { _ in .init(status: 413, body: "too big") }
    let encoder = try encoder(server)
    #expect(throws: EncoderError.refused(encoder.url, status: 413, message: "too big")) {
      try encoder.vectors(of: ["1", "2"])
    }
  }

  @Test(arguments: [
    (200, "no json"), (200, "{}"), (200, #"{"data":[]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2,3]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[0,0]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,NaN]}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":"!!!!"}]}"#),
    // 1.0 and NaN.
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":"AACAPwAAwH8="}]}"#),
    (200, #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":"AACAP6=="}]}"#),
  ])
  func `an answer of the wrong shape is named for what it is`(
    _ status: Int, _ body: String
  ) throws {
    let server = try FakeEmbeddingServer { _ in .init(status: status, body: body) }
    let encoder = try encoder(server)
    #expect {
      try encoder.vectors(of: ["1", "2"])
    } throws: { error in
      guard case EncoderError.rubbish(encoder.url, _) = error else { return false }
      return (error as? EncoderError)?.remedy == .checkServer
    }
  }

  @Test func `vectors of two lengths in two batches are no vectors`() throws {
    let server = try FakeEmbeddingServer { request in
      .vectors(request.texts.map { _ in Array(repeating: 1, count: request.texts.count) })
    }
    let encoder = try encoder(server)
    #expect(throws: EncoderError.rubbish(encoder.url, "vectors of 32 and 8 components")) {
      try encoder.vectors(of: (0..<40).map { "\($0)" })
    }
  }

  @Test(
    arguments: [(401, .giveServerKey), (404, .checkServerPath), (400, .checkServer)]
      as [(Int, Remedy)])
  func `a refusal says what the server says and what to do`(
    _ status: Int, _ remedy: Remedy
  ) throws {
    let server = try FakeEmbeddingServer { _ in
      .init(status: status, body: #"{"error":{"message":"unknown model"}}"#)
    }
    let encoder = try encoder(server)
    #expect {
      try encoder.vectors(of: ["1"])
    } throws: { error in
      (error as? EncoderError)?.remedy == remedy && "\(error)".contains("\(status)")
        && "\(error)".contains("unknown model")
    }
    #expect(server.requests.count == 1)
  }

  @Test func `a server that is not there is an error at once`() throws {
    var server: FakeEmbeddingServer? = try FakeEmbeddingServer { _ in .silence }
    let encoder = try encoder(#require(server))
    server = nil
    #expect {
      try encoder.vectors(of: ["1"])
    } throws: { error in
      guard case EncoderError.unreachable(encoder.url, _) = error else { return false }
      return true
    }
  }

  @Test func `a server that never answers is given up`() throws {
    let server = try FakeEmbeddingServer { _ in .silence }
    let encoder = try encoder(server, timeout: 1)
    #expect(throws: EncoderError.timedOut(encoder.url, 1)) { try encoder.vectors(of: ["1"]) }
  }

  @Test(arguments: ["", "localhost:8000", "ftp://a", "http://", "/tmp/socket", "http://a b"])
  func `what is no address of the web is refused`(_ url: String) {
    #expect(throws: EncoderError.self) { try SentenceEncoder(url: url) }
  }

  @Test func `nothing to encode asks nobody`() throws {
    let server = try FakeEmbeddingServer { .vectors(Self.numbered($0.texts)) }
    #expect(try encoder(server).vectors(of: []) == [])
    #expect(server.requests.isEmpty)
  }
}
