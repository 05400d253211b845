import CCurl
import FoundationEssentials
import Glibc

/// Posts to one address, again where the server is busy.
struct HTTPClient: Sendable {
  struct Answer: Sendable {
    var status: Int
    /// How long the server asks to be left alone, in seconds.
    var retryAfter: Double?
    var body: Data
  }

  private let url: String
  private let key: String?
  private let timeout: Double
  private let wait: @Sendable (Double) -> Void

  /// How often a busy server is asked.
  private static let attempts = 5
  /// The wait after the first attempt, in seconds; it doubles with each.
  private static let firstWait = 0.5
  /// The longest wait that a server may ask for, in seconds.
  private static let longestWait = 60.0
  private static let busy: Set<Int> = [429, 502, 503, 504]

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

  static let sleep: @Sendable (Double) -> Void = { usleep(UInt32($0 * 1_000_000)) }

  /// Posts JSON and returns the answer, whatever its status.
  ///
  /// - Throws: `EncoderError` where there is none.
  func post(_ body: Data) throws(EncoderError) -> Answer {
    var pause = Self.firstWait
    for _ in 1..<Self.attempts {
      let answer = try postOnce(body)
      guard Self.busy.contains(answer.status) else { return answer }
      wait(min(Self.longestWait, answer.retryAfter ?? pause))
      pause *= 2
    }
    return try postOnce(body)
  }

  private func postOnce(_ body: Data) throws(EncoderError) -> Answer {
    // Without the empty Expect, curl asks for leave before it sends a long body.
    var headers = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
    if let key { headers.append("Authorization: Bearer \(key)") }
    let received = Received()
    let answer = body.withUnsafeBytes { body in
      url.withCString { url in
        Self.withCStrings(headers) { headers in
          ccurl_post(
            ccurl_request(
              url: url, headers: headers, body: body.baseAddress, body_size: body.count,
              timeout_ms: Int(timeout * 1000)),
            { bytes, size, count, context in
              guard let bytes, let context else { return 0 }
              let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
              received.body.append(
                contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
              return size * count
            }, Unmanaged.passUnretained(received).toOpaque())
        }
      }
    }
    switch answer.outcome {
    case CCURL_ANSWERED: break
    case CCURL_TIMED_OUT: throw .timedOut(url, timeout)
    case CCURL_NOT_HTTP: throw .rubbish(url, "it is not HTTP")
    case CCURL_MISSING: throw .unreachable(url, "libcurl cannot be loaded; install libcurl4")
    default: throw .unreachable(url, String(cString: answer.message))
    }
    return Answer(
      status: answer.status,
      retryAfter: answer.retry_after > 0 ? Double(answer.retry_after) : nil, body: received.body)
  }

  /// What curl hands over, piece by piece.
  private final class Received {
    var body = Data()
  }

  /// Calls `body` with texts as C has them: pointers, and a null pointer at their end.
  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
