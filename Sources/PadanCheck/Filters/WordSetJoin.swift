/// Finds, for each set of words, whether an earlier one is similar: a set similarity join by prefixes
/// (Bayardo, Ma and Srikant, “Scaling up all pairs similarity search”, 2007), which is exact.
///
///     var join = WordSetJoin(above: 0.8)
///     join.nearest(words)     // nil; the set is an earlier one now
///     join.nearest(words)     // 1
///
/// The words of a set are put into one order for all sets, the long ones first, since these are rare. If two
/// sets of n and m words have a Jaccard index of t, they share a word among the first n − ⌈t·n⌉ + 1 of one
/// and the first m − ⌈t·m⌉ + 1 of the other. So only the first words are listed and looked up.
struct WordSetJoin: Sendable {
  /// A word by its hash.
  struct Word: Hashable, Sendable, Comparable {
    var hash: UInt64
    /// Its length in UTF-8 bytes.
    var length: Int

    /// Whether a word comes before another one in every set.
    static func < (a: Word, b: Word) -> Bool { (b.length, a.hash) < (a.length, b.hash) }
  }

  /// The Jaccard index above which sets are similar, 0..<1.
  private let limit: Double
  /// The number of each word that was met.
  private var numbers: [UInt64: UInt32] = [:]
  /// The earlier sets among whose first words a word is, by its number.
  private var lists: [[UInt32]] = []
  /// For each word the last set that was looked up with it, to count shared words.
  private var marks: [UInt32] = []
  /// The words of the earlier sets, one set after another.
  private var words: [UInt32] = []
  /// Where each earlier set begins in `words`, and where the last one ends.
  private var starts = [0]
  /// For each earlier set the last one that was compared with it.
  private var compared: [UInt32] = []
  private var lookups: UInt32 = 0

  /// Sums of products of the limit are rounded; this much may be wrong.
  private static let rounding = 1e-9

  /// A join of sets whose Jaccard index is above a limit.
  init(above limit: Double) { self.limit = limit }

  /// The largest Jaccard index of a set with an earlier one, if it is above the limit. Otherwise the set
  /// becomes an earlier one.
  ///
  /// - Complexity: O(n log n + c·m) for n words and c earlier sets of m words that share one of its first
  ///   words; 4 bytes of memory for each word of an earlier set, and some 60 for each different one.
  mutating func nearest(_ set: Set<Word>) -> Double? {
    let set = set.sorted().map { number(of: $0.hash) }
    guard !set.isEmpty else { return nil }
    lookups += 1
    for word in set { marks[Int(word)] = lookups }
    let first = set.prefix(
      set.count - Int((limit * Double(set.count) - Self.rounding).rounded(.up)) + 1)
    var nearest: Double?
    for word in first {
      for other in lists[Int(word)] where compared[Int(other)] != lookups {
        compared[Int(other)] = lookups
        let members = words[starts[Int(other)]..<starts[Int(other) + 1]]
        guard Double(min(members.count, set.count)) > limit * Double(max(members.count, set.count))
        else { continue }
        let shared = members.count { marks[Int($0)] == lookups }
        let index = Double(shared) / Double(members.count + set.count - shared)
        if index > max(limit, nearest ?? 0) { nearest = index }
      }
    }
    if nearest == nil {
      for word in first { lists[Int(word)].append(UInt32(compared.count)) }
      words += set
      starts.append(words.count)
      compared.append(0)
    }
    return nearest
  }

  private mutating func number(of hash: UInt64) -> UInt32 {
    if let number = numbers[hash] { return number }
    let number = UInt32(lists.count)
    numbers[hash] = number
    lists.append([])
    marks.append(0)
    return number
  }
}
