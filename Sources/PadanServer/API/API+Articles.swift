import HTTPTypes
import Padan

extension API {
  /// `segment`, `pretranslate` and `check`: what is done with texts that a client sends.
  static let articles = [
    Route(.post, "/v1/segment", .read, segment),
    Route(.post, "/v1/pretranslate", .read, pretranslate),
    Route(.post, "/v1/check", .read, check),
  ]

  private static let segment: Route.Handler = { call, desk in
    let parameters = try await call.parameters(["text", "name", "type", "lang"])
    let asLines = call.wantsLines
    return try await blocking {
      var reading = try Desk.Reading(parameters, type: "type")
      reading.givesConfidence = true
      let articles = try desk.articles(
        parameters.language("lang") ?? desk.settings.source, reading)
      let text = try articles.text(
        in: Array(parameters.text("text").utf8), name: parameters.string("name") ?? "")
      return Answer(
        "segments",
        lines: text.segments.enumerated().map { JSONReport.segment($0.element, index: $0.offset) },
        asLines: asLines)
    }
  }

  /// What a draft is written as.
  private enum DraftFormat: String, CaseIterable {
    case json, document, xliff, xliff2, html
  }

  private static let pretranslate: Route.Handler = { call, desk in
    let parameters = try await call.parameters(
      lookupParameters + ["text", "name", "type", "format", "mark", "overwrite"])
    let asLines = call.wantsLines
    return try await blocking {
      var lookup = try desk.lookup(parameters)
      lookup.options.limit = 1
      let (source, target) = (lookup.options.source, lookup.options.target)
      let aligner = try desk.aligner(from: source, to: target)
      var pipeline = PretranslationPipeline(
        lookup, articles: try desk.articles(source, Desk.Reading(parameters, type: "type")),
        aligner: { aligner.value })
      pipeline.glossary = try desk.glossary(from: source, to: target)
      let name = try parameters.string("name") ?? ""
      let draft = try pipeline.draft(
        in: Array(parameters.text("text").utf8), name: name,
        overwrites: parameters.flag("overwrite"))
      let format: DraftFormat = try parameters.choice("format") ?? .json
      if format != .document, format != .json, case .bilingual = draft.text.origin {
        throw Fault.badParameter("format", "The file is one of segments already.")
      }
      switch format {
      case .json:
        let lines = draft.items.map { item in
          var item = item
          if let path = item.match?.memory { item.match?.memory = desk.name(path) }
          return JSONReport.draft(item, of: name)
        }
        return Answer("segments", lines: lines, asLines: asLines)
      case .document:
        return Answer(
          try draft.document(marked: parameters.flag("mark")).bytes,
          type: "application/octet-stream")
      case .xliff, .xliff2:
        return Answer(
          try draft.xliff(format == .xliff ? .v12 : .v21, from: source, to: target),
          type: "application/xliff+xml")
      case .html:
        return Answer(draft.page(from: source, to: target), type: "text/html; charset=utf-8")
      }
    }
  }

  /// The most pairs that a request brings, and the most findings of an answer.
  private static let (mostPairs, mostFindings) = (10_000, 10_000)

  private static let check: Route.Handler = { call, desk in
    let parameters = try await call.parameters([
      "pairs", "where", "only", "skip", "min", "limit", "from", "to",
    ])
    let asLines = call.wantsLines
    return try await blocking {
      let (source, target) = try desk.languages(parameters)
      var pipeline = CheckPipeline(
        source: source, target: target,
        lexicon: try desk.aligner(from: source, to: target).value.lexicon,
        terms: try desk.glossary(from: source, to: target).terms)
      pipeline.kinds = try kinds(parameters)
      pipeline.leastCertainty = (try parameters.number("min", in: 0...100) ?? 50) / 100
      pipeline.limit = try parameters.integer("limit", in: 1...mostFindings) ?? 1000
      if parameters.has("pairs") {
        for pair in try pairs(parameters, from: source, to: target) {
          try pipeline.add(CheckedUnit(pair))
        }
      } else {
        var selection = ExportSelection(source: source, target: target)
        selection.filter = try parameters.filter()
        _ = try desk.memory.forEachUnit(in: selection) { unit, pair, name in
          try Task.checkCancellation()
          try pipeline.add(CheckedUnit(pair, unit: unit, name: name))
        }
      }
      let report = try pipeline.finish()
      return Answer("findings", lines: report.findings.map(JSONReport.check), asLines: asLines) {
        $0.member("pairs", report.units)
        $0.member("count", report.count)
      }
    }
  }

  /// The kinds of findings that a request asks for.
  private static func kinds(_ parameters: Parameters) throws(Fault) -> Set<PairFinding.Kind> {
    func named(_ name: String) throws(Fault) -> Set<PairFinding.Kind> {
      var kinds: Set<PairFinding.Kind> = []
      for word in try parameters.strings(name) {
        guard let kind = PairFinding.Kind(rawValue: word) else {
          throw .badParameter(name, "“\(word)” is no code of a check.")
        }
        kinds.insert(kind)
      }
      return kinds
    }
    let only = try named("only")
    return (only.isEmpty ? Set(PairFinding.Kind.allCases) : only).subtracting(try named("skip"))
  }

  private static func pairs(
    _ parameters: Parameters, from source: LanguageTag, to target: LanguageTag
  ) throws(Fault) -> [TranslationPair] {
    let objects = try parameters.objects("pairs")
    guard objects.count <= mostPairs else {
      throw .badParameter("pairs", "There are \(objects.count); the most are \(mostPairs).")
    }
    var pairs: [TranslationPair] = []
    for object in objects {
      try object.check(known: ["source", "target"])
      pairs.append(
        TranslationPair(
          source: Variant(language: source, text: try object.string("source") ?? ""),
          target: Variant(language: target, text: try object.string("target") ?? "")))
    }
    return pairs
  }
}
