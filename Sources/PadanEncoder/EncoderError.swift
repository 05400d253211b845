public import PadanModel

/// Why a sentence encoder's server gives no vectors.
public enum EncoderError: PadanError, Equatable {
  /// The address is none of http or https.
  case address(String)
  /// Nobody answers there: the system's reason, a sentence.
  case unreachable(String, String)
  /// No whole answer came within so many seconds.
  case timedOut(String, Double)
  /// The server answers with a status that is no success, and what it says.
  case refused(String, status: Int, message: String)
  /// The answer cannot be what was asked for.
  case rubbish(String, String)
  /// The server's vectors have another number of components than those kept under its model's name.
  case otherModel(String, components: Int, Int)

  public var kind: ErrorKind {
    if case .address = self { .invalidRequest } else { .remote }
  }

  public var code: ErrorCode {
    switch self {
    case .address: "encoder.address"
    case .unreachable: "encoder.unreachable"
    case .timedOut: "encoder.timed-out"
    case .refused: "encoder.refused"
    case .rubbish: "encoder.answer"
    case .otherModel: "encoder.other-model"
    }
  }

  public var location: SourceLocation? {
    switch self {
    case .address: nil
    case .unreachable(let url, _), .timedOut(let url, _), .refused(let url, _, _),
      .rubbish(let url, _), .otherModel(let url, _, _):
      SourceLocation(file: url)
    }
  }

  public var fault: String {
    switch self {
    case .address(let url): "“\(url)” is no address of a server."
    case .unreachable(_, let reason): "the encoder's server does not answer: \(reason)"
    case .timedOut(_, let seconds): "no answer within \(Int(seconds)) seconds."
    case .refused(_, let status, let message):
      "the server answered \(status)\(message.isEmpty ? "" : " (\(message))")."
    case .rubbish(_, let fault): "the answer is no list of embeddings: \(fault)."
    case .otherModel(_, let first, let second):
      "its vectors and those in the memory have \(first) and \(second) components."
    }
  }

  public var remedy: Remedy? {
    switch self {
    case .address: .advice("Write it as http://127.0.0.1:8000.")
    case .unreachable: .startServer
    case .timedOut: .allowMoreTime
    case .refused(_, let status, _): Self.remedy(for: status)
    case .rubbish: .checkServer
    case .otherModel: .nameModel
    }
  }

  private static func remedy(for status: Int) -> Remedy {
    switch status {
    case 401, 403: .giveServerKey
    case 404: .checkServerPath
    case 413: .advice("A single text is too long for it.")
    case 429, 502, 503, 504: .advice("It was asked several times; try again later.")
    default: .checkServer
    }
  }
}
