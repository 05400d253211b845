import Foundation
import HTTPTypes
import Padan
import PadanTestSupport
import Testing

@testable import PadanServer

/// One server for all tests, on a port of its own, with a memory that it may write.
enum Running {
  static let indonesian = LanguageTag("id")!
  static let english = LanguageTag("en")!

  static let client: Task<HTTPClient, any Error> = Task {
    let folder = FileManager.default.temporaryDirectory.appending(path: "padan-serve-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var settings = ServerSettings(source: indonesian, target: english)
    settings.port = 0
    settings.isWritable = true
    settings.person = "rina"
    settings.memories = [.init(path: folder.appending(path: "m.sqlite").path)]
    return try await started(settings)
  }

  static func started(_ settings: ServerSettings) async throws -> HTTPClient {
    let server = try Server(settings)
    return try await withCheckedThrowingContinuation { continuation in
      Task {
        do {
          try await server.run { continuation.resume(returning: HTTPClient(port: $0)) }
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }
}

/// The server over a socket, from end to end.
@Suite(.serialized) struct ServerTests {
  private func client() async throws -> HTTPClient { try await Running.client.value }

  private let pair = (
    source: "Harga beras naik 5 persen pada pekan ini.",
    target: "Rice prices rose by 5 percent this week."
  )

  private func addPair() async throws {
    let body = #"{"source":"\#(pair.source)","target":"\#(pair.target)"}"#
    #expect([200, 201].contains(try await client().send("POST", "/v1/units", body).status))
  }

  @Test func `a pair that is added is found at every door`() async throws {
    try await addPair()
    let client = try await client()
    let text = "Harga%20beras%20naik%205%20persen%20pada%20pekan%20ini."
    let answers = [
      try await client.send("GET", "/v1/lookup?text=\(text)"),
      try await client.send("POST", "/v1/lookup", #"{"texts":["\#(pair.source)"]}"#),
      try await client.send("GET", "/tmserver/ID/en_US/unit/\(text)"),
      try await client.send("GET", "/api/v1/id_ID/en/unit?source=\(text)&max_candidates=x"),
      try await client.send("GET", "/get?q=\(text)&langpair=id-id%7Cen-us"),
      try await client.send(
        "POST", "/translate", #"{"q":"\#(pair.source)","source":"auto","target":"en"}"#),
      try await client.send(
        "POST", "/v2/translate", "text=\(text)&source_lang=ID&target_lang=EN-US",
        type: "application/x-www-form-urlencoded"),
    ]
    for answer in answers {
      #expect(answer.status == 200)
      #expect(answer.body.contains(pair.target), "\(answer.body)")
      #expect(answer.headers["x-content-type-options"] == "nosniff")
    }
    #expect(answers[2].body.contains(#""quality":100.0"#))
  }

  @Test func `a door answers as its clients need it`() async throws {
    let client = try await client()
    for target in [
      "/tmserver/id/id/unit/apa", "/api/v1/xx/qq/unit/apa%2Fitu+ini", "/tmserver/en/de/unit/test",
    ] {
      let answer = try await client.send("GET", target)
      #expect(answer.status == 200)
      #expect(answer.body == "[]")
    }
    let script = try await client.send("GET", "/tmserver/id/en/unit/apa?callback=a.b")
    #expect(script.body == "a.b([])")
    #expect(
      try await client.send("GET", "/tmserver/id/en/unit/apa?callback=alert(1)").status == 400)
    #expect(
      try await client.send("GET", "/get?q=apa&langpair=id%7Cen").body.contains(
        #""translatedText":"""#))
    #expect(try await client.send("GET", "/get?q=apa").body.contains(#""responseStatus":400"#))
    #expect(
      try await client.send("POST", "/v2/translate", #"{"text":["xyz"],"target_lang":"EN"}"#).body
        .contains(#""text":"""#))
  }

  @Test func `the doors find the language of each text, and read markup`() async throws {
    let client = try await client()
    #expect(
      try await client.send(
        "POST", "/v1/units", #"{"source":"Toko A & B tutup.","target":"Shop A & B is closed."}"#
      ).status == 201)
    let libre = try await client.send(
      "POST", "/translate",
      #"{"q":["Toko A &amp; B tutup.","\#(pair.source)"],"source":"auto","target":"en","format":"html"}"#
    )
    #expect(libre.body.contains(#""translatedText":["Shop A &amp; B is closed.",""#))
    #expect(libre.body.contains(#""detectedLanguage":[{"language":"id","confidence":0"#))
    let text = try await client.send(
      "POST", "/translate", #"{"q":"Toko A & B tutup.","source":"auto","target":"en"}"#)
    #expect(text.body.contains(#""translatedText":"Shop A & B is closed.""#))
    let deepL = try await client.send(
      "POST", "/v2/translate",
      #"{"text":["<x id='1'/>Toko A &amp; B tutup."],"target_lang":"EN","tag_handling":"xml"}"#)
    #expect(deepL.body.contains(#""text":"<x id='1'/>Shop A &amp; B is closed.""#), "\(deepL.body)")
  }

  @Test func `a plus in a path is a plus, and a blank in a query`() throws {
    #expect(try Call.items("a=b+c&d=%2B").map(\.value) == ["b c", "+"])
    let route = Route(.get, "/t/{a}/{rest...}") { _, _ in Answer(text: "") }
    #expect(route.values(for: ["t", "x", "1+1", "y"]) == ["a": "x", "rest": "1+1/y"])
    #expect(route.values(for: ["t", "x"]) == nil)
  }

  @Test func `what a unit goes through can be undone`() async throws {
    let client = try await client()
    let added = try await client.send(
      "POST", "/v1/units",
      #"{"source":"Petani menanam padi di sawah.","target":"Farmers plant rice."}"#)
    #expect(added.status == 201)
    let found = try await client.send(
      "GET", "/v1/lookup?text=Petani+menanam+padi+di+sawah.&repair=false"
    )
    .body
    let unit = found.firstMatch(of: /"unit":(\d+)/)?.1 ?? "0"
    #expect(
      try await client.send("PATCH", "/v1/units/\(unit)", #"{"target":"Farmers plant paddy."}"#)
        .status
        == 200)
    #expect(
      try await client.send("POST", "/v1/units/\(unit)/approve").body.contains(
        #""review":"approved""#))
    #expect(try await client.send("GET", "/v1/units/\(unit)").body.contains("Farmers plant paddy."))
    #expect(
      try await client.send("GET", "/v1/search?words=sawah").body.contains(#""hits""#) == false)
    #expect(
      try await client.send("GET", "/v1/search?words=sawah").body.contains(#""side":"source""#))
    #expect(try await client.send("DELETE", "/v1/units/\(unit)").status == 200)
    #expect(try await client.send("GET", "/v1/units/\(unit)").status == 404)
    #expect(try await client.send("POST", "/v1/undo").body.contains(#""kind":"delete""#))
    #expect(try await client.send("GET", "/v1/history?limit=1").body.contains(#""kind":"undo""#))
  }

  @Test func `a file comes in with a receipt, and out again`() async throws {
    let client = try await client()
    let table = "Kereta api berangkat.\tThe train leaves.\nKereta api tiba.\tThe train arrives.\n"
    let receipt = try await client.send(
      "POST", "/v1/import?name=k.tsv&force=true", table, type: "text/tab-separated-values",
      headers: ["Accept: application/x-ndjson"])
    #expect(receipt.body.contains(#""added":2"#), "\(receipt.body)")
    #expect(receipt.body.contains(#""file":"k.tsv""#))
    let out = try await client.send("GET", "/v1/export?format=tsv")
    #expect(out.body.contains("The train arrives."))
    let bad = try await client.send("POST", "/v1/import?name=k.tmx", "<tmx")
    #expect(bad.status == 422)
    #expect(!bad.body.contains("padan-"), "no path: \(bad.body)")
  }

  @Test func `two texts are aligned, corrected and saved`() async throws {
    let client = try await client()
    let texts =
      #""source":["Satu rumah.","Dua rumah."],"target":["One house.","Two houses."],"force":true"#
    let aligned = try await client.send("POST", "/v1/align", "{\(texts)}")
    #expect(aligned.body.contains(#""beads":[{"source":[0]"#), "\(aligned.body)")
    let beads =
      #","sourceName":"r.txt","beads":[{"source":[0,1],"target":[0,1],"verdict":"approved"}]"#
    let saved = try await client.send("POST", "/v1/alignments", "{\(texts)\(beads)}")
    #expect(saved.body.contains(#""approved":1"#), "\(saved.body)")
    let single = try await client.send(
      "POST", "/v1/align", #"{"source":["Satu rumah."],"target":["One house."],"force":true}"#)
    #expect(single.body.contains(#""beads":[{"source":[0],"target":[0]"#), "\(single.body)")
    let german = try await client.send(
      "POST", "/v1/align",
      #"{"source":["Ein Haus."],"target":["Une maison."],"from":"de","to":"fr"}"#)
    #expect(german.body.contains(#""lexicons":["core","cldr"]"#), "\(german.body)")
    let dropped = #","beads":[{"source":[0,1],"target":[0,1],"verdict":"dropped"}],"format":"tmx""#
    let tmx = try await client.send("POST", "/v1/align", "{\(texts)\(dropped)}")
    #expect(tmx.body.contains("<tmx") && !tmx.body.contains("<tuv"), "\(tmx.body)")
    let wrong = #","beads":[{"source":[0],"target":[0]}]"#
    #expect(try await client.send("POST", "/v1/alignments", "{\(texts)\(wrong)}").status == 400)
  }

  @Test func `texts are cut, pretranslated and checked`() async throws {
    try await addPair()
    let client = try await client()
    let text = #""text":"\#(pair.source) Ini lain.""#
    #expect(try await client.send("POST", "/v1/segment", "{\(text)}").body.contains(#""index":1"#))
    let draft = try await client.send("POST", "/v1/pretranslate", "{\(text)}")
    #expect(draft.body.contains(#""match":"exact""#), "\(draft.body)")
    #expect(draft.body.contains(#""memory":"m.sqlite""#), "no folder is told")
    #expect(
      try await client.send("POST", "/v1/pretranslate", #"{\#(text),"format":"document"}"#).body
        .contains(pair.target))
    let other = #""targets":[{"index":1,"source":"Ini lain.","target":"This is another."}]"#
    let written = try await client.send(
      "POST", "/v1/pretranslate", #"{\#(text),\#(other),"format":"document"}"#)
    #expect(written.body == "\(pair.target) This is another.", "\(written.body)")
    let part = other.replacing(#""index":1,"#, with: "")
    #expect(try await client.send("POST", "/v1/pretranslate", "{\(text),\(part)}").status == 400)
    let moved = other.replacing(#""index":1"#, with: #""index":0"#)
    #expect(try await client.send("POST", "/v1/pretranslate", "{\(text),\(moved)}").status == 400)
    let check = #"{"pairs":[{"source":"Naik 5 persen.","target":"Rose by 6 percent."}]}"#
    #expect(try await client.send("POST", "/v1/check", check).body.contains(#""code":""#))
    let pack = try await client.send("POST", "/v1/context", "{\(text)}")
    #expect(pack.body.contains(#""role":"match","segment":0"#), "\(pack.body)")
    #expect(
      try await client.send("POST", "/v1/context", #"{\#(text),"format":"messages"}"#).body
        .contains(
          #""role":"user""#))
  }

  @Test func `terms are kept and found`() async throws {
    let client = try await client()
    #expect(
      try await client.send("POST", "/v1/terms", #"{"source":"miliar","target":"billion"}"#).status
        == 201
    )
    #expect(try await client.send("GET", "/v1/terms?part=MILIAR").body.contains("billion"))
    let found = try await client.send("POST", "/v1/terms/find", #"{"text":"Lima miliar rupiah."}"#)
    #expect(found.body.contains(#""found":"miliar""#))
    let seen = try await client.send("GET", "/v1/lookup?text=Harga+beras+naik+5+miliar+persen")
    #expect(seen.body.contains(#""terms":[{"#), "a lookup knows new terms: \(seen.body)")
  }

  @Test(arguments: [
    "Host: evil.example", "Host: localhost.evil.example:80", "Host: 127.0.0.1.evil.example",
    "Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
  ])
  func `a page of another site is refused`(header: String) async throws {
    let client = try await client()
    for target in ["/v1/stats", "/get?q=a&langpair=id%7Cen", "/set?seg=a&tra=b&langpair=id%7Cen"] {
      let answer = try await client.send("GET", target, headers: [header])
      #expect([403, 421].contains(answer.status))
    }
  }

  @Test func `faults have their status and tell no more than they should`() async throws {
    let client = try await client()
    let nested = String(repeating: "[", count: 5000)
    for (method, target, body, status) in [
      ("GET", "/v1/nothing", nil, 404), ("PUT", "/v1/lookup", nil, 405),
      ("GET", "/v1/lookup", nil, 400), ("GET", "/v1/lookup?text=a&limit=x", nil, 400),
      ("GET", "/v1/lookup?txet=a", nil, 400), ("GET", "/v1/lookup?text=a&where=%28", nil, 400),
      ("GET", "/v1/lookup?text=a&from=id&to=id", nil, 400), ("GET", "/v1/%ff", nil, 400),
      ("GET", "/v1/units/0", nil, 404), ("GET", "/v1/units/99999", nil, 404),
      ("GET", "/v1/search?words=%28&regex=true", nil, 400),
      ("POST", "/v1/lookup", "{", 400), ("POST", "/v1/lookup", "[1]", 400),
      ("POST", "/v1/lookup", #"{"texts":\#(nested)"#, 400),
      ("POST", "/v1/undo", #"{"step":99999}"#, 404), ("DELETE", "/v1/terms/999", nil, 404),
      ("GET", "/" + String(repeating: "a", count: 14_000), nil, 414),
    ] as [(String, String, String?, Int)] {
      let answer = try await client.send(method, target, body)
      #expect(answer.status == status, "\(method) \(target.prefix(60)): \(answer.body)")
      #expect(answer.body.hasPrefix(#"{"error":{"code":""#))
      #expect(!answer.body.contains("sqlite"))
    }
  }

  @Test func `a body that is too large is refused before it is read`() async throws {
    let head = "POST /v1/segment HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"
    let answer = try await client().raw(head)
    #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 413"))
  }

  @Test func `clients that go before they are answered leave nothing behind`() async throws {
    try await addPair()
    let client = try await client()
    for target in ["/v1/export", "/v1/lookup?text=Harga+beras+naik"] {
      let request = "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n"
      for _ in 0..<60 { try client.abandon(request) }
    }
    // What is open is the request for the metrics itself.
    var isOver = false
    for _ in 0..<100 where !isOver {
      let metrics = try await client.send("GET", "/metrics").body
      isOver = metrics.contains("padan_requests_open 1\n")
      if !isOver { try await Task.sleep(for: .milliseconds(100)) }
    }
    #expect(isOver)
    #expect(try await client.send("GET", "/v1/export").status == 200)
  }

  @Test func `a form with many values is read in time that grows with them`() async throws {
    let client = try await client()
    let form = String(repeating: "text=a&", count: 100_000) + "target_lang=en"
    let answer = try await client.send(
      "POST", "/v2/translate", form, type: "application/x-www-form-urlencoded")
    #expect(answer.body.contains("One to 1000 texts are needed."))
  }

  @Test func `a server that only reads, with a token`() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "padan-\(getpid()).sqlite")
      .path
    try Memory(path: path, access: .create).close()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var settings = ServerSettings(source: Running.indonesian, target: Running.english)
    settings.port = 0
    settings.memories = [.init(path: path)]
    settings.token = "a-token-of-sixteen"
    let client = try await Running.started(settings)
    #expect(try await client.send("GET", "/v1/health").status == 200)
    #expect(try await client.send("GET", "/").status == 200)
    #expect(try await client.send("GET", "/v1/stats").status == 401)
    #expect(try await client.send("GET", "/metrics").status == 401)
    #expect(
      try await client.send(
        "GET", "/v1/stats", headers: ["Authorization: Bearer a-token-of-sixteem"]
      )
      .status == 401)
    let key = ["Authorization: Bearer a-token-of-sixteen"]
    #expect(try await client.send("GET", "/v1/stats", headers: key).status == 200)
    #expect(
      try await client.send("GET", "/metrics", headers: key).body.contains("padan_requests_total"))
    let basic = "Basic \(Data("x:a-token-of-sixteen".utf8).base64EncodedString())"
    #expect(
      try await client.send("GET", "/v1/stats", headers: ["Authorization: \(basic)"]).status == 200)
    for route in Responder.routes where route.access == .write {
      let target = route.pattern.replacing(/\{[^}]*\}/, with: "1")
      let answer = try await client.send(route.method.rawValue, target, "{}", headers: key)
      #expect(answer.status == 403, "\(route.pattern)")
    }
  }

  @Test func `the description has every address of the API, and no other`() throws {
    struct Description: Decodable {
      var openapi: String
      var paths: [String: [String: Operation]]
      struct Operation: Decodable { var operationId: String }
    }
    let file = try JSONDecoder().decode(
      Description.self, from: Data(WebFile.named("openapi.json").bytes))
    #expect(file.openapi.hasPrefix("3.1"))
    let described = file.paths.flatMap { path, operations in
      operations.keys.map { "\($0.uppercased()) \(path)" }
    }
    let own = (API.routes + Doors.routes).map {
      "\($0.method.rawValue) \($0.pattern.replacing("...}", with: "}"))"
    }
    #expect(Set(described) == Set(own))
  }
}
