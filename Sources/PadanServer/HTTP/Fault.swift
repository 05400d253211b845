import HTTPTypes
import Padan

/// Why a request is not answered: a status, a stable code and a sentence. It names no path.
struct Fault: Error, Equatable, CustomStringConvertible {
  /// The status of the answer.
  var status: HTTPResponse.Status
  /// The stable name, such as `request.parameter`.
  var code: String
  /// What is wrong, as a sentence.
  var message: String
  /// The line of an input at which it was found; `nil` if it has none.
  var line: Int?

  /// The sentence.
  var description: String { message }

  init(_ status: HTTPResponse.Status, _ code: String, _ message: String, line: Int? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.line = line
  }

  /// The fault for any error. One that is no `PadanError` is a fault in Padan, of which nothing is told.
  init(_ error: any Error) {
    switch error {
    case let fault as Fault: self = fault
    case let error as PairFilter.ParsingError: self = .badParameter("where", error.explanation())
    case let error as SearchRequest.NoWord:
      self = .badParameter("words", "“\(error.text)” has no letter or digit.")
    case let error as TextExpression.Fault: self = .badParameter("words", error.explanation())
    case is CancellationError: self = .timeout
    case let error as any PadanError:
      self.init(
        Self.status(of: error), error.code.rawValue, error.explanation(),
        line: error.location?.line)
    default: self.init(.internalServerError, "server.internal", "A fault in Padan; see its log.")
    }
  }

  private static func status(of error: any PadanError) -> HTTPResponse.Status {
    switch error.code {
    case "memory.locked": return .serviceUnavailable
    case "memory.read-only": return .forbidden
    case "memory.full", "memory.disk": return HTTPResponse.Status(code: 507)
    default: break
    }
    return switch error.kind {
    case .invalidRequest: .badRequest
    case .badInput: .unprocessableContent
    case .notFound: .notFound
    case .storeUnusable, .output: .internalServerError
    case .remote: .badGateway
    }
  }

  /// A parameter that is missing or has a wrong value.
  static func badParameter(_ name: String, _ fault: String) -> Fault {
    Fault(.badRequest, "request.parameter", "\(name): \(fault)")
  }

  static let notFound = Fault(.notFound, "request.not-found", "There is nothing at this address.")
  static let timeout = Fault(
    .requestTimeout, "request.timeout", "The request did not arrive in time.")
  static let readOnly = Fault(
    .forbidden, "server.read-only", "This server only reads: it was started without write access.")

  /// The answer of the server's own API: `{"error":{"code","message"}}`.
  var answer: Answer {
    var json = JSONWriter()
    json.object {
      $0.member(
        "error",
        object: {
          $0.member("code", code)
          $0.member("message", message)
          $0.member("line", ifPresent: line)
        })
    }
    var answer = Answer(json: json.bytes, status: status)
    switch status {
    case .serviceUnavailable, .tooManyRequests: answer.headers[.retryAfter] = "1"
    case .unauthorized: answer.headers[.wwwAuthenticate] = "Bearer"
    default: break
    }
    return answer
  }
}
