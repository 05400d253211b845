import PadanIndex

/// Texts in memory for the kernel alone: what the inner loop of a search is timed on.
public struct KernelTexts {
  private var pool: [UInt8] = []
  private var starts: [UInt32] = []
  private var counts: [UInt32] = []

  /// Packs the texts that take a byte a scalar, shorter ones first, and leaves the others out.
  public init(_ texts: [String]) {
    for text in texts.sorted(by: { $0.unicodeScalars.count < $1.unicodeScalars.count }) {
      let start = pool.count
      guard PackedText.append(text.unicodeScalars.map(\.value), to: &pool) == 1 else {
        pool.removeSubrange(start...)
        continue
      }
      starts.append(UInt32(start))
      counts.append(UInt32(pool.count - start))
    }
    pool.append(
      contentsOf: repeatElement(0, count: Int(counts.last ?? 0) + IndelPattern.slack))
  }

  /// How many texts there are.
  public var count: Int { starts.count }

  /// The instruction sets that this processor has.
  public static var levels: [String] { IndelPattern.Level.available.map { "\($0)" } }

  /// The sum of the common lengths of a query with every text.
  public func commonLengths(with query: String, level: String) -> Int {
    var result = [UInt32](repeating: 0, count: starts.count)
    let level = IndelPattern.Level.available.first { "\($0)" == level }!
    IndelPattern(Array(query.unicodeScalars)).commonLengths(
      pool: pool, starts: starts, counts: counts, needs: Array(repeating: 0, count: count),
      into: &result, level: level)
    return result.reduce(0) { $0 + Int($1) }
  }
}
