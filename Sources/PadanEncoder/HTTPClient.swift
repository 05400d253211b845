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

  /// Set up once, before any thread uses curl.
  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private func postOnce(_ body: Data) throws(EncoderError) -> Answer {
    guard Self.isReady, let handle = curl_easy_init() else {
      throw .unreachable(url, "curl cannot be started")
    }
    defer { curl_easy_cleanup(handle) }
    var headers: UnsafeMutablePointer<curl_slist>?
    // Without the empty Expect, curl asks for leave before it sends a long body.
    for header in ["Content-Type: application/json", "Accept: application/json", "Expect:"] {
      headers = curl_slist_append(headers, header)
    }
    if let key { headers = curl_slist_append(headers, "Authorization: Bearer \(key)") }
    defer { curl_slist_free_all(headers) }

    let received = Received()
    _ = ccurl_set_text(handle, CURLOPT_URL, url)
    _ = ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = ccurl_set_headers(handle, headers)
    _ = ccurl_set_number(handle, CURLOPT_TIMEOUT_MS, Int(timeout * 1000))
    _ = ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    _ = body.withUnsafeBytes { ccurl_set_body(handle, $0.baseAddress, curl_off_t($0.count)) }
    _ = ccurl_set_receiver(
      handle,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
        received.body.append(
          contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
      }, Unmanaged.passUnretained(received).toOpaque())
    let code = withExtendedLifetime(received) { curl_easy_perform(handle) }
    guard code == CURLE_OK else { throw error(code) }
    let retryAfter = ccurl_retry_after(handle)
    return Answer(
      status: ccurl_status(handle), retryAfter: retryAfter > 0 ? Double(retryAfter) : nil,
      body: received.body)
  }

  /// What curl hands over, piece by piece.
  private final class Received {
    var body = Data()
  }

  private func error(_ code: CURLcode) -> EncoderError {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: .timedOut(url, timeout)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      .rubbish(url, "it is not HTTP")
    default: .unreachable(url, String(cString: curl_easy_strerror(code)))
    }
  }
}
