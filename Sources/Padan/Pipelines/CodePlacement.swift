import PadanLanguage
import PadanModel
import PadanText

/// Puts the codes of a segment where the words of its translation stand that are linked to the words
/// around which, or beside which, they stand.
///
/// A pair around the whole segment stands around the whole translation, and a code at an end at that end. A pair
/// around what stands in the translation as it is, such as an address, stands around that. One around a value
/// stands around all of it, with its currency and the marks that it enclosed. Nothing is guessed: a pair is left
/// out where none of its words has a link, and where the words of its translation stand among others'; a code
/// on its own, such as an image, where neither the word behind it nor that before it has a link.
struct CodePlacement {
  /// Words or values of both texts that translate each other, by their places among the scalars.
  private struct Link {
    var source, target: Range<Int>
  }

  /// What is known of a language.
  struct Language: Sendable {
    let values: ValueReader
    let smallWords: Set<String>

    init(_ language: LanguageTag) {
      values = ValueReader(language: language)
      smallWords = LanguageProfile.of(language).functionWords
    }
  }

  private let links: [Link]
  /// These, and equal values that stand once in each text.
  private let allLinks: [Link]
  /// The words without a link.
  private let open: (source: [Range<Int>], target: [Range<Int>])
  /// Those of them that are no small words.
  private let telling: (source: [Range<Int>], target: [Range<Int>])
  private let source, target: CodedSide

  /// - Parameters:
  ///   - source: A text.
  ///   - target: Its translation.
  ///   - links: The links between the words of both.
  ///   - languages: What is known of the languages of both.
  init(
    _ source: String, _ target: String, links: [WordLink],
    languages: (source: Language, target: Language)
  ) {
    let (source, target) = (
      CodedSide(source, languages.source), CodedSide(target, languages.target)
    )
    let words = links.compactMap { link -> Link? in
      guard let from = source.scalars(of: link.source.range),
        let to = target.scalars(of: link.target.range)
      else { return nil }
      return Link(source: from, target: to)
    }
    let sources = Dictionary(grouping: source.values, by: \.key)
    let targets = Dictionary(grouping: target.values, by: \.key)
    let values = source.values.compactMap { value -> Link? in
      guard sources[value.key]?.count == 1, let same = targets[value.key], same.count == 1 else {
        return nil
      }
      return Link(source: value.range, target: same[0].range)
    }
    let all = words + values
    let open = (
      source: source.words(without: all.map(\.source)),
      target: target.words(without: all.map(\.target))
    )
    (self.links, allLinks, self.open) = (words, all, open)
    telling = (
      open.source.filter { !source.isSmallWord($0) }, open.target.filter { !target.isSmallWord($0) }
    )
    (self.source, self.target) = (source, target)
  }

  /// The translation, and its codes by ascending offset in its Unicode scalars. A code on its own that stands
  /// behind or before a blank in the source does so there, too.
  ///
  /// - Parameter codes: The codes of the source, in order. Half of a pair is placed if its other half is in
  ///   another segment.
  func placed(_ codes: [InlineCode]) -> (text: String, codes: [InlineCode]) {
    var closings: [String: Int] = [:]
    for (index, code) in codes.enumerated() where code.side == .closing {
      if let number = code["i"] { closings[number] = index }
    }
    var places: [(code: InlineCode, order: Int, blanks: Blanks)] = []
    var hulls: [Range<Int>] = []
    for (index, code) in codes.enumerated() where code.side == .opening && code.element != "it" {
      guard let end = code["i"].flatMap({ closings[$0] }), end > index,
        let hull = hull(of: code.offset..<codes[end].offset),
        hulls.allSatisfy({ !$0.crosses(hull) })
      else { continue }
      hulls.append(hull)
      var (opening, closing) = (code, codes[end])
      (opening.offset, closing.offset) = (hull.lowerBound, hull.upperBound)
      places += [(opening, codes.count + index, Blanks()), (closing, end, Blanks())]
    }
    for (index, code) in codes.enumerated() where code.side == .whole || code.element == "it" {
      guard let place = place(of: code) else { continue }
      var placed = code
      placed.offset = place
      places.append(
        (
          placed, code.side == .closing ? index : codes.count + index,
          code.side == .whole ? blanks(around: code.offset) : Blanks()
        ))
    }
    // Where one pair ends and the next begins, the end comes first.
    places.sort { ($0.code.offset, $0.order) < ($1.code.offset, $1.order) }
    return withBlanks(places.map { ($0.code, $0.blanks) })
  }

  /// On which sides of a code blanks or the ends of the text stand.
  private struct Blanks {
    var before = false, behind = false
  }

  /// The blanks around an offset of the source.
  private func blanks(around offset: Int) -> Blanks {
    guard 0...source.count ~= offset else { return Blanks() }
    return Blanks(before: source.isBlank(at: offset - 1), behind: source.isBlank(at: offset))
  }

