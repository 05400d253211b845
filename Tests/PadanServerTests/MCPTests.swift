import Foundation
import Padan
import PadanTestSupport
import Testing

@testable import PadanServer

/// Answers to messages of the Model Context Protocol, without a process.
struct MCPTests {
  private let folder: TemporaryFolder
  private let service: MCPService

  init() throws {
    folder = try TemporaryFolder()
    service = try Self.service(folder)
    let pairs = [
      ("Harga beras naik 5 persen.", "Rice prices rose by 5 percent."), ("Hujan.", "Rain."),
    ]
    try service.desk.memory.add(
      pairs.enumerated().map { number, pair in
        var provenance = Provenance()
        provenance.document = "berita/besok.txt"
        provenance.sentence = number
        provenance.beadKind = "1-1"
        provenance.confidence = 0.9
        return TranslationPair(
          source: Variant(language: Running.indonesian, text: pair.0),
          target: Variant(language: Running.english, text: pair.1), provenance: provenance)
      }, origin: "test")
  }

  private static func service(_ folder: TemporaryFolder, writes: Bool = true) throws -> MCPService {
    var settings = ServerSettings(source: Running.indonesian, target: Running.english)
    settings.isWritable = writes
    settings.memories = [.init(path: folder.path(of: "m.sqlite"))]
    return MCPService(desk: try Desk(settings))
  }

  /// What is written to standard output for these lines.
  private func answers(to lines: [String], longestLine: Int = 1 << 20) async throws -> [String] {
    let input = open(try folder.write("in", lines.joined(separator: "\n")), O_RDONLY)
    let output = open(folder.path(of: "out"), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    await MCPStreams(service, input: input, output: output, longestLine: longestLine).run()
    close(input)
    close(output)
    return String(decoding: try contents(of: folder.path(of: "out")), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private func call(_ tool: String, _ arguments: String) async throws -> String {
    try #require(
      try await answers(to: [
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#
      ]).first)
  }

  @Test func `a conversation is the golden one`() async throws {
    let path = Repository.golden("mcp.txt", of: "PadanServerTests")
    let golden = String(decoding: try contents(of: path), as: UTF8.self)
    let lines = golden.split(separator: "\n").filter { $0.hasPrefix("> ") }.map {
      String($0.dropFirst(2))
    }
    var answers = try await answers(to: lines)
    var transcript = ""
    for line in lines {
      transcript += "> \(line)\n"
      // Calls are answered when they are done; what has no name is answered in order.
      let name = line.firstMatch(of: /"id":(\d+)[,}]/)?.1
      let isNotification = line.contains("notifications/")
      let place = answers.firstIndex { answer in
        name.map { answer.contains("\"id\":\($0),") }
          ?? (!isNotification && !answer.contains("\"id\":"))
      }
      if let place { transcript += "< \(answers.remove(at: place))\n" }
    }
    #expect(answers.isEmpty)
    #expect(transcript == golden)
  }

  @Test func `a tool knows its parameters, and says what it answers`() throws {
    for tool in MCPTool.all {
      #expect(Set(tool.inputs).isSubset(of: tool.operation.names), "\(tool.name)")
      #expect(Set(tool.needs).isSubset(of: tool.inputs), "\(tool.name)")
      #expect(Set(tool.settings.keys).isSubset(of: tool.operation.names), "\(tool.name)")
      for schema in [tool.input, tool.output] {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(schema))
        #expect(value["type"] == .string("object"))
        #expect(!String(decoding: schema, as: UTF8.self).contains("#/components"))
      }
    }
    #expect(Set(MCPTool.all.map(\.name)).count == MCPTool.all.count)
  }

  @Test func `only a server that writes has tools that write`() throws {
    #expect(service.tools.count == MCPTool.all.count)
    let reading = try Self.service(folder, writes: false)
    #expect(reading.tools.allSatisfy { !$0.writes } && reading.tools.count == 10)
  }

