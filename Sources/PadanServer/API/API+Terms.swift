import HTTPTypes
import Padan

extension API {
  /// `terms`: the termbase.
  static let terms = [
    Route(.get, "/v1/terms", .read, listTerms), Route(.post, "/v1/terms/find", .read, findTerms),
    Route(.post, "/v1/terms", .write, addTerm),
    Route(.delete, "/v1/terms/{term}", .write, deleteTerm),
  ]

  private static let listTerms = Operation(["part", "status"]) { parameters, desk in
    let part = try parameters.string("part").map(TextForm.folded)
    let status: Term.Status? = try parameters.choice("status")
    let terms = try desk.memory.allTerms().filter { stored in
      let term = stored.term
      guard status == nil || term.status == status else { return false }
      guard let part else { return true }
      return [term.source, term.target, term.sense, term.subject, term.note]
        .compactMap(\.self).contains { TextForm.folded($0).contains(part) }
    }
    return Answer("terms", lines: terms.map(JSONReport.term), asLines: parameters.wantsLines)
  }

  static let findTerms = Operation(["text", "from", "to"]) { parameters, desk in
    let text = try parameters.text("text")
    let (source, target) = try desk.languages(parameters)
    let utf8 = Array(text.utf8)
    let lines = try desk.glossary(from: source, to: target).uses(in: text).flatMap { use in
      use.terms.map {
        JSONReport.termUse(
          $0, found: String(decoding: utf8[use.range], as: UTF8.self), at: use.range)
      }
    }
    return Answer("terms", lines: lines, asLines: parameters.wantsLines)
  }

  private static let addTerm = Operation([
    "source", "target", "status", "sense", "subject", "note", "from", "to",
  ]) { parameters, desk in
    let status: Term.Status = try parameters.choice("status") ?? .preferred
    let target =
      status == .untranslated ? try parameters.string("target") : try parameters.text("target")
    let term = Term(
      source: try parameters.text("source"), target: target, status: status,
      sense: try parameters.string("sense"), subject: try parameters.string("subject"),
      note: try parameters.string("note"))
    let (from, to) = try desk.languages(parameters)
    let receipt = try desk.memory.add([term], from: from, to: to, person: desk.settings.person)
    return Answer(status: receipt.added > 0 ? .created : .ok) {
      $0.member("added", receipt.added)
      $0.member("changed", receipt.changed)
      $0.member("same", receipt.same)
    }
  }

  private static let deleteTerm = Operation(["term"]) { parameters, desk in
    let term = try parameters.rowNumber("term")
    try desk.memory.delete(terms: [term], person: desk.settings.person)
    return Answer { $0.member("deleted", 1) }
  }
}
