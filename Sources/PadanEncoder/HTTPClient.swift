import Dispatch
import Foundation
import FoundationNetworking
import Glibc
import Synchronization

/// Posts to one address, again where the server is busy.
struct HTTPClient: Sendable {
  struct Answer: Sendable {
    var status: Int
    var retryAfter: String?
    var body: Data
  }

  private let url: URL
  private let key: String?
  private let timeout: Double
  private let wait: @Sendable (Double) -> Void
  private let session: URLSession

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
    self.url = address
    self.key = key
    self.timeout = timeout
    self.wait = wait
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout
    configuration.timeoutIntervalForResource = timeout
    session = URLSession(configuration: configuration)
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
      let asked = answer.retryAfter.flatMap(Self.seconds)
      wait(min(Self.longestWait, asked ?? pause))
      pause *= 2
    }
    return try postOnce(body)
  }

  /// What a `Retry-After` header asks for: seconds, or a date.
  static func seconds(of header: String) -> Double? {
    if let seconds = Double(header), seconds >= 0 { return seconds }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.date(from: header).map { max(0, $0.timeIntervalSinceNow) }
  }

  private func postOnce(_ body: Data) throws(EncoderError) -> Answer {
    var request = URLRequest(url: url, timeoutInterval: timeout)
    request.httpMethod = "POST"
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    let box = ResultBox()
    let done = DispatchSemaphore(value: 0)
    let address = url.absoluteString
    let seconds = timeout
    session.dataTask(with: request) { data, response, error in
      box.set(Self.result(data, response, error, url: address, timeout: seconds))
      done.signal()
    }.resume()
    done.wait()
    return try box.result!.get()
  }

  /// Where the session's thread leaves what the caller waits for.
  private final class ResultBox: Sendable {
    private let content = Mutex<Result<Answer, EncoderError>?>(nil)

    var result: Result<Answer, EncoderError>? { content.withLock { $0 } }

    func set(_ result: Result<Answer, EncoderError>) { content.withLock { $0 = result } }
  }

  private static func result(
    _ data: Data?, _ response: URLResponse?, _ error: (any Error)?, url: String, timeout: Double
  ) -> Result<Answer, EncoderError> {
    if let error {
      if let error = error as? URLError, error.code == .timedOut {
        return .failure(.timedOut(url, timeout))
      }
      return .failure(.unreachable(url, "\(error.localizedDescription)"))
    }
    guard let response = response as? HTTPURLResponse else {
      return .failure(.rubbish(url, "it is not HTTP"))
    }
    return .success(
      Answer(
        status: response.statusCode, retryAfter: response.value(forHTTPHeaderField: "Retry-After"),
        body: data ?? Data()))
  }
}
