import PadanFormats
package import PadanMemory
package import PadanModel

extension JSONReport {
  /// A term of a memory: `term` (its number), `from`, `to`, and what `members(of:)` writes.
  package static func term(_ stored: StoredTerm) -> [UInt8] {
    line {
      $0.member("term", Int(stored.id))
      $0.member("from", stored.sourceLanguage.description)
      $0.member("to", stored.targetLanguage.description)
      $0.members(of: stored.term)
      $0.member("origin", stored.origin)
    }
  }

  /// A term that is proposed: `source`, `target`, `status`, `uses` (the units that have its source), `share`
  /// (how many of those looked at have its target, 0...1) and `examples` (the numbers of some of them).
  package static func candidate(_ candidate: TermExtraction.Candidate) -> [UInt8] {
    line {
      $0.members(of: candidate.term)
      $0.member("uses", candidate.uses)
      $0.member("share", candidate.share)
      $0.member("examples", array: { for unit in candidate.examples { $0.number(Int(unit)) } })
    }
  }
}

extension JSONWriter {
  /// Writes a term: `source`, `target`, `status`, and `sense`, `subject` and `note` if it has them.
  mutating func members(of term: Term) {
    member("source", term.source)
    member("target", term.target)
    member("status", term.status.rawValue)
    member("sense", ifPresent: term.sense)
    member("subject", ifPresent: term.subject)
    member("note", ifPresent: term.note)
  }
}

extension JSONReport {
  /// A term that stands in a text: `line` where the text is one of several, `found` (the words of the text),
  /// `start` and `end` in UTF-8 bytes, and what `members(of:)` writes.
  package static func termUse(
    _ term: Term, found: String, at range: Range<Int>, line number: Int? = nil
  ) -> [UInt8] {
    line {
      $0.member("line", ifPresent: number)
      $0.members(of: term, found: found, at: range)
    }
  }
}

extension JSONWriter {
  /// Writes `terms`: those that stand in a text.
  mutating func members(of uses: [Glossary.Use], in text: String) {
    let utf8 = Array(text.utf8)
    let terms = uses.flatMap { use in use.terms.map { (term: $0, range: use.range) } }
    member("terms", objects: terms) {
      let found = String(decoding: utf8[$1.range], as: UTF8.self)
      $0.members(of: $1.term, found: found, at: $1.range)
    }
  }

  fileprivate mutating func members(of term: Term, found: String, at range: Range<Int>) {
    member("found", found)
    member("start", range.lowerBound)
    member("end", range.upperBound)
    members(of: term)
  }
}
