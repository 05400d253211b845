import HTTPTypes
import Padan

extension Doors {
  /// tmserver of translate-toolkit, and amaGama, which Weblate, Okapi, Virtaal and Poedit ask.
  static let tmserver: [Route] = ["/tmserver", "/api/v1"].flatMap { base in
    [
      Route(.get, "\(base)/languages", .read, languages),
      Route(.get, "\(base)/{source}/{target}/unit", .read, unit),
      Route(.get, "\(base)/{source}/{target}/unit/{text...}", .read, unit),
      Route(.put, "\(base)/{source}/{target}/unit/{text...}", .write, addUnit),
      Route(.post, "\(base)/{source}/{target}/unit/{text...}", .write, addUnit),
      Route(.post, "\(base)/{source}/{target}/store/{name}", .write, addStore),
    ]
  }

  /// How many matches there are at most, and how good they are at least, where a client does not say so.
  private static let (usualCount, usualScore) = (5, 70)
  /// The least score that a client may ask for, and the most matches.
  private static let (leastScore, mostCount) = (30, 100)

  private static let languages: Route.Handler = { _, desk in
    try await blocking {
      // Weblate compares the codes with its own: lower case, with a low line.
      let codes = try desk.allLanguages().flatMap { [$0.language, $0.description] }
        .map { String($0.lowercased().map { $0 == "-" ? "_" : $0 }) }
      let names = Set(codes).sorted()
      return Answer {
        $0.member("sourceLanguages", strings: names)
        $0.member("targetLanguages", strings: names)
      }
    }
  }

  private static let unit: Route.Handler = { call, desk in
    let parameters = Parameters(call.query)
    let text = try call.values["text"] ?? parameters.string("source") ?? ""
    // A number that cannot be read is passed over, as amaGama does.
    let score = try? parameters.integer("min_similarity", in: -1000...1000)
    let count = try? parameters.integer("max_candidates", in: 1...10_000)
    let callback = try parameters.string("jsoncallback") ?? parameters.string("callback")
    if let callback, callback.isEmpty || !callback.utf8.allSatisfy(isNameByte) {
      throw Fault.badParameter(
        "callback", "It is a name: letters, digits, low lines and full stops.")
    }
    let pair = Desk.languages(call.values["source"] ?? "", call.values["target"] ?? "")
    return try await blocking {
      let minimum = Double(min(100, max(leastScore, score ?? usualScore)))
      let matches = try pair.map {
        try desk.matches(
          for: text, from: $0.source, to: $0.target, minimum: minimum,
          limit: min(mostCount, count ?? usualCount))
      }
      var json = JSONWriter()
      json.array { json in
        for match in matches ?? [] {
          json.object {
            $0.member("source", match.source.text)
            $0.member("target", match.suggestion)
            // Okapi takes a floating-point number only: 100.0.
            $0.member("quality", match.score.net)
            $0.member("rank", match.score.net)
          }
        }
      }
      guard let callback else { return Answer(json: json.bytes) }
      return Answer(
        Array("\(callback)(".utf8) + json.bytes + Array(")".utf8),
        type: "text/javascript; charset=utf-8")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The languages of a pair that is written, which must be two.
  private static func writtenLanguages(
    _ call: Call
  ) throws(Fault) -> (source: LanguageTag, target: LanguageTag) {
    let pair = Desk.languages(call.values["source"] ?? "", call.values["target"] ?? "")
    guard let pair else { throw .badParameter("languages", "The address names no two languages.") }
    return pair
  }

  private static let addUnit: Route.Handler = { call, desk in
    let (source, target) = try writtenLanguages(call)
    let parameters = try Parameters(json: await call.bytes())
    return try await blocking {
      let text =
        parameters.has("source") ? try parameters.text("source") : call.values["text"] ?? ""
      try desk.add(
        text, parameters.text("target"), from: source, to: target, force: true)
      return Answer(text: "")
    }
  }

  private static let addStore: Route.Handler = { call, desk in
    let (source, target) = try writtenLanguages(call)
    let name = call.values["name"] ?? ""
    // The body is an array of units.
    let body = Array("{\"units\":".utf8) + (try await call.bytes()) + Array("}".utf8)
    let units = try Parameters(json: body).objects("units")
    return try await blocking {
      let pairs = try units.map { unit in
        TranslationPair(
          source: Variant(language: source, text: try unit.text("source")),
          target: Variant(language: target, text: try unit.text("target")))
      }
      try desk.memory.add(pairs, origin: name, person: desk.settings.person)
      return Answer(text: "added \(pairs.count) units from \(name)")
    }
  }
}
