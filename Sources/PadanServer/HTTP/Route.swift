import HTTPTypes
import Padan

/// An address of the server, with what is done there.
struct Route: Sendable {
  /// What a request may do.
  enum Access: Sendable {
    /// Anything that needs no token: the page, and whether the server lives.
    case open
    /// It reads the memory.
    case read
    /// It writes to the memory.
    case write
  }

  /// Answers a request.
  typealias Handler = @Sendable (Call, Desk) async throws -> Answer

  /// The method.
  let method: HTTPRequest.Method
  /// The address; a part in braces is open: `/v1/units/{unit}`. One at its end with dots takes the rest:
  /// `/unit/{text...}`.
  let pattern: String
  /// What a request may do.
  let access: Access
  /// Answers a request.
  let handler: Handler
  private let parts: [Substring]

  init(
    _ method: HTTPRequest.Method, _ pattern: String, _ access: Access = .read,
    _ handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.access = access
    self.handler = handler
    parts = Array(pattern.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
  }

  /// A route of an operation, whose parameters come in the path, the query or the body.
  init(
    _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ operation: Operation
  ) {
    self.init(method, pattern, access) { call, desk in
      let parameters = try await call.parameters(operation.names)
      return try await blocking { try operation.answer(parameters, desk) }
    }
  }

  /// What the open parts are for a path; `nil` if it is another one.
  func values(for path: [String]) -> [String: String]? {
    let takesRest = parts.last?.hasSuffix("...}") ?? false
    guard takesRest ? path.count >= parts.count : path.count == parts.count else { return nil }
    var values: [String: String] = [:]
    for (index, (part, name)) in zip(path, parts).enumerated() {
      if takesRest, index == parts.count - 1 {
        values[String(name.dropFirst().dropLast(4))] = path[index...].joined(separator: "/")
      } else if name.hasPrefix("{") {
        values[String(name.dropFirst().dropLast())] = part
      } else if name != part {
        return nil
      }
    }
    return values
  }
}
