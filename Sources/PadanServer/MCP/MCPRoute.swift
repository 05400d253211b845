import FoundationEssentials
import HTTPTypes
import Padan

extension MCPService {
  /// Where clients of the protocol ask over HTTP: a message a request. There are no sessions, and no streams.
  static let routes = [
    Route(.post, "/mcp", .read) { call, desk in
      guard ["", Answer.jsonType].contains(call.contentType) else {
        throw Fault(.unsupportedMediaType, "request.type", "The body is JSON (application/json).")
      }
      let service = MCPService(desk: desk)
      let bytes = try await call.bytes()
      var id: MCPRequestID?
      do throws(MCPFault) {
        switch try MCPMessage.read(bytes) {
        case .one(let message):
          id = message.id
          let version = try version(of: message, call.headers)
          guard let answer = await service.answer(message, version: version) else {
            return accepted
          }
          return Answer(json: answer.json, status: status(answer.code, version))
        case .batch(let messages):
          let version = try version(call.headers) ?? .unnamed
          guard version.hasBatches, !messages.isEmpty else {
            throw MCPFault(.invalidRequest, "A body is one message.")
          }
          let answers = await service.answers(messages, version: version)
          return answers.isEmpty ? accepted : Answer(json: answers)
        }
      } catch {
        return Answer(json: MCPAnswer(id, error).json, status: .badRequest)
      }
    }
  ]

  /// The answer to what has none.
  private static let accepted = Answer([], type: Answer.jsonType, status: .accepted)

  private static func status(_ code: MCPFault.Code?, _ version: MCPVersion) -> HTTPResponse.Status {
    switch code {
    case .parseError, .invalidRequest, .unsupportedVersion, .headerMismatch: .badRequest
    case .methodNotFound where version.isStateless: .notFound
    default: .ok
    }
  }

  // MARK: Headers

  /// The version in the headers; `nil` if there is none.
  private static func version(_ headers: HTTPFields) throws(MCPFault) -> MCPVersion? {
    guard let name = headers[.mcpVersion] else { return nil }
    guard let version = MCPVersion(rawValue: name) else { throw .noVersion(name) }
    return version
  }

  /// The version of a message. The headers of one that names its version have to say what it says.
  ///
  /// - Throws: `MCPFault` if they differ.
  private static func version(
    of message: MCPMessage, _ headers: HTTPFields
  ) throws(MCPFault) -> MCPVersion {
    guard let name = message.versionName else {
      let version = try version(headers) ?? .unnamed
      guard !version.isStateless || !message.isAnswered else {
        throw MCPFault(.headerMismatch, "The request does not name its version in _meta.")
      }
      return version
    }
    try check(headers, .mcpVersion, name)
    guard let version = MCPVersion(rawValue: name) else { throw .noVersion(name) }
    guard version.isStateless, message.id != nil else { return version }
    try check(headers, .mcpMethod, message.method)
    let key: String? =
      switch message.method {
      case "tools/call": "name"
      case "resources/read": "uri"
      default: nil
      }
    if let key, let value = try? message.parameters.string(key) {
      try check(headers, .mcpName, value)
    }
    return version
  }

  private static func check(
    _ headers: HTTPFields, _ name: HTTPField.Name, _ value: String
  ) throws(MCPFault) {
    guard let header = headers[name] else {
      throw MCPFault(.headerMismatch, "The header \(name) is missing.")
    }
    guard decoded(header) == value else {
      throw MCPFault(.headerMismatch, "The header \(name) differs from the message.")
    }
  }

  /// The value of a header, which stands in base64 where it could not stand as it is.
  private static func decoded(_ header: String) -> String {
    let (start, end) = ("=?base64?", "?=")
    guard header.hasPrefix(start), header.hasSuffix(end), header.count >= start.count + end.count,
      let data = Data(base64Encoded: String(header.dropFirst(start.count).dropLast(end.count)))
    else { return header }
    return String(decoding: data, as: UTF8.self)
  }
}

extension HTTPField.Name {
  fileprivate static let mcpVersion = Self("MCP-Protocol-Version")!
  fileprivate static let mcpMethod = Self("Mcp-Method")!
  fileprivate static let mcpName = Self("Mcp-Name")!
}
