public import PadanModel

/// Parts pairs into sets for training, development and test, such that an article stays in one of them.
///
/// Pairs of no known article are parted by their source text. The articles are put in an order that the
/// seed decides; the last sets are filled first, up to their share of the pairs, and get an article each
/// while there are any. The same pairs and seed give the same sets.
public struct ArticleSplit: Sendable {
  /// The share of each set, 0...1; together 1.
  public let shares: [Double]
  private let seed: UInt64
  private var counts: [UInt64: Int] = [:]
  private var parts: [UInt64: Int] = [:]

  /// - Precondition: Two or three shares.
  public init(shares: [Double], seed: UInt64) {
    precondition((2...3).contains(shares.count), "A split has two or three sets.")
    self.shares = shares
    self.seed = seed
  }

  /// What the sets are called.
  public var names: [String] { shares.count == 2 ? ["train", "test"] : ["train", "dev", "test"] }

  /// Takes a pair into account.
  public mutating func count(_ pair: TranslationPair) {
    counts[group(of: pair), default: 0] += 1
  }

  /// Decides which article goes where. Call it when all pairs have been counted.
  public mutating func assign() {
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

  /// The set of a pair; `nil` for one that was not counted.
  public func part(of pair: TranslationPair) -> Int? { parts[group(of: pair)] }

  /// The article's number: a hash of the seed and its name, its bits mixed so that their order is as good
  /// as random (the finalizer of MurmurHash3, https://github.com/aappleby/smhasher).
  private func group(of pair: TranslationPair) -> UInt64 {
    var hash = StableHash(seed: seed)
    hash.add(pair.provenance.document == nil ? 1 : 2)
    hash.add(field: pair.provenance.document ?? pair.source.text)
    let mixed = (hash.value ^ (hash.value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 33)
  }
}