  @Test func `a match comes with unit, document, bead, confidence and review`() async throws {
    let answer = try await call(
      "search_translation_memory", #"{"text":"Harga beras naik 7 persen."}"#)
    for part in [
      #""target":"Rice prices rose by 7 percent.""#, #""unit":1"#,
      #""document":"berita/besok.txt""#,
      #""bead":"1-1""#, #""confidence":0.9"#, #""review":"unreviewed""#, #""kind":"repaired""#,
      #""isError":false"#,
    ] {
      #expect(answer.contains(part), "\(part) in \(answer)")
    }
    let explained = try await call(
      "explain_match", #"{"text":"Harga beras naik 7 persen.","unit":1}"#)
    #expect(explained.contains(#""explanation":"#))
    let other = try await call("explain_match", #"{"text":"Harga beras naik 7 persen.","unit":2}"#)
    #expect(other.contains(#""matches":[]"#))
  }

  @Test func `words are found in a memory that is only read`() throws {
    var settings = ServerSettings(source: Running.indonesian, target: Running.english)
    settings.memories = [.init(path: folder.path(of: "m.sqlite"), isReadOnly: true)]
    let answer = try API.search.answer(
      Parameters(["words": .string("beras")]), try Desk(settings))
    guard case .bytes(let bytes) = answer.body else { return #expect(Bool(false)) }
    #expect(String(decoding: bytes, as: UTF8.self).contains(#""counterparts":[{"#))
  }

  @Test func `what was used of a pack is told`() async throws {
    let pack = try await call("context_pack", #"{"text":"Harga beras naik 5 persen."}"#)
    let found = try #require(pack.firstMatch(of: /"structuredContent":(.*),"isError"/)?.1)
    let pair = #"{"source":"Harga beras naik 5 persen.","target":"Rice prices rose by 5 percent."}"#
    let answer = try await call("check_translation", #"{"pairs":[\#(pair)],"pack":\#(found)}"#)
    #expect(
      answer.contains(#""uses":[{"example":0,"unit":1,"role":"match","share":1.0"#), "\(answer)")
    let wrong = try await call("check_translation", #"{"pairs":[\#(pair)],"pack":{}}"#)
    #expect(wrong.contains("It is no pack") && wrong.contains(#""isError":true"#), "\(wrong)")
  }

  @Test func `what a tool writes can be undone`() async throws {
    #expect(try await call("add", #"{"source":"Angin.","target":"Wind."}"#).contains(#""added":1"#))
    #expect(try await call("reject", #"{"unit":3}"#).contains(#""review":"rejected""#))
    #expect(try await call("undo", "{}").contains(#""kind":"reject""#))
    #expect(try await call("undo", "{}").contains(#""kind":"add""#))
    #expect(try await call("approve", #"{"unit":3}"#).contains(#""isError":true"#))
  }

  @Test(arguments: ["berita/besok.txt", "a b?c=%d#é", "-._~", "100%"])
  func `the address of a document is read back`(name: String) {
    let resource = MCPResource.document(name, skipping: 7)
    #expect(MCPResource(resource.address) == resource)
    #expect(resource.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
  }

  @Test(arguments: [
    "", "padan://", "padan://unit/", "padan://unit/0", "padan://unit/x", "padan://unit/1/2",
    "padan://document/", "padan://document/%", "padan://document/a?skip=x", "file:///etc/passwd",
  ])
  func `what is no address is refused`(address: String) {
    #expect(MCPResource(address) == nil)
  }

  @Test func `the units of a document are read in the order of its text`() async throws {
    let resource = try #require(MCPResource("padan://document/berita/besok.txt"))
    let content = String(decoding: try resource.content(service.desk), as: UTF8.self)
    #expect(content.hasPrefix(#"{"units":[{"unit":1,"#) && content.contains(#"{"unit":2,"#))
    let rest = try #require(MCPResource("padan://document/berita%2Fbesok.txt?skip=1"))
    #expect(
      String(decoding: try rest.content(service.desk), as: UTF8.self).hasPrefix(
        #"{"units":[{"unit":2,"#))
  }

  @Test func `a line that is too long is passed over, and the next is answered`() async throws {
    let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    for size in [200, 70_000, 200_000] {
      let answers = try await answers(
        to: [#"{"a":"\#(String(repeating: "x", count: size))"}"#, "", ping], longestLine: 100)
      #expect(answers.count == 2)
      #expect(answers[0].contains("-32600") && answers[1].contains(#""result":{}"#))
    }
    #expect(try await self.answers(to: [String(repeating: "[", count: 100_000)]).count == 1)
  }

  @Test func `a call that is cancelled is not answered`() async throws {
    let texts = (0..<1000).map { #""Harga beras naik \#($0) persen.""# }.joined(separator: ",")
    let answers = try await answers(to: [
      #"{"jsonrpc":"2.0","id":"c","method":"tools/call","params":{"name":"find_many","arguments":{"texts":[\#(texts)]}}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"c"}}"#,
      #"{"jsonrpc":"2.0","id":"p","method":"ping"}"#,
    ])
    #expect(answers == [#"{"jsonrpc":"2.0","id":"p","result":{}}"#])
  }

  @Test func `a client over HTTP is answered as the protocol wants it`() async throws {
    let client = try await Running.client.value
    let modern = #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"#
    let (version, old) = ("MCP-Protocol-Version: 2026-07-28", "MCP-Protocol-Version: 2025-03-26")
    let (list, named) = ("Mcp-Method: tools/list", "Mcp-Name: padan://unit/9")
    for (body, headers, status, part) in [
      (
        #""id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}"#, [], 200,
        #""protocolVersion":"2025-06-18""#
      ),
      (#""method":"notifications/initialized""#, [], 202, ""),
      (#""id":1,"method":"nothing""#, [], 200, "-32601"),
      (
        #""id":1,"method":"tools/list","params":{\#(modern)}"#, [version, list], 200,
        #""resultType":"complete""#
      ),
      (#""id":1,"method":"tools/list","params":{\#(modern)}"#, [version], 400, "-32020"),
      (#""id":1,"method":"tools/list","params":{\#(modern)}"#, [], 400, "-32020"),
      (#""id":1,"method":"tools/list""#, [version, list], 400, "-32020"),
      (
        #""id":1,"method":"ping","params":{\#(modern)}"#, [version, "Mcp-Method: ping"], 404,
        "-32601"
      ),
      (#""id":1,"method":"ping""#, ["MCP-Protocol-Version: 1900-01-01"], 400, "-32022"),
      (
        #""id":1,"method":"resources/read","params":{"uri":"padan://unit/999","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}"#,
        [version, "Mcp-Method: resources/read", named], 400, "-32020"
      ),
      (#""id":1,"method":"resources/read","params":{"uri":"padan://unit/999"}"#, [], 200, "-32002"),
      (#""id":1,"method":"tools/list""#, ["Origin: http://evil.example"], 403, "origin"),
    ] as [(String, [String], Int, String)] {
      let answer = try await client.send(
        "POST", "/mcp", #"{"jsonrpc":"2.0",\#(body)}"#, headers: headers)
      #expect(
        answer.status == status && (part.isEmpty || answer.body.contains(part)),
        "\(body) \(headers): \(answer.body)")
      #expect(status != 202 || answer.body.isEmpty)
    }
    let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    #expect(
      try await client.send("POST", "/mcp", "[\(ping)]", headers: [old]).body
        == #"[{"jsonrpc":"2.0","id":1,"result":{}}]"#)
    #expect(
      try await client.send(
        "POST", "/mcp", "[\(ping)]", headers: ["MCP-Protocol-Version: 2025-06-18"]
      ).status == 400)
    #expect(try await client.send("POST", "/mcp", "{").body.contains("-32700"))
    #expect(try await client.send("POST", "/mcp", ping, type: "text/plain").status == 415)
    #expect(try await client.send("GET", "/mcp").status == 405)
  }
}
