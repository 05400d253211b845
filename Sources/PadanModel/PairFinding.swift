/// Something in a pair of texts that a translator should look at.
///
///     PairFinding(.number, certainty: 0.95, detail: "10.000 · 1,000")
package struct PairFinding: Hashable, Sendable {
  /// What a finding is about. The raw value is its stable code.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case empty
    case shifted
    case untranslated
    case wrongLanguage = "wrong-language"
    case number, amount, date, negation
    case missingTerm = "missing-term"
    case forbiddenTerm = "forbidden-term"
    case translatedTerm = "translated-term"
    case codes
    case brackets, quotation, punctuation, spacing
    case doubledWord = "doubled-word"
    case length
    case severalTargets = "several-targets"
    case severalSources = "several-sources"
  }

  /// A change of the target text.
  package struct Edit: Hashable, Sendable {
    /// What is replaced, in Unicode scalars.
    package var range: Range<Int>
    /// What replaces it.
    package var text: String

    /// A change of a range.
    package init(_ range: Range<Int>, _ text: String) {
      (self.range, self.text) = (range, text)
    }
  }

  /// What it is about.
  package var kind: Kind
  /// How sure it is that somebody would change the pair, 0...1.
  package var certainty: Double
  /// The places in the source text, in Unicode scalars, ascending.
  package var source: [Range<Int>]
  /// The places in the target text, in Unicode scalars, ascending.
  package var target: [Range<Int>]
  /// What was found, on one line.
  package var detail: String
  /// What mends it without a doubt, by ascending range; empty if a person has to decide.
  package var edits: [Edit]

  /// A finding, by default without places and without a remedy.
  package init(
    _ kind: Kind, certainty: Double, source: [Range<Int>] = [], target: [Range<Int>] = [],
    detail: String, edits: [Edit] = []
  ) {
    self.kind = kind
    self.certainty = certainty
    self.source = source
    self.target = target
    self.detail = detail
    self.edits = edits
  }
}

extension PairFinding.Kind {
  /// What a person reads: a clause.
  package var title: String {
    switch self {
    case .empty: "one side is empty"
    case .shifted: "the targets seem to be shifted against the sources"
    case .untranslated: "text is left in the source language"
    case .wrongLanguage: "the target is in another language"
    case .number: "numbers differ"
    case .amount: "amounts differ"
    case .date: "dates or times differ"
    case .negation: "only one side negates"
    case .missingTerm: "the translation of a term is missing"
    case .forbiddenTerm: "a forbidden translation of a term is used"
    case .translatedTerm: "a term that is not to be translated is missing"
    case .codes: "inline codes differ"
    case .brackets: "brackets do not match"
    case .quotation: "quotation marks do not match"
    case .punctuation: "punctuation differs"
    case .spacing: "blanks are wrong"
    case .doubledWord: "a word stands twice"
    case .length: "one side is much longer"
    case .severalTargets: "the same source has another target"
    case .severalSources: "the same target has another source"
    }
  }
}

extension Variant {
  /// The text with changes, and its codes at the same places of what is left.
  ///
  /// - Parameter edits: Changes by ascending range, none of which overlap.
  /// - Complexity: O(n) for n scalars and codes.
  package func applying(_ edits: [PairFinding.Edit]) -> Variant {
    guard !edits.isEmpty else { return self }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var start = 0
    var shifts: [(end: Int, lower: Int, by: Int)] = []
    for edit in edits {
      result.append(contentsOf: scalars[start..<edit.range.lowerBound])
      result.append(contentsOf: edit.text.unicodeScalars)
      start = edit.range.upperBound
      shifts.append(
        (start, edit.range.lowerBound, edit.text.unicodeScalars.count - edit.range.count))
    }
    result.append(contentsOf: scalars[start...])
    var variant = self
    variant.text = String(result)
    var rest = shifts[...]
    var moved = 0
    variant.codes = codes.map { code in
      while let shift = rest.first, shift.lower < code.offset, shift.end <= code.offset {
        moved += shift.by
        rest.removeFirst()
      }
      // A code in the middle of what is replaced goes to its start.
      let back = rest.first.map { max(0, code.offset - $0.lower) } ?? 0
      var code = code
      code.offset = max(0, code.offset + moved - back)
      return code
    }
    return variant
  }
}
