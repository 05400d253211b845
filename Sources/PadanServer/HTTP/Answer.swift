import HTTPTypes
import Padan

/// What is answered to a request.
struct Answer: Sendable {
  /// The bytes of an answer.
  enum Body: Sendable {
    /// All of them.
    case bytes([UInt8])
    /// Pieces, as they are made.
    case pieces(@Sendable (_ emit: ([UInt8]) async throws -> Void) async throws -> Void)
  }

  var status: HTTPResponse.Status = .ok
  var headers = HTTPFields()
  var body: Body

  static let jsonType = "application/json"
  static let linesType = "application/x-ndjson"

  init(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) {
    self.status = status
    body = .bytes(bytes)
    headers[.contentType] = type
  }

  /// An answer of text.
  init(text: String, status: HTTPResponse.Status = .ok) {
    self.init(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
  }

  /// An answer of one JSON value.
  init(json: [UInt8], status: HTTPResponse.Status = .ok) {
    self.init(json, type: Self.jsonType, status: status)
  }

  /// An answer of one object whose members the closure writes.
  init(status: HTTPResponse.Status = .ok, members: (inout JSONWriter) throws -> Void) rethrows {
    var json = JSONWriter()
    try json.object(members)
    self.init(json: json.bytes, status: status)
  }

  /// An answer of pieces that are made while they are sent.
  init(
    type: String,
    pieces: @escaping @Sendable (_ emit: ([UInt8]) async throws -> Void) async throws -> Void
  ) {
    body = .pieces(pieces)
    headers[.contentType] = type
  }

  /// An answer of several objects, each a line of JSON as `JSONReport` writes it: an object with an array
  /// of them or, for a client that asks for lines, the lines themselves.
  ///
  /// - Parameters:
  ///   - name: The name of the array.
  ///   - members: Writes what else the object has.
  init(
    _ name: StaticString, lines: [[UInt8]], asLines: Bool,
    members: (inout JSONWriter) -> Void = { _ in }
  ) {
    if asLines {
      self.init(Array(lines.joined()), type: Self.linesType)
    } else {
      self.init(json: JSONReport.object(name, lines: lines, members: members))
    }
  }
}
