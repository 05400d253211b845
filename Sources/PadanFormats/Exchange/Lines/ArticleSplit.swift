package import PadanModel

/// Splits pairs into sets for training, development and test. All pairs of an article get into one
/// set, but for those whose texts another article has, too: they all go to the set of one of these articles, so that no
/// set has the texts of another.
///
/// Pairs without a known article are grouped by their source text. The seed decides the order of
/// the articles. The last sets are filled first, up to their share of the pairs, and each gets at
/// least one article while there are enough. The same pairs and seed give the same sets.
///
///     var split = ArticleSplit(shares: [0.8, 0.1, 0.1], seed: 1)
///     for pair in pairs { split.count(pair) }
///     split.assign()
///     let set = split.part(of: pairs[0]).map { split.names[$0] }
package struct ArticleSplit: Sendable {
  /// The share of each set, 0...1; their sum is 1.
  package let shares: [Double]
  /// The number that decides the order of the articles.
  private let seed: UInt64
  /// The article that decides about each pair of texts, and the number of pairs with these texts, by the hash of both.
  private var texts: [UInt64: (article: UInt64, count: Int)] = [:]
  /// The set of each article, by the article's hash.
  private var parts: [UInt64: Int] = [:]

  /// A split without pairs.
  ///
  /// - Parameters:
  ///   - shares: The share of each set, 0...1; their sum is 1.
  ///   - seed: Any number; another one gives other sets.
  /// - Precondition: There are two or three shares.
  package init(shares: [Double], seed: UInt64) {
    precondition((2...3).contains(shares.count), "A split has two or three sets.")
    self.shares = shares
    self.seed = seed
  }

  /// The names of the sets, in the order of `shares`.
  package var names: [String] { shares.count == 2 ? ["train", "test"] : ["train", "dev", "test"] }

  /// Counts a pair.
  package mutating func count(_ pair: TranslationPair) {
    let article = group(of: pair)
    let known = texts[pair.textHash] ?? (article, 0)
    // The least of the hashes does not depend on the order of the pairs.
    texts[pair.textHash] = (min(known.article, article), known.count + 1)
  }

  /// Assigns each article to a set. Call it once, after all pairs have been counted.
  package mutating func assign() {
    var counts: [UInt64: Int] = [:]
    for (article, count) in texts.values { counts[article, default: 0] += count }
    let total = counts.values.reduce(0, +)
    var order = counts.sorted { $0.key < $1.key }[...]
    for part in shares.indices.dropFirst().reversed() {
      let quota = Double(total) * shares[part]
      var filled = 0
      while quota > 0, let next = order.first, order.count > part {
        guard filled == 0 || Double(filled) + Double(next.value) / 2 <= quota else { break }
        order.removeFirst()
        parts[next.key] = part
        filled += next.value
      }
    }
    for group in order { parts[group.key] = 0 }
  }

  /// The position of a pair's set in `shares`; `nil` for a pair that was not counted, or before
  /// `assign()`.
  package func part(of pair: TranslationPair) -> Int? {
    texts[pair.textHash].flatMap { parts[$0.article] }
  }

  /// The hash of a pair's article and the seed.
  ///
  /// Its bits are mixed, so that the order of the hashes is as good as random (finalizer of
  /// MurmurHash3, https://github.com/aappleby/smhasher).
  private func group(of pair: TranslationPair) -> UInt64 {
    var hash = StableHash(seed: seed)
    hash.add(pair.provenance.document == nil ? 1 : 2)
    hash.add(field: pair.provenance.document ?? pair.source.text)
    let mixed = (hash.value ^ (hash.value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 33)
  }
}

extension TranslationPair {
  /// A hash of both texts.
  package var textHash: UInt64 {
    var hash = StableHash()
    hash.add(field: source.text)
    hash.add(field: target.text)
    return hash.value
  }
}
