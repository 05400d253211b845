import FoundationEssentials
import Padan

/// A tool that a client may call: an operation of the API with fewer parameters, and their schemas.
struct MCPTool: Sendable {
  /// Its name.
  let name: String
  /// Its name for people.
  let title: String
  /// What it does, for who chooses among tools.
  let about: String
  /// What is done.
  let operation: Operation
  /// The names of its parameters.
  let inputs: [String]
  /// The names of those that it needs.
  let needs: [String]
  /// What the operation gets beside them, unless a client says otherwise.
  let settings: [String: JSONValue]
  /// What it changes.
  let effect: Effect
  /// The schemas of its parameters and of its answer, as JSON.
  let input, output: [UInt8]

  /// What a tool changes.
  enum Effect: Sendable {
    /// Nothing.
    case none
    /// It adds something.
    case adds
    /// It sets something, so that a second call changes nothing.
    case sets
    /// It may take away what was there.
    case removes
  }

  /// Whether it writes to the memory.
  var writes: Bool { effect != .none }

  /// - Parameters:
  ///   - id: The operation in the description of the API, which has the schemas of the parameters.
  ///   - answers: The schema in that description that the answers have.
  init(
    _ name: String, _ title: String, _ about: String, _ operation: Operation, as id: String,
    inputs: [String], needs: [String] = [], settings: [String: JSONValue] = [:], answers: String,
    effect: Effect = .none
  ) {
    (self.name, self.title, self.about, self.operation) = (name, title, about, operation)
    (self.inputs, self.needs, self.settings, self.effect) = (inputs, needs, settings, effect)
    input = APISchema.shared.parameters(inputs, needs: needs, of: id)
    output = APISchema.shared.answer(answers)
  }

  /// Writes the tool as an element of the list of tools.
  func write(to json: inout JSONWriter) {
    json.object {
      $0.member("name", name)
      $0.member("title", title)
      $0.member("description", about)
      $0.member("inputSchema", json: input)
      $0.member("outputSchema", json: output)
      $0.member(
        "annotations",
        object: {
          $0.member("title", title)
          $0.member("readOnlyHint", !writes)
          if writes {
            $0.member("destructiveHint", effect == .removes)
            $0.member("idempotentHint", effect == .sets)
          }
          $0.member("openWorldHint", false)
        })
    }
  }

  /// Calls it. It blocks meanwhile.
  ///
  /// - Returns: The JSON of the answer.
  /// - Throws: `Fault`, and what the operation throws.
  func call(_ parameters: Parameters, _ desk: Desk) throws -> [UInt8] {
    try parameters.check(known: inputs)
    for name in needs where !parameters.has(name) {
      throw Fault.badParameter(name, "It is needed.")
    }
    let answer = try operation.answer(parameters.merging(Parameters(settings)), desk)
    guard case .bytes(var bytes) = answer.body else {
      preconditionFailure("\(name) answers with one object.")
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }
}

extension MCPService {
  /// Calls a tool, and writes what it answers. A fault in the call of a tool is told in the result, where who calls it
  /// can read it and call again.
  ///
  /// - Throws: `MCPFault` if there is no such tool.
  func called(
    _ parameters: Parameters
  ) async throws(MCPFault) -> @Sendable (inout JSONWriter) -> Void {
    let name = try? parameters.string("name")
    guard let tool = tools.first(where: { $0.name == name }) else {
      throw MCPFault(.invalidParams, "There is no tool “\(name ?? "")”.")
    }
    do {
      let arguments = try parameters.objects("arguments").first ?? Parameters()
      let bytes = try await blocking { [desk] in try tool.call(arguments, desk) }
      return {
        Self.write(String(decoding: bytes, as: UTF8.self), to: &$0)
        $0.member("structuredContent", json: bytes)
        $0.member("isError", false)
      }
    } catch {
      let fault = Fault(error)
      return {
        Self.write(fault.message, to: &$0)
        $0.member("isError", true)
      }
    }
  }

  private static func write(_ text: String, to json: inout JSONWriter) {
    json.member("content", objects: [text]) {
      $0.member("type", "text")
      $0.member("text", $1)
    }
  }
}

/// The schemas in the description of the API.
struct APISchema: Sendable {
  static let shared = APISchema()

  private let operations: [String: JSONValue]
  private let schemas: [String: JSONValue]

  private init() {
    let file = Data(WebFile.named("openapi.json").bytes)
    guard let description = try? JSONDecoder().decode(JSONValue.self, from: file),
      let paths = description["paths"]?.members,
      let schemas = description["components"]?["schemas"]?.members
    else { preconditionFailure("The description of the API is in the binary.") }
    self.schemas = schemas
    operations = Dictionary(
      uniqueKeysWithValues: paths.values.flatMap { path in
        (path.members ?? [:]).values.compactMap { operation in
          guard case .string(let id) = operation["operationId"] else { return nil }
          return (id, operation)
        }
      })
  }

  /// The schema of an object with some parameters of an operation.
  func parameters(_ names: [String], needs: [String], of id: String) -> [UInt8] {
    let known = known(id)
    let properties = Dictionary(
      uniqueKeysWithValues: names.map { name in
        guard let schema = known[name] else {
          preconditionFailure("\(id) has no parameter \(name).")
        }
        return (name, schema)
      })
    return whole([
      "type": .string("object"), "properties": .object(properties),
      "required": .array(needs.map { .string($0) }), "additionalProperties": .bool(false),
    ])
  }

  /// The parameters of an operation: those of its body, and others, which say what they are beside their schema.
  private func known(_ id: String) -> [String: JSONValue] {
    guard let operation = operations[id] else { preconditionFailure("There is no \(id).") }
    let content = operation["requestBody"]?["content"]?[Answer.jsonType]
    var known = content?["schema"]?["properties"]?.members ?? [:]
    if case .array(let parameters) = operation["parameters"] {
      for parameter in parameters {
        guard case .string(let name) = parameter["name"],
          var schema = parameter["schema"]?.members
        else { continue }
        schema["description"] = parameter["description"]
        known[name] = .object(schema)
      }
    }
    return known
  }

  /// The schema with a name.
  func answer(_ name: String) -> [UInt8] {
    guard let schema = schemas[name]?.members else {
      preconditionFailure("There is no schema \(name).")
    }
    return whole(schema)
  }

  private static let (place, ownPlace) = ("#/components/schemas/", "#/$defs/")

  /// A schema with those that it mentions.
  private func whole(_ schema: [String: JSONValue]) -> [UInt8] {
    var found: [String: JSONValue] = [:]
    func moved(_ value: JSONValue) -> JSONValue {
      switch value {
      case .string(let text) where text.hasPrefix(Self.place):
        let name = String(text.dropFirst(Self.place.count))
        if found[name] == nil, let schema = schemas[name] {
          found[name] = .null
          found[name] = moved(schema)
        }
        return .string(Self.ownPlace + name)
      case .array(let values): return .array(values.map(moved))
      case .object(let members): return .object(members.mapValues(moved))
      default: return value
      }
    }
    var schema = schema.mapValues(moved)
    if !found.isEmpty { schema["$defs"] = .object(found) }
    var json = JSONWriter()
    JSONValue.object(schema).write(to: &json)
    return json.bytes
  }
}
