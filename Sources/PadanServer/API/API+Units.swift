import FoundationEssentials
import HTTPTypes
import Padan

extension API {
  /// `add`, `edit`, `delete`, `approve` and `reject` of single units, `history` and `undo`.
  static let units = [
    Route(.post, "/v1/units", .write, add), Route(.get, "/v1/units/{unit}", .read, show),
    Route(.patch, "/v1/units/{unit}", .write, edit),
    Route(.delete, "/v1/units/{unit}", .write, delete),
    Route(.post, "/v1/units/{unit}/approve", .write, approve),
    Route(.post, "/v1/units/{unit}/reject", .write, reject),
    Route(.get, "/v1/history", .read, history), Route(.post, "/v1/undo", .write, undo),
  ]

  static let add = Operation(["source", "target", "from", "to", "force"]) { parameters, desk in
    let (from, to) = try desk.languages(parameters)
    let receipt = try desk.add(
      parameters.text("source"), parameters.text("target"), from: from, to: to,
      force: parameters.flag("force"))
    return Answer(status: receipt.addedOccurrences > 0 ? .created : .ok) {
      $0.member("import", ifPresent: receipt.id.map(Int.init))
      $0.members(of: receipt)
    }
  }

  static let show = Operation(["unit"]) { parameters, desk in
    let unit = try parameters.rowNumber("unit")
    let steps = try desk.memory.history(ofUnit: unit)
    guard let pair = try desk.memory.pair(ofUnit: unit) else {
      throw MemoryError.noUnit(desk.memory.path, unit)
    }
    let occurrences = try desk.memory.occurrences(ofUnit: unit)
    return Answer(
      json: JSONReport.object("history", lines: steps.map(JSONReport.step)) {
        $0.members(ofUnit: unit, pair, occurrences: occurrences)
      })
  }

  private static let edit = Operation(["source", "target", "unit"]) { parameters, desk in
    let unit = try parameters.rowNumber("unit")
    guard parameters.has("source") || parameters.has("target") else {
      throw Fault.badParameter("target", "Name a new text: source or target.")
    }
    let edited = try desk.memory.edit(
      units: [unit], source: parameters.has("source") ? parameters.text("source") : nil,
      target: parameters.has("target") ? parameters.text("target") : nil,
      person: desk.settings.person)
    return Answer { $0.member("unit", Int(edited[0])) }
  }

  private static let delete = Operation(["unit"]) { parameters, desk in
    let unit = try parameters.rowNumber("unit")
    try desk.memory.delete(units: [unit], person: desk.settings.person)
    return Answer { $0.member("deleted", 1) }
  }

  static let approve = review(as: .approved)
  static let reject = review(as: .rejected)

  private static func review(as state: ReviewState) -> Operation {
    Operation(["unit", "undo", "reviewer"]) { parameters, desk in
      let unit = try parameters.rowNumber("unit")
      let isUndone = try parameters.flag("undo")
      let changed = try desk.memory.review(
        units: [unit], as: isUndone ? .unreviewed : state, from: isUndone ? state : nil,
        reviewer: parameters.string("reviewer") ?? desk.settings.person)
      return Answer {
        $0.member("unit", Int(unit))
        $0.member("review", (isUndone ? .unreviewed : state).rawValue)
        $0.member("changed", changed)
      }
    }
  }

  /// The most steps of an answer.
  private static let mostSteps = 1000

  private static let history = Operation(["limit"]) { parameters, desk in
    let limit = try parameters.integer("limit", in: 1...mostSteps) ?? 100
    let steps = try desk.memory.history().prefix(limit)
    return Answer(
      "steps", lines: steps.map(JSONReport.step), asLines: parameters.wantsLines)
  }

  static let undo = Operation(["step", "dryRun"]) { parameters, desk in
    let step = try parameters.integer("step", in: 1...Int.max).map(Int64.init)
    let isTrial = try parameters.flag("dryRun")
    guard
      let receipt = try desk.memory.undo(step, person: desk.settings.person, isTrial: isTrial)
    else {
      throw Fault(.notFound, "history.no-step", "There is no such step that could be undone.")
    }
    return Answer(
      json: JSONReport.undo(receipt, isTrial: isTrial),
      status: receipt.isRefused ? .conflict : .ok)
  }
}

extension Desk {
  /// Adds a pair, as a person enters it.
  ///
  /// - Parameter force: Whether texts that are in the other's language are taken, too.
  /// - Throws: `SideError`, `MemoryError`.
  @discardableResult
  func add(
    _ source: String, _ target: String, from: LanguageTag, to: LanguageTag, force: Bool
  ) throws -> ImportReceipt {
    if !force {
      let judge = SideJudge(source: from, target: to) { Bundled.lexicon(source: from, target: to) }
      let texts = DocumentPair(
        source: SegmentedText(texts: [source]), target: SegmentedText(texts: [target]))
      if let error = judge.error(in: texts) { throw error }
    }
    var provenance = Provenance()
    provenance.createdAt = Date()
    provenance.creationTool = Provenance.ownTool
    provenance.createdBy = settings.person
    let pair = TranslationPair(
      source: Variant(language: from, text: source), target: Variant(language: to, text: target),
      provenance: provenance)
    return try memory.add([pair], origin: "serve", as: .add, person: settings.person)
  }
}
