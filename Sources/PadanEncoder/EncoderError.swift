/// Why a sentence encoder's server gives no vectors.
public enum EncoderError: Error, Equatable, CustomStringConvertible {
  /// The address is none of http or https.
  case address(String)
  /// Nobody answers there: the system's reason.
  case unreachable(String, String)
  /// No whole answer came within so many seconds.
  case timedOut(String, Double)
  /// The server answers with a status that is no success, and what it says.
  case refused(String, status: Int, message: String)
  /// The answer cannot be what was asked for.
  case rubbish(String, String)

  public var description: String {
    switch self {
    case .address(let url):
      "“\(url)” is no address of a server. Write it as http://127.0.0.1:8000."
    case .unreachable(let url, let reason):
      "\(url): the encoder's server does not answer: \(reason) Start it, or check --embed-url."
    case .timedOut(let url, let seconds):
      "\(url): no answer within \(Int(seconds)) seconds. Give the server more time with "
        + "--embed-timeout, or more power."
    case .refused(let url, let status, let message):
      "\(url): the server answered \(status)\(message.isEmpty ? "" : " (\(message))"). "
        + Self.remedy(for: status)
    case .rubbish(let url, let fault):
      "\(url): the answer is no list of embeddings: \(fault). Check --embed-url and --embed-model."
    }
  }

  private static func remedy(for status: Int) -> String {
    switch status {
    case 401, 403: "Put the key into the environment variable PADAN_EMBED_KEY."
    case 404: "Check the path of --embed-url and the name of --embed-model."
    case 413: "A single text is too long for it."
    case 429, 502, 503, 504: "It was asked several times; try again later."
    default: "Check --embed-url and --embed-model."
    }
  }
}
