import FoundationEssentials
import HTTPTypes
import Padan

extension API {
  /// `align`, and what a person makes of an alignment.
  static let alignments = [
    Route(.post, "/v1/align", .read, align), Route(.post, "/v1/alignments", .write, save),
  ]

  private static let alignParameters = [
    "source", "target", "sourceName", "targetName", "sourceType", "targetType", "from", "to",
    "force", "beads",
  ]

  /// What an alignment is written as.
  private enum AlignmentFormat: String, CaseIterable {
    case json, tmx
  }

  static let align = Operation(alignParameters + ["words", "minConfidence", "format"]) {
    parameters, desk in
    let pipeline = try desk.alignment(parameters)
    let (aligned, beads) = try desk.aligned(parameters, by: pipeline)
    switch try parameters.choice("format") ?? AlignmentFormat.json {
    case .json:
      return Answer(
        json: JSONReport.alignment(
          aligned, lexicons: pipeline.aligner.lexicon?.names ?? []))
    case .tmx:
      let (source, target) = (pipeline.aligner.source, pipeline.aligner.target)
      // What a person dropped is no pair.
      var documents = aligned
      let dropped = Set(beads.lazy.filter { $0.verdict == .dropped }.map(\.bead))
      documents.alignment.beads.removeAll(where: dropped.contains)
      var writer = TMXWriter(source: source, toolVersion: version)
      for pair in documents.pairs(from: source, to: target) { writer.write(pair, name: nil) }
      writer.end()
      return Answer(writer.takeParts()[0], type: "application/xml")
    }
  }

  private static let save = Operation(alignParameters + ["keepOld", "reviewer"]) {
    parameters, desk in
    let pipeline = try desk.alignment(parameters)
    let (aligned, beads) = try desk.aligned(parameters, by: pipeline)
    let documents = aligned.withLabels()
    let (from, to) = (pipeline.aligner.source, pipeline.aligner.target)
    let receipt = try pipeline.save(
      into: desk.memory, origin: "serve", person: desk.settings.person,
      keepsOld: parameters.flag("keepOld")
    ) { try $0(documents) }
    let id = KeptAlignment.id(of: documents, from: from, to: to)
    let decisions = beads.compactMap { bead in
      bead.verdict.map { ReviewDecision(alignment: id, bead: bead.bead, verdict: $0) }
    }
    let review =
      decisions.isEmpty
      ? ReviewReceipt()
      : try desk.memory.decide(
        decisions, reviewer: parameters.string("reviewer") ?? desk.settings.person,
        origin: "serve")
    return Answer(status: receipt.addedOccurrences > 0 ? .created : .ok) {
      $0.member("alignment", id)
      $0.member("import", ifPresent: receipt.id.map(Int.init))
      $0.members(of: receipt)
      $0.member("approved", review.approved)
      $0.member("rejected", review.rejected)
    }
  }
}

extension Desk {
  /// The pipeline that aligns the two texts of a request.
  fileprivate func alignment(_ parameters: Parameters) throws -> AlignmentPipeline {
    let (source, target) = try languages(parameters)
    let aligner = try aligner(from: source, to: target).value
    var pipeline = AlignmentPipeline(aligner, help: AlignmentHelp(decisions: memory))
    pipeline.linksWords = try parameters.flag("words")
    pipeline.leastConfidence = try parameters.number("minConfidence", in: 0...1) ?? 0
    pipeline.sides = try parameters.flag("force") ? nil : SideJudge(aligner)
    return pipeline
  }

  /// The texts of a request with their beads: those that a person corrected, if the request has them, or else
  /// the aligner's.
  fileprivate func aligned(
    _ parameters: Parameters, by pipeline: AlignmentPipeline
  ) throws -> (documents: AlignedDocuments, corrected: [CorrectedBead]) {
    let pair = try pair(parameters, pipeline)
    guard parameters.has("beads") else { return (try pipeline.aligned(pair), []) }
    let beads = try parameters.objects("beads").map { try CorrectedBead($0, of: pair) }
    try CorrectedBead.check(beads, of: pair)
    let alignment = Alignment(beads: beads.map(\.bead))
    return (
      AlignedDocuments(source: pair.source, target: pair.target, alignment: alignment), beads
    )
  }

  /// The two texts of a request: articles, or lists of segments.
  fileprivate func pair(
    _ parameters: Parameters, _ pipeline: AlignmentPipeline
  ) throws -> DocumentPair {
    func text(_ side: String, _ language: LanguageTag) throws -> SegmentedText {
      let name = try parameters.string("\(side)Name") ?? ""
      if parameters.isList(side) {
        return SegmentedText(name: name, texts: try parameters.strings(side))
      }
      let articles = try articles(language, Reading(parameters, type: "\(side)Type"))
      return try articles.text(in: Array(parameters.text(side).utf8), name: name)
    }
    let pair = DocumentPair(
      source: try text("source", pipeline.aligner.source),
      target: try text("target", pipeline.aligner.target))
    if let error = pipeline.sides?.error(in: pair) { throw error }
    return pair
  }
}

extension AlignmentPipeline {
  /// The alignment of one pair, as the command line makes it: it trains itself on the pair.
  fileprivate func aligned(_ pair: DocumentPair) throws -> AlignedDocuments {
    var aligned: AlignedDocuments?
    try align([pair]) { aligned = $0 }
    guard let aligned else { preconditionFailure("A pair has an alignment.") }
    return aligned
  }
}

/// A bead as a person left it, perhaps with a verdict.
struct CorrectedBead {
  var bead: Bead
  var verdict: ReviewVerdict?

  /// - Throws: `Fault` if its segments do not follow each other, or are not there.
  init(_ parameters: Parameters, of documents: DocumentPair) throws(Fault) {
    try parameters.check(known: ["source", "target", "confidence", "crossing", "verdict", "words"])
    func range(_ side: String, count: Int) throws(Fault) -> Range<Int>? {
      let numbers = try parameters.integers(side)
      guard let first = numbers.first, let last = numbers.last else { return nil }
      guard first >= 0, last < count,
        zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 &+ 1 })
      else {
        throw .badParameter("beads", "The \(side) segments \(numbers) do not follow each other.")
      }
      return first..<last + 1
    }
    let source = try range("source", count: documents.source.segments.count)
    let target = try range("target", count: documents.target.segments.count)
    guard source != nil || target != nil else {
      throw .badParameter("beads", "A bead has no segment.")
    }
    bead = Bead(
      source: source ?? 0..<0, target: target ?? 0..<0,
      confidence: try parameters.number("confidence", in: 0...1) ?? 1,
      isCrossing: try parameters.flag("crossing"))
    verdict = try parameters.choice("verdict")
  }

  /// Checks that each segment stands in one bead.
  ///
  /// - Throws: `Fault` if not.
  static func check(_ beads: [CorrectedBead], of documents: DocumentPair) throws(Fault) {
    for (side, count, ranges) in [
      ("source", documents.source.segments.count, beads.map(\.bead.source)),
      ("target", documents.target.segments.count, beads.map(\.bead.target)),
    ] where ranges.flatMap({ $0 }).sorted() != Array(0..<count) {
      throw .badParameter("beads", "Each \(side) segment stands in one bead.")
    }
  }
}
