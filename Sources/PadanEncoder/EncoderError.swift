public import PadanModel

/// Why a sentence encoder gives no vectors. The first value of each case is the server's address.
public enum EncoderError: PadanError, Equatable {
  /// The address is not an http or https URL with a host.
  case address(String)
  /// No server answers there; with libcurl's reason.
  case unreachable(String, String)
  /// No complete answer came within the time limit, in seconds.
  case timedOut(String, Double)
  /// The server answers with an HTTP status outside 200...299; with its message, which may be
  /// empty.
  case refused(String, status: Int, message: String)
  /// The answer is not a list of usable vectors; with the reason, a clause.
  case rubbish(String, String)
  /// Vectors of one model have two different numbers of components: the model that the server runs
  /// is not the one that the memory holds vectors of under this name.
  case otherModel(String, components: Int, Int)

  /// `invalidRequest` for a malformed address, else `remote`.
  public var kind: ErrorKind {
    if case .address = self { .invalidRequest } else { .remote }
  }

  /// The stable code of the case, `encoder.timed-out` for example.
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

  /// The server's address in place of a file; `nil` if the address itself is at fault.
  public var location: SourceLocation? {
    switch self {
    case .address: nil
    case .unreachable(let url, _), .timedOut(let url, _), .refused(let url, _, _),
      .rubbish(let url, _), .otherModel(let url, _, _):
      SourceLocation(file: url)
    }
  }

  /// What went wrong, in English, without the address.
  public var fault: String {
    switch self {
    case .address(let url): "“\(url)” is no address of a server."
    case .unreachable(_, let reason): "the encoder's server does not answer: \(reason)."
    case .timedOut(_, let seconds):
      seconds < 86_400 ? "no answer within \(Int(seconds)) seconds." : "no answer within a day."
    case .refused(_, let status, let message):
      "the server answered \(status)\(message.isEmpty ? "" : " (\(message))")."
    case .rubbish(_, let fault): "the answer is no list of embeddings: \(fault)."
    case .otherModel(_, let first, let second):
      "its vectors and those in the memory have \(first) and \(second) components."
    }
  }

  /// What the user can do about it; for a refusal it depends on the status.
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

  /// What the user can do about an HTTP status.
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
