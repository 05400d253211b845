import HTTPTypes
import Padan

extension API {
  /// `segment`, `pretranslate` and `check`: what is done with texts that a client sends.
  static let articles = [
    Route(.post, "/v1/segment", .read, segment),
    Route(.post, "/v1/pretranslate", .read, pretranslate),
    Route(.post, "/v1/context", .read, context), Route(.post, "/v1/check", .read, check),
  ]

  static let segment = Operation(["text", "name", "type", "lang"]) { parameters, desk in
    var reading = try Desk.Reading(parameters, type: "type")
    reading.givesConfidence = true
    let articles = try desk.articles(
      parameters.language("lang") ?? desk.settings.source, reading)
    let text = try articles.text(
      in: Array(parameters.text("text").utf8), name: parameters.string("name") ?? "")
    return Answer(
      "segments",
      lines: text.segments.enumerated().map { JSONReport.segment($0.element, index: $0.offset) },
      asLines: parameters.wantsLines)
  }

  /// What a draft is written as.
  private enum DraftFormat: String, CaseIterable {
    case json, document, xliff, xliff2, html
  }

  private static let pretranslate = Operation(
    lookupParameters + ["text", "name", "type", "format", "mark", "overwrite", "targets"]
  ) { parameters, desk in
    var lookup = try desk.lookup(parameters)
    lookup.options.limit = 1
    let (source, target) = (lookup.options.source, lookup.options.target)
    let aligner = try desk.aligner(from: source, to: target)
    var pipeline = PretranslationPipeline(
      lookup, articles: try desk.articles(source, Desk.Reading(parameters, type: "type")),
      aligner: { aligner.value })
    pipeline.glossary = try desk.glossary(from: source, to: target)
    let name = try parameters.string("name") ?? ""
    var draft = try pipeline.draft(
      in: Array(parameters.text("text").utf8), name: name,
      overwrites: parameters.flag("overwrite"))
    try put(parameters.objects("targets"), into: &draft, by: pipeline)
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
      return Answer("segments", lines: lines, asLines: parameters.wantsLines)
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

  /// Puts what a person wrote into a draft. Its segments are those that the person saw, or none is taken.
  private static func put(
    _ targets: [Parameters], into draft: inout Draft, by pipeline: PretranslationPipeline
  ) throws {
    let items = Dictionary(
      uniqueKeysWithValues: draft.items.indices.map { (draft.items[$0].position, $0) })
    for target in targets {
      try target.check(known: ["index", "source", "target"])
      guard let index = try target.integer("index", in: 0...Int(Int32.max)),
        let source = try target.string("source"), let text = try target.string("target")
      else {
        throw Fault.badParameter("targets", "Each needs index, source and target.")
      }
      guard let item = items[index] else {
        throw Fault.badParameter("targets", "The article has no segment \(index) to translate.")
      }
      guard source == draft.items[item].segment.text else {
        throw Fault.badParameter("targets", "The source of segment \(index) is another text.")
      }
      pipeline.put(text, at: item, into: &draft)
    }
  }

  /// What a pack is written as.
  private enum PackFormat: String, CaseIterable {
    case json, messages
  }

  /// The tokens of a pack for which no budget is named, and the most of one.
  private static let (usualBudget, largestBudget) = (4_000, 1_000_000)

  static let context = Operation(
    lookupParameters + ["text", "name", "type", "budget", "format"]
  ) { parameters, desk in
    let lookup = try desk.lookup(parameters)
    let (source, target) = (lookup.options.source, lookup.options.target)
    let text = try desk.articles(source, Desk.Reading(parameters, type: "type")).translatableText(
      in: Array(parameters.text("text").utf8), name: parameters.string("name") ?? "",
      from: source, to: target)
    let budget = try parameters.integer("budget", in: 0...largestBudget) ?? usualBudget
    var pack = try ContextPipeline(lookup, budget: budget).pack(for: text)
    for index in pack.examples.indices {
      pack.examples[index].memory = desk.name(pack.examples[index].memory)
    }
    switch try parameters.choice("format") ?? PackFormat.json {
    case .json: return Answer(json: JSONReport.context(pack))
    case .messages: return Answer(json: JSONReport.messages(pack, for: text))
    }
  }

  /// The most pairs that a request brings, and the most findings of an answer.
  private static let (mostPairs, mostFindings) = (10_000, 10_000)

  static let check = Operation([
    "pairs", "where", "only", "skip", "min", "limit", "from", "to", "pack",
  ]) { parameters, desk in
    let (source, target) = try desk.languages(parameters)
    var pipeline = CheckPipeline(try desk.checking(from: source, to: target).value)
    pipeline.kinds = try kinds(parameters)
    pipeline.leastCertainty = (try parameters.number("min", in: 0...100) ?? 50) / 100
    pipeline.limit = try parameters.integer("limit", in: 1...mostFindings) ?? 1000
    var translations: [String] = []
    if parameters.has("pairs") {
      for pair in try pairs(parameters, from: source, to: target) {
        translations.append(pair.target.text)
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
    let pack = try pack(parameters)
    let uses = pack?.uses(in: translations.joined(separator: "\n")) ?? []
    let report = try pipeline.finish()
    return Answer(
      "findings", lines: report.findings.map(JSONReport.check), asLines: parameters.wantsLines
    ) {
      $0.member("pairs", report.units)
      $0.member("count", report.count)
      if let pack { $0.member("uses", objects: uses) { $0.members(of: $1, in: pack) } }
    }
  }

  /// The pack that was given before the pairs were translated; `nil` if a request has none.
  private static func pack(_ parameters: Parameters) throws -> ContextPack? {
    guard parameters.has("pack") else { return nil }
    guard parameters.has("pairs") else {
      throw Fault.badParameter("pack", "It goes with pairs, of which it tells what they used.")
    }
    do {
      return try ContextPack(json: parameters.json("pack"), file: "pack")
    } catch let error as any PadanError {
      throw Fault.badParameter("pack", "It is no pack as context answers it. \(error.fault)")
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
