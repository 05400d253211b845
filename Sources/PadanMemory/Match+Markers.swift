import PadanMatch
import PadanModel
import PadanText

extension Match {
  /// The match as one of the texts behind the markers of list items. Where the source loses a marker, the
  /// rest is compared with the query again.
  ///
  /// The marker of a translation goes with that of its source. Where the source has none, it goes only if
  /// the query has a marker of its own.
  ///
  /// - Parameters:
  ///   - query: The text behind its own marker.
  ///   - isItem: Whether it is an item of a list, and so has a marker in its document.
  package func behindMarkers(for query: LookupQuery, isItem: Bool) -> Match {
    var match = self
    guard match.source.dropMarker() else {
      if isItem { match.target.dropMarker() }
      return match
    }
    match.target.dropMarker()
    var texts = [query.text, match.source.text].map { MatchText($0) }
    if score.isWithoutCodes { texts = texts.map { $0.bare() ?? $0 } }
    match.score = MatchScorer.score(texts[0], texts[1])
    match.score.penalties += score.penalties.filter { !$0.reason.isFold }
    match.score.isWithoutCodes = score.isWithoutCodes
    let context = QueryContext(query)
    match.contextCount =
      match.isOfSameText
      ? occurrences.map { context.count(previous: $0.previousSource, next: $0.nextSource) }.max()
        ?? 0
      : 0
    match.kind =
      match.contextCount > 0 ? .context : match.score.net == 100 ? .exact : .fuzzy
    return match
  }

  /// The match with a marker before each of its texts.
  package func with(marker: String) -> Match {
    var match = self
    match.source.insert(marker: marker)
    match.target.insert(marker: marker)
    if let repair {
      let length = marker.utf8.count
      match.repair = TranslationPair.Repair(
        text: marker + repair.text,
        spans: repair.spans.map { span in
          var span = span
          span.range = span.range.lowerBound + length..<span.range.upperBound + length
          return span
        }, isComplete: repair.isComplete)
    }
    return match
  }
}

extension Variant {
  /// Takes the marker of a list item from the start of the text.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  fileprivate mutating func dropMarker() -> Bool {
    let (marker, rest) = ListMarker.split(text)
    if marker.isEmpty { return false }
    text = String(rest)
    moveCodes(by: -marker.unicodeScalars.count)
    return true
  }

  fileprivate mutating func insert(marker: String) {
    text = marker + text
    moveCodes(by: marker.unicodeScalars.count)
  }

  private mutating func moveCodes(by count: Int) {
    for index in codes.indices { codes[index].offset = max(0, codes[index].offset + count) }
  }
}
