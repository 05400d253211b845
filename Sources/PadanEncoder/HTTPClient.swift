import CCurl
import FoundationEssentials
import Glibc

/// Posts JSON to one address, and tries again if the server is busy.
struct HTTPClient: Sendable {
  /// A complete HTTP answer, of any status.
  struct Answer: Sendable {
    var status: Int
    /// How many seconds the server asks clients to wait (`Retry-After`); `nil` if it does not say.
    var retryAfter: Double?
    var body: Data
  }

  private let url: String
  private let key: String?
  private let timeout: Double
  private let wait: @Sendable (Double) -> Void

  /// How many times a busy server is asked in all.
  private static let attempts = 5
  /// The wait after the first attempt, in seconds. It doubles after each further one.
  private static let firstWait = 0.5
  /// The longest wait, in seconds, even if the server asks for more.
  private static let longestWait = 60.0
  /// The HTTP statuses that are worth another attempt.
  private static let busy: Set<Int> = [429, 502, 503, 504]

  /// - Parameters:
  ///   - url: The complete address.
  ///   - key: A bearer token, or `nil`.
  ///   - timeout: The time limit of one attempt, in seconds.
  ///   - wait: Called between two attempts, with seconds; tests pass a function that returns at
  ///     once.
  /// - Throws: `EncoderError.address`.
  init(
    url: String, key: String?, timeout: Double, wait: @escaping @Sendable (Double) -> Void
  ) throws(EncoderError) {
    guard let address = URL(string: url), let host = address.host, !host.isEmpty,
      ["http", "https"].contains(address.scheme?.lowercased())
    else { throw .address(url) }
    self.url = url
    self.key = key
    self.timeout = timeout
    self.wait = wait
  }

  /// Blocks the thread for some seconds.
  static let sleep: @Sendable (Double) -> Void = { usleep(UInt32($0 * 1_000_000)) }

  /// Posts JSON and returns the answer, whatever its status. A busy server is asked up to five
  /// times; the last answer counts.
  ///
  /// - Parameter limit: The most bytes that the answer may have.
  /// - Throws: `EncoderError` if there is no answer, or a longer one.
  func post(_ body: Data, limit: Int) throws(EncoderError) -> Answer {
    var pause = Self.firstWait
    for _ in 1..<Self.attempts {
      let answer = try postOnce(body, limit)
      guard Self.busy.contains(answer.status) else { return answer }
      wait(min(Self.longestWait, answer.retryAfter ?? pause))
      pause *= 2
    }
    return try postOnce(body, limit)
  }

  /// The time limit in milliseconds. For libcurl 0 means none, and a longer time than a day is as good.
  private var milliseconds: Int {
    timeout < 86_400 ? max(1, Int(max(0, timeout) * 1000)) : 86_400_000
  }

  /// Posts once.
  private func postOnce(_ body: Data, _ limit: Int) throws(EncoderError) -> Answer {
    // The empty Expect stops curl from asking the server for permission before it sends a long
    // body.
    var headers = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
    if let key { headers.append("Authorization: Bearer \(key)") }
    let received = Received(limit: limit)
    let answer = body.withUnsafeBytes { body in
      url.withCString { url in
        Self.withCStrings(headers) { headers in
          ccurl_post(
            ccurl_request(
              url: url, headers: headers, body: body.baseAddress, body_size: body.count,
              timeout_ms: milliseconds),
            { bytes, size, count, context in
              guard let bytes, let context else { return 0 }
              let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
              let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
              guard received.body.count + piece.count <= received.limit else { return 0 }
              received.body.append(contentsOf: piece)
              return piece.count
            }, Unmanaged.passUnretained(received).toOpaque())
        }
      }
    }
    switch answer.outcome {
    case CCURL_ANSWERED: break
    case CCURL_TIMED_OUT: throw .timedOut(url, timeout)
    case CCURL_NOT_HTTP: throw .rubbish(url, "it is not HTTP")
    case CCURL_TOO_LARGE: throw .rubbish(url, "it is longer than \(limit) bytes")
    case CCURL_MISSING: throw .unreachable(url, "libcurl cannot be loaded; install libcurl4")
    default: throw .unreachable(url, String(cString: answer.message))
    }
    return Answer(
      status: answer.status,
      retryAfter: answer.retry_after > 0 ? Double(answer.retry_after) : nil, body: received.body)
  }

  /// The body of an answer, which curl delivers piece by piece.
  private final class Received {
    var body = Data()
    /// The most bytes that are taken.
    let limit: Int

    init(limit: Int) { self.limit = limit }
  }

  /// Calls `body` with texts as a C array: pointers to C strings, and a null pointer at the end.
  /// They are valid while `body` runs.
  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
