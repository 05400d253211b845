package import PadanMemory
package import PadanModel
import PadanText

/// The terms of a pair of languages, found in texts of the source language in all their forms.
///
///     let glossary = try Glossary(memory, from: indonesian, to: english)
///     for use in glossary.uses(in: "Bupati menandatangani perjanjian.") { print(use.terms[0].target) }
package struct Glossary: Sendable {
  /// The terms at a place of a text.
  package struct Use: Hashable, Sendable {
    /// The terms that stand there, with all their translations and senses, in the order of the list.
    package var terms: [Term]
    /// The place, in UTF-8 bytes.
    package var range: Range<Int>
  }

  /// The terms.
  package let terms: [Term]
  private let finder: TermFinder

  /// A glossary of terms whose sources are in a language.
  ///
  /// - Complexity: O(letters of all terms).
  package init(_ terms: [Term], language: LanguageTag) {
    self.terms = terms
    finder = TermFinder(terms.map(\.source), language: language)
  }

  /// The terms of a memory.
  ///
  /// - Throws: `MemoryError`.
  package init(_ memory: Memory, from source: LanguageTag, to target: LanguageTag) throws {
    self.init(try memory.terms(from: source, to: target), language: source)
  }

  /// The terms of all memories of a shelf, those of the first memory first, each once.
  ///
  /// - Throws: `MemoryError`.
  package init(_ shelf: MemoryShelf, from source: LanguageTag, to target: LanguageTag) throws {
    let lists = try shelf.entries.map { try $0.memory.terms(from: source, to: target) }
    var terms = lists.first ?? []
    if lists.count > 1 {
      var seen = Set(terms)
      terms += lists.dropFirst().joined().filter { seen.insert($0).inserted }
    }
    self.init(terms, language: source)
  }

  /// The places at which terms stand, in order.
  ///
  /// - Complexity: O(words of the text).
  package func uses(in text: String) -> [Use] {
    finder.terms(in: text).reduce(into: []) { uses, finding in
      if uses.last?.range == finding.range {
        uses[uses.count - 1].terms.append(terms[finding.term])
      } else {
        uses.append(Use(terms: [terms[finding.term]], range: finding.range))
      }
    }
  }
}

extension [Glossary.Use] {
  /// The terms in lines for people, each once.
  package var lines: [String] {
    var seen: Set<String> = []
    return flatMap(\.terms).map(\.line).filter { seen.insert($0).inserted }
  }
}

extension Term {
  /// The term in one line for people: `miliar → billion (admitted; money)`.
  package var line: String {
    var remarks: [String] = []
    switch status {
    case .preferred: break
    case .untranslated: remarks.append("not translated")
    case .admitted, .forbidden: remarks.append(status.rawValue)
    }
    remarks += [subject, sense, note].compactMap(\.self)
    let translation = status == .untranslated ? source : "\(source) → \(target)"
    return remarks.isEmpty ? translation : "\(translation) (\(remarks.joined(separator: "; ")))"
  }
}
