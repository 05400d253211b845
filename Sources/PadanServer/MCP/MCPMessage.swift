import FoundationEssentials
import Padan

/// The name that a client gives a request, so that it knows the answer.
enum MCPRequestID: Hashable, Sendable, Decodable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try value.decode(String.self))
    }
  }

  init?(_ value: JSONValue?) {
    switch value {
    case .string(let text): self = .text(text)
    case .number(let number):
      guard let number = Int(exactly: number) else { return nil }
      self = .number(number)
    default: return nil
    }
  }

  fileprivate func write(to json: inout JSONWriter) {
    switch self {
    case .number(let number): json.member("id", number)
    case .text(let text): json.member("id", text)
    }
  }
}

/// A message of a client, in JSON-RPC 2.0: a request if it has an `id`, or else a notification, or what is neither.
struct MCPMessage: Sendable {
  /// The name of the request; `nil` for a notification, or if it cannot be read.
  var id: MCPRequestID?
  /// What is asked for.
  var method = ""
  /// Its parameters.
  var parameters = Parameters()
  /// Why it is no message; `nil` if it is one.
  var fault: MCPFault?
  /// Whether it answers a request. The server sends none, so it is passed over.
  var isResponse = false

  /// Whether it is to be answered.
  var isAnswered: Bool { fault != nil || id != nil && !isResponse }

  /// What the request says of itself beside its parameters.
  var meta: Parameters { (try? parameters.objects("_meta").first) ?? Parameters() }

  /// The version that the request names.
  var versionName: String? {
    try? meta.string("io.modelcontextprotocol/protocolVersion")
  }

  /// What is at hand when a client sends something.
  enum Incoming: Sendable {
    case one(MCPMessage)
    /// An array, which not every version has.
    case batch([MCPMessage])
  }

  /// Reads what a client sends.
  ///
  /// - Throws: `MCPFault` if it is no JSON, or too much.
  static func read(_ bytes: [UInt8]) throws(MCPFault) -> Incoming {
    guard !JSONValue.hasTooMany(bytes) else {
      throw MCPFault(.invalidRequest, "The message has too many values.")
    }
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    do {
      if first == UInt8(ascii: "[") {
        return .batch(try JSONDecoder().decode([MCPMessage].self, from: Data(bytes)))
      }
      return .one(try JSONDecoder().decode(MCPMessage.self, from: Data(bytes)))
    } catch {
      throw MCPFault(.parseError, "The message is not JSON, or nests too deeply.")
    }
  }
}

extension MCPMessage: Decodable {
  private enum Key: String, CodingKey { case jsonrpc, id, method, params, result, error }

  init(from decoder: any Decoder) throws {
    guard let members = try? decoder.container(keyedBy: Key.self) else {
      fault = MCPFault(.invalidRequest, "A message is an object.")
      return
    }
    let hasID = members.contains(.id)
    if hasID { id = try? members.decode(MCPRequestID.self, forKey: .id) }
    isResponse = members.contains(.result) || members.contains(.error)
    if isResponse { return }
    guard (try? members.decode(String.self, forKey: .jsonrpc)) == "2.0" else {
      fault = MCPFault(.invalidRequest, "jsonrpc has to be 2.0.")
      return
    }
    guard let method = try? members.decode(String.self, forKey: .method) else {
      fault = MCPFault(.invalidRequest, "A message names a method.")
      return
    }
    self.method = method
    guard !hasID || id != nil else {
      fault = MCPFault(.invalidRequest, "The id of a request is a text or a whole number.")
      return
    }
    switch try members.decodeIfPresent(JSONValue.self, forKey: .params) {
    case nil, .null: break
    case .object(let values): parameters = Parameters(values)
    default: fault = MCPFault(.invalidParams, "params is an object.")
    }
  }
}

/// Why a message is not answered with a result.
struct MCPFault: Error, Hashable, Sendable {
  /// The codes of JSON-RPC, and those of the protocol.
  enum Code: Int, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    /// A resource is not found, up to 2025-11-25; since then it is a wrong parameter.
    case resourceNotFound = -32002
    /// What the headers say differs from the message.
    case headerMismatch = -32020
    case unsupportedVersion = -32022
  }

  var code: Code
  /// What is wrong, as a sentence.
  var message: String
  /// The version that was asked for, where that is what is wrong.
  var version: String?

  init(_ code: Code, _ message: String, version: String? = nil) {
    (self.code, self.message, self.version) = (code, message, version)
  }

  /// The fault of a method that a version does not have.
  static func noMethod(_ name: String) -> MCPFault {
    MCPFault(.methodNotFound, "There is no method “\(name)”.")
  }

  /// The fault of a version that is not spoken.
  static func noVersion(_ name: String) -> MCPFault {
    MCPFault(.unsupportedVersion, "Version \(name) is not supported.", version: name)
  }
}

/// An answer to a request, in JSON.
struct MCPAnswer: Sendable {
  /// The whole message.
  var json: [UInt8]
  /// The code of its error; `nil` if it has a result.
  var code: MCPFault.Code?

  /// An answer with a result.
  init(_ id: MCPRequestID, result: [UInt8]) {
    json = Self.message(id) { $0.member("result", json: result) }
  }

  /// An answer with an error.
  init(_ id: MCPRequestID?, _ fault: MCPFault) {
    code = fault.code
    json = Self.message(id) {
      $0.member(
        "error",
        object: {
          $0.member("code", fault.code.rawValue)
          $0.member("message", fault.message)
          guard let version = fault.version else { return }
          $0.member(
            "data",
            object: {
              $0.member("supported", strings: MCPVersion.allCases.map(\.rawValue))
              $0.member("requested", version)
            })
        })
    }
  }

  private static func message(
    _ id: MCPRequestID?, _ members: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("jsonrpc", "2.0")
      id?.write(to: &$0)
      members(&$0)
    }
    return json.bytes
  }
}
