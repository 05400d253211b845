package import PadanModel

/// Finds terms in texts of their language, also in inflected forms.
///
///     let finder = TermFinder(["tulis", "rumah sakit"], language: indonesian)
///     finder.terms(in: "Ia menulis dari rumah sakitnya.").map(\.term)  // [0, 1]
///
/// A term of several words stands where all its words stand one after another, parted by blanks or hyphens
/// alone; the last may have clitics, the first any form, and all may be written together inside affixes
/// (*pertanggungjawaban*). A term whose last word is a plural is found in the singular, too. Letters are compared without regard to case, but a term in capitals, such as
/// *AS*, is found in capitals alone, and has no form but those with a clitic.
///
/// - Complexity: O(n) for n words of a text, whatever the number of terms.
package struct TermFinder: Sendable {
  /// A term at a place of a text.
  package struct Finding: Hashable, Sendable {
    /// The position of the term in the list that the finder was made of.
    package var term: Int
    /// Where it stands in the text, in UTF-8 bytes.
    package var range: Range<Int>
  }

  /// A term of the list, as it is compared.
  private struct Entry {
    /// Its position in the list.
    var term: Int
    /// Its words after the first, case-folded.
    var rest: [String]
    /// The first word as written, if the term is in capitals.
    var capitals: String?
    /// Whether forms of the first word count.
    var mayBeFormed: Bool { capitals == nil }
  }

  private let inflection: Inflection
  /// The terms by their first word or their first two, case-folded; those of several words also by all
  /// written together.
  private let entries: [String: [Entry]]
  /// The first words of terms of several words.
  private let openings: Set<String>

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - terms: The terms; an empty one is never found.
  ///   - language: The language of the terms and of the texts.
  /// - Complexity: O(letters of all terms).
  package init(_ terms: [String], language: LanguageTag) {
    inflection = Inflection(language: language)
    var entries: [String: [Entry]] = [:]
    var openings: Set<String> = []
    entries.reserveCapacity(terms.count)
    for (index, term) in terms.enumerated() {
      let words = TermWord.words(in: term, inflection)
      guard let first = words.first else { continue }
      let capitals = term.isInCapitals ? first.text : nil
      let rest = words.dropFirst().map(\.folded)
      if !rest.isEmpty { openings.insert(first.folded) }
      entries[Self.key(first.folded, rest.first), default: []].append(
        Entry(term: index, rest: rest, capitals: capitals))
      for singular in capitals == nil ? inflection.singulars(of: words[words.count - 1].folded) : []
      {
        let forms = [first.folded] + rest
        let key = Self.key(
          rest.isEmpty ? singular : forms[0], rest.count == 1 ? singular : rest.first)
        entries[key, default: []].append(
          Entry(term: index, rest: rest.isEmpty ? [] : rest.dropLast() + [singular]))
      }
      if !rest.isEmpty, capitals == nil {
        let joined = first.folded + rest.joined()
        entries[joined, default: []].append(Entry(term: index, rest: []))
      }
    }
    self.entries = entries
    self.openings = openings
  }

  /// The words by which a term is looked up: many may begin with one word.
  private static func key(_ first: String, _ second: String?) -> String {
    second.map { "\(first) \($0)" } ?? first
  }

  /// The terms that stand in a text, by their place; several that stand at the same place are all there, in
  /// the order of the list.
  ///
  /// - Parameter nested: Whether those that stand inside a longer one are there, too.
  package func terms(in text: String, nested: Bool = false) -> [Finding] {
    guard !entries.isEmpty else { return [] }
    let words = TermWord.words(in: text, inflection)
    var findings: [Finding] = []
    for index in words.indices {
      for base in inflection.bases(of: words[index].folded) {
        for key in keys(base, in: words, at: index) {
          for entry in entries[key] ?? [] {
            guard let end = end(of: entry, base, in: words, from: index) else { continue }
            let range = words[index].range.lowerBound..<words[end].range.upperBound
            findings.append(Finding(term: entry.term, range: range))
          }
        }
      }
    }
    // The longest come first where several begin at one place.
    findings.sort()
    var kept: [Finding] = []
    // The end of what is kept before the place of the last.
    var end = 0
    for finding in findings where kept.last != finding {
      if let last = kept.last, last.range != finding.range { end = max(end, last.range.upperBound) }
      if nested || finding.range.upperBound > end { kept.append(finding) }
    }
    return kept
  }

  /// The keys of terms that may stand at a word.
  private func keys(_ base: String, in words: [TermWord], at index: Int) -> [String] {
    guard openings.contains(base), index + 1 < words.count, words[index + 1].followsClosely else {
      return [base]
    }
    return [base] + laterForms(of: words[index + 1]).map { Self.key(base, $0) }
  }

  /// The words of which a word may be a form where it is not the first of a term.
  private func laterForms(of word: TermWord) -> [String] {
    inflection.repetitionMark == nil
      ? inflection.bases(of: word.folded) : inflection.unclitic(word.folded)
  }

  /// The position of the last word of an entry that begins at a word; `nil` if it does not stand there.
  ///
  /// - Parameter base: The base of the first word by which the entry was found.
  private func end(of entry: Entry, _ base: String, in words: [TermWord], from start: Int) -> Int? {
    let end = start + entry.rest.count
    guard end < words.count,
      base == words[start].folded || entry.mayBeFormed || isBare(words[start], base)
    else { return nil }
    for (word, expected) in zip(words[start...].dropFirst(), entry.rest) {
      guard word.followsClosely, laterForms(of: word).contains(expected) else { return nil }
    }
    guard let capitals = entry.capitals else { return end }
    return words[start].text.hasPrefix(capitals) ? end : nil
  }

  /// Whether a word is another but for clitics.
  private func isBare(_ word: TermWord, _ base: String) -> Bool {
    inflection.unclitic(word.folded).contains(base)
  }
}

extension TermFinder.Finding: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    (a.range.lowerBound, b.range.upperBound, a.term)
      < (b.range.lowerBound, a.range.upperBound, b.term)
  }
}

extension StringProtocol {
  /// Whether the text has two capital letters or more and no small one.
  fileprivate var isInCapitals: Bool {
    !utf8.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
      && unicodeScalars.count { $0.properties.isUppercase } > 1
      && !unicodeScalars.contains { $0.properties.isLowercase }
  }
}
