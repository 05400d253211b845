import Padan

extension String {
  /// The least similarity, 0 to 1, of a word to the name that is suggested for it. A misspelt or
  /// unfinished name is above it: `lokup` and `exp` for `lookup` and `export`.
  private static let leastSimilarity = 0.65

  /// The name that is most alike, if one is alike enough to be what was meant.
  func nearest(among names: [String]) -> String? {
    let word = lowercased()
    let near = names.map { (name: $0, similarity: Indel.similarity(word, $0)) }
      .max { $0.similarity < $1.similarity }
    guard let near, near.similarity >= Self.leastSimilarity else { return nil }
    return near.name
  }
}
