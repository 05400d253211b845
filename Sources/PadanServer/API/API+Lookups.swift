import HTTPTypes
import Padan

extension API {
  /// `lookup`: one text, several, or the segments of an article.
  static let lookups = [
    Route(.get, "/v1/lookup", .read, lookup), Route(.post, "/v1/lookup", .read, lookup),
  ]

  /// The most texts of a request.
  private static let mostTexts = 1000
  /// The most matches of a text.
  private static let mostMatches = 100
  /// The names of what every lookup takes.
  static let lookupParameters = ["from", "to", "min", "fast", "repair", "where"]

  static let lookup = Operation(
    lookupParameters + [
      "text", "texts", "article", "name", "type", "context", "previous", "next", "limit", "all",
      "codes", "explain", "unit",
    ]
  ) { parameters, desk in
    var pipeline = try desk.lookup(parameters)
    pipeline.options.limit = try parameters.integer("limit", in: 1...mostMatches) ?? 5
    pipeline.options.hasDistinctTargets = try !parameters.flag("all")
    pipeline.options.readsCodes = try parameters.flag("codes")
    if let unit = try parameters.integer("unit", in: 1...Int.max) {
      let filter = PairFilter.unit(Int64(unit))
      pipeline.options.filter = pipeline.options.filter.map { $0 && filter } ?? filter
    }
    let explains = try parameters.flag("explain")
    var lines: [[UInt8]] = []
    func report(_ answer: LookupPipeline.Answer) {
      lines.append(JSONReport.answer(desk.shown(answer), explains: explains))
    }
    if parameters.has("article") {
      let reading = try Desk.Reading(parameters, type: "type")
      let articles = try desk.articles(pipeline.options.source, reading)
      let name = try parameters.string("name") ?? ""
      let article = try articles.text(
        in: Array(parameters.text("article").utf8), name: name)
      try pipeline.answer(article, emit: report)
    } else if parameters.has("texts") {
      try pipeline.answer(queries(parameters), emit: report)
    } else {
      let query = LookupQuery(
        try parameters.text("text"), previous: try parameters.string("previous"),
        next: try parameters.string("next"))
      try report(pipeline.answer(query))
      return Answer(json: lines[0])
    }
    return Answer("answers", lines: lines, asLines: parameters.wantsLines)
  }

  /// The queries of `texts`. With `context` they are consecutive segments of one text.
  private static func queries(_ parameters: Parameters) throws(Fault) -> [LookupQuery] {
    let texts = try parameters.objects("texts", text: "text")
    guard texts.count <= mostTexts else {
      throw .badParameter("texts", "There are \(texts.count); the most are \(mostTexts).")
    }
    var queries: [LookupQuery] = []
    for text in texts {
      try text.check(known: ["text", "previous", "next"])
      queries.append(
        LookupQuery(
          try text.string("text") ?? "", previous: try text.string("previous"),
          next: try text.string("next")))
    }
    guard try parameters.flag("context") else { return queries }
    return queries.indices.map { index in
      LookupQuery(
        queries[index].text, previous: index > 0 ? queries[index - 1].text : nil,
        next: index + 1 < queries.count ? queries[index + 1].text : nil)
    }
  }
}

extension Desk {
  /// The pipeline of a lookup, with the languages, the least score and the filter that a request names.
  ///
  /// - Throws: `Fault`, `PairFilter.ParsingError`, `MemoryError`.
  func lookup(_ parameters: Parameters) throws -> LookupPipeline {
    let (source, target) = try languages(parameters)
    var pipeline = try lookup(
      from: source, to: target, repairs: parameters.flag("repair", default: true))
    pipeline.options.minimum = try parameters.number("min", in: 0...100) ?? 75
    pipeline.options.isFast = try parameters.flag("fast")
    pipeline.options.filter = try parameters.filter()
    return pipeline
  }
}

extension Desk.Reading {
  /// How an article of a request is read.
  ///
  /// - Parameter name: The parameter that names its format.
  /// - Throws: `Fault` if there is no such format.
  init(_ parameters: Parameters, type name: String) throws(Fault) {
    guard let word = try parameters.string(name) else { return }
    guard let format = DocumentFormats.named(word) else {
      let names = DocumentFormats.all.map(\.name).joined(separator: ", ")
      throw .badParameter(name, "It is one of \(names).")
    }
    self.format = format
  }
}