  /// The translation with the blanks that codes have in the source between them and a letter or sign beside
  /// them, in scripts that have blanks.
  private func withBlanks(
    _ codes: [(code: InlineCode, blanks: Blanks)]
  ) -> (text: String, codes: [InlineCode]) {
    var text = String.UnicodeScalarView()
    var placed: [InlineCode] = []
    var start = 0
    func needsBlank(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar else { return false }
      return (CodedSide.isWord(scalar) || CodedSide.isAmountSign(scalar))
        && !scalar.properties.isIdeographic
    }
    for (code, blanks) in codes {
      text.append(contentsOf: target.scalars[start..<code.offset])
      start = code.offset
      if blanks.before, needsBlank(text.last) { text.append(" ") }
      var code = code
      code.offset = text.count
      placed.append(code)
      if blanks.behind, start < target.count, needsBlank(target.scalars[start]) { text.append(" ") }
    }
    text.append(contentsOf: target.scalars[start...])
    return (String(text), placed)
  }

  // MARK: Codes on their own

  /// The offset of a code on its own in the scalars of the target: before the word that translates the
  /// word behind it, or behind the one that translates the word before it; `nil` if that is not clear. The end of
  /// an element is rather behind its last word.
  private func place(of code: InlineCode) -> Int? {
    let offset = code.offset
    guard offset > 0 else { return 0 }
    guard offset < source.count else { return target.count }
    guard let place = placeByWords(of: code) else { return nil }
    // A code stands on the side of a blank where it does in the source, or has a blank in its own markup.
    let blanks = blanks(around: offset)
    let hasBlank = code.content.last?.isWhitespace ?? false
    if hasBlank || blanks.before && !blanks.behind, target.isBlank(at: place),
      place < target.count
    {
      return place + 1
    }
    return blanks.behind && !blanks.before && place > 0 && target.isBlank(at: place - 1)
      ? place - 1 : place
  }

  /// The offset of a code on its own beside a word of the target; `nil` if that is not clear.
  private func placeByWords(of code: InlineCode) -> Int? {
    let offset = code.offset
    // Behind the last word, such as the mark of a footnote before the full stop.
    if let last = source.words.last, last.upperBound <= offset, let own = target.words.last {
      return endOfMarks(source.scalars[last.upperBound..<offset], from: end(of: own))
    }
    // A word within this many scalars is beside the code: a blank and a mark.
    let behind = links.lazy.filter { offset...offset + 2 ~= $0.source.lowerBound }
      .min { $0.source.lowerBound < $1.source.lowerBound }.map(\.target.lowerBound)
    let before = links.lazy.filter { offset - 2...offset ~= $0.source.upperBound }
      .max { $0.source.upperBound < $1.source.upperBound }.map { link in
        endOfMarks(source.scalars[link.source.upperBound..<offset], from: end(of: link.target))
      }
    return code.side == .closing ? before ?? behind : behind ?? before
  }

  /// The end of a word of the target, or of the value to which it belongs, with its sign.
  private func end(of word: Range<Int>) -> Int {
    let value = target.values.lazy.map(\.range).first { $0.overlaps(word) }
    let end = max(word.upperBound, value?.upperBound ?? 0)
    return target.isDigit(at: end - 1) && target.isAmountSign(at: end) ? end + 1 : end
  }

  // MARK: Pairs

  /// The scalars of the target that translate these scalars of the source; `nil` if that is not clear.
  private func hull(of range: Range<Int>) -> Range<Int>? {
    guard range.upperBound <= source.count, !range.isEmpty else { return nil }
    if range == 0..<source.count { return 0..<target.count }
    let range = source.trimmed(range)
    if let same = samePlace(as: range) { return same }
    guard var hull = linkedHull(of: range) else { return nil }
    if let words = target.words.first.map({ $0.union(target.words.last ?? $0) }),
      source.words.allSatisfy({ range.contains($0) })
    {
      hull = words
    }
    hull = withValues(hull, of: range)
    hull = withOpenWords(hull, of: range)
    guard !links.contains(where: { !range.contains($0.source) && $0.target.overlaps(hull) }) else {
      return nil
    }
    return withMarks(hull, of: range)
  }

  /// The scalars of the target that are linked to words of a range. A small word counts only where it is the
  /// only one, or where its translation stands with theirs: *dari* is “than” and “of”.
  private func linkedHull(of range: Range<Int>) -> Range<Int>? {
    let inside = allLinks.filter { range.contains($0.source) }
    let words = inside.filter { !source.isSmallWord($0.source) }
    let sure = (words.isEmpty ? inside : words).map(\.target)
    return inside.map(\.target).reduce(
      sure.dropFirst().reduce(sure.first) { $0?.union($1) }
    ) { hull, place in
      guard let wider = hull?.union(place),
        !links.contains(where: { !range.contains($0.source) && $0.target.overlaps(wider) })
      else { return hull }
      return wider
    }
  }

