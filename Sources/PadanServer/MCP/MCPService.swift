import FoundationEssentials
import Padan

/// Answers requests of the Model Context Protocol, whatever carries them.
///
///     let answer = await MCPService(desk: desk).answer(message, version: .v2025November)
struct MCPService: Sendable {
  let desk: Desk

  /// How long a client may keep a list, in milliseconds: tools are the same as long as the server runs, resources come and go.
  private static let (toolTime, resourceTime) = (3_600_000, 0)

  /// Answers a request; a notification has no answer.
  ///
  /// - Parameter settled: The version that `initialize` settled. A request that names one is answered by that.
  func answer(_ message: MCPMessage, version settled: MCPVersion) async -> MCPAnswer? {
    guard message.isAnswered else { return nil }
    do throws(MCPFault) {
      if let fault = message.fault { throw fault }
      guard let id = message.id else { return nil }
      let version = try Self.version(of: message, settled: settled)
      return MCPAnswer(id, result: try await result(of: message, version: version))
    } catch {
      return MCPAnswer(message.id, error)
    }
  }

  /// Answers messages that came together: an array of the answers, which is empty if there are none.
  func answers(_ messages: [MCPMessage], version: MCPVersion) async -> [UInt8] {
    var answers: [[UInt8]] = []
    for message in messages {
      if let answer = await answer(message, version: version) { answers.append(answer.json) }
    }
    if answers.isEmpty { return [] }
    var json = JSONWriter()
    json.array { json in for answer in answers { json.json(answer) } }
    return json.bytes
  }

  /// The version by which a request is answered.
  ///
  /// - Throws: `MCPFault` if it names one that is not spoken.
  static func version(
    of message: MCPMessage, settled: MCPVersion
  ) throws(MCPFault) -> MCPVersion {
    guard let name = message.versionName else { return settled }
    guard let version = MCPVersion(rawValue: name) else { throw .noVersion(name) }
    return version
  }

  /// Whether the answer may take a while. All other answers are ready at once.
  static func takesTime(_ message: MCPMessage) -> Bool {
    ["tools/call", "resources/list", "resources/read"].contains(message.method)
  }

  private func result(
    of message: MCPMessage, version: MCPVersion
  ) async throws(MCPFault) -> [UInt8] {
    let parameters = message.parameters
    switch message.method {
    case "initialize" where !version.isStateless:
      return introduction(.settled(by: try? parameters.string("protocolVersion")))
    case "server/discover" where version.isStateless: return discovery
    case "ping" where !version.isStateless: return Self.object(version) { _ in }
    case "tools/list":
      guard !parameters.has("cursor") else { throw Self.noCursor }
      return Self.object(version, keptFor: Self.toolTime) { json in
        json.member("tools", array: { json in for tool in tools { tool.write(to: &json) } })
      }
    case "tools/call":
      let content = try await called(parameters)
      return Self.object(version, content)
    case "resources/list":
      let page = try await resourcePage(after: parameters)
      return Self.object(version, keptFor: Self.resourceTime, page)
    case "resources/templates/list":
      guard !parameters.has("cursor") else { throw Self.noCursor }
      return Self.object(version, keptFor: Self.toolTime, Self.writeTemplates)
    case "resources/read":
      let content = try await resource(parameters, version)
      return Self.object(version, keptFor: Self.resourceTime, content)
    default: throw .noMethod(message.method)
    }
  }

  /// The fault of a place in a list that was not given.
  static let noCursor = MCPFault(.invalidParams, "cursor: It was not given by an answer.")

  /// The tools that a client may call.
  var tools: [MCPTool] {
    MCPTool.all.filter { !$0.writes || desk.settings.isWritable }
  }

  // MARK: Who answers

  /// The object of a result.
  ///
  /// - Parameter time: For how many milliseconds a client may keep it; `nil` if it may not.
  private static func object(
    _ version: MCPVersion, keptFor time: Int? = nil, _ members: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      if version.isStateless { $0.member("resultType", "complete") }
      members(&$0)
      guard version.isStateless else { return }
      if let time {
        $0.member("ttlMs", time)
        $0.member("cacheScope", "private")
      }
      $0.member(
        "_meta",
        object: {
          $0.member(named: "io.modelcontextprotocol/serverInfo") { $0.object(writeName) }
        })
    }
    return json.bytes
  }

  private static func writeName(_ json: inout JSONWriter) {
    json.member("name", "padan")
    json.member("title", "Padan")
    json.member("version", Padan.version)
  }

  /// The answer to `initialize`.
  private func introduction(_ version: MCPVersion) -> [UInt8] {
    Self.object(version) {
      $0.member("protocolVersion", version.rawValue)
      writeCapabilities(&$0)
      $0.member("serverInfo", object: Self.writeName)
    }
  }

  /// The answer to `server/discover`.
  private var discovery: [UInt8] {
    Self.object(.v2026July, keptFor: Self.toolTime) {
      $0.member("supportedVersions", strings: MCPVersion.allCases.map(\.rawValue))
      writeCapabilities(&$0)
    }
  }

  private func writeCapabilities(_ json: inout JSONWriter) {
    json.member(
      "capabilities",
      object: {
        $0.member("tools", object: { _ in })
        $0.member("resources", object: { _ in })
      })
    let (from, to) = (desk.settings.source, desk.settings.target)
    json.member(
      "instructions",
      """
      A translation memory: pairs of texts that people translated, from \(from) to \(to) unless from and to say otherwise. \
      Before you translate an article, call context_pack; for a single sentence, search_translation_memory. Use a context, \
      exact or repaired match as it is, a fuzzy one for its words; never use a forbidden term. Afterwards let \
      check_translation look at the pairs. Name the unit of what you use. \
      \(desk.settings.isWritable ? "What you write can be undone." : "Nothing can be written.")
      """)
  }
}