  /// The longest text, in scalars, whose pieces are looked for in the translation.
  private static let longestCompared = 4_000

  /// Where the translation has the text of a range of the source as it is; `nil` if it has it not as often, or
  /// if words of it have another translation.
  private func samePlace(as range: Range<Int>) -> Range<Int>? {
    guard max(source.count, target.count) <= Self.longestCompared else { return nil }
    let text = source.scalars[range]
    guard text.contains(where: CodedSide.isWord) else { return nil }
    let bounds = (source.isBoundary(range.lowerBound), source.isBoundary(range.upperBound))
    let (own, places) = (
      source.places(of: text, boundaries: bounds), target.places(of: text, boundaries: bounds)
    )
    guard places.count == own.count, let number = own.firstIndex(of: range) else { return nil }
    let place = places[number]
    let isElsewhere = links.contains {
      range.contains($0.source) ? !place.overlaps($0.target) : place.overlaps($0.target)
    }
    return places.count == 1 || !isElsewhere ? place : nil
  }

  /// A hull with the whole of each value that it has a part of, if the source has the whole value in the range.
  private func withValues(_ hull: Range<Int>, of range: Range<Int>) -> Range<Int> {
    var hull = hull
    for value in target.values.map(\.range) where hull.overlaps(value) && !hull.contains(value) {
      let isWhole = source.values.contains { own in
        range.contains(own.range)
          && allLinks.contains {
            own.range.overlaps($0.source) && value.overlaps($0.target)
          }
      }
      if isWhole { hull = hull.union(value) }
    }
    // A sign of a currency or per cent belongs to its number.
    guard source.tokenCount(in: range) > 1 else { return hull }
    if hull.lowerBound > 0, target.isAmountSign(at: hull.lowerBound - 1),
      target.isDigit(at: hull.lowerBound)
    {
      hull = hull.lowerBound - 1..<hull.upperBound
    }
    let end = target.isBlank(at: hull.upperBound) ? hull.upperBound + 1 : hull.upperBound
    if target.isAmountSign(at: end), target.isDigit(at: hull.upperBound - 1) {
      hull = hull.lowerBound..<end + 1
    }
    return hull
  }

  /// A hull with the words without a link that belong to it: those beside it that the range has, too, and, if
  /// all such words of the source stand in the range, those of the target.
  private func withOpenWords(_ hull: Range<Int>, of range: Range<Int>) -> Range<Int> {
    let own = Set(open.source.filter { range.contains($0) }.map { source.folded($0) })
    var hull = hull
    for words in [open.target, open.target.reversed()] {
      for word in words where target.isBeside(word, hull) && own.contains(target.folded(word)) {
        hull = hull.union(word)
      }
    }
    let rest = telling.target.filter { !hull.contains($0) }
    if !telling.source.isEmpty, telling.source.allSatisfy({ range.contains($0) }), !rest.isEmpty,
      rest.count <= telling.source.count
    {
      let all = rest.reduce(hull) { $0.union($1) }
      let isAlone = !allLinks.contains { !range.contains($0.source) && $0.target.overlaps(all) }
      if isAlone { hull = all }
    }
    return hull
  }

  /// A hull with the marks beside it that stand at the same end of the range.
  private func withMarks(_ hull: Range<Int>, of range: Range<Int>) -> Range<Int> {
    let text = source.scalars[range]
    guard let first = text.firstIndex(where: CodedSide.isWord),
      let last = text.lastIndex(where: CodedSide.isWord)
    else { return hull }
    let marks = Set(text[..<first].map(CodedSide.plainMark))
    var start = hull.lowerBound
    while start > 0, marks.contains(CodedSide.plainMark(target.scalars[start - 1])),
      !target.isBlank(at: start - 1)
    {
      start -= 1
    }
    return start..<endOfMarks(text[(last + 1)...], from: hull.upperBound)
  }

  /// The end of the marks from an offset of the target on that stand among these of the source.
  private func endOfMarks(_ marks: ArraySlice<Unicode.Scalar>, from offset: Int) -> Int {
    let marks = Set(marks.map(CodedSide.plainMark))
    var end = offset
    while end < target.count, !target.isBlank(at: end),
      marks.contains(CodedSide.plainMark(target.scalars[end]))
    {
      end += 1
    }
    return end
  }
}

extension Range<Int> {
  /// Whether both ranges share a part, and neither holds the other.
  fileprivate func crosses(_ other: Range<Int>) -> Bool {
    overlaps(other) && !contains(other) && !other.contains(self)
  }

  /// The smallest range that holds both.
  fileprivate func union(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
