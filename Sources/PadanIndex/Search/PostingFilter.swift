import PadanMatch

/// Tells of which texts of a row of postings a query may share enough tokens, by their marks and signatures
/// alone. Most texts of a search end here.
struct PostingFilter {
  private let signatures: TokenSignature.Query
  /// For each number of tokens that a text can have, 0...255, how many it may lack of the query's tokens;
  /// negative if it cannot share enough. 255 stands for 255 or more.
  private let lackable: [Int]

  /// - Parameter tokens: The hashes of the query's tokens.
  init(_ tokens: [UInt64]) {
    signatures = TokenSignature.Query(tokens)
    lackable = (0...255).map { count in
      let need = SearchSet.leastShared(of: max(tokens.count, count))
      return need <= count || count == 255 ? tokens.count - need : -1
    }
  }

  /// Appends the slots of those texts of a row that may share enough.
  ///
  /// - Parameters:
  ///   - range: The slots that are looked for.
  ///   - lacking: How many of the query's tokens each text of the row lacks at least.
  /// - Throws: `IndexDamage`.
  func append(
    _ row: UnsafeRawBufferPointer, key: Int64, in range: ClosedRange<Int64>, lacking: Int,
    to slots: inout [Int64]
  ) throws {
    try lackable.withUnsafeBufferPointer { lackable in
      try signatures.withLayers { layers in
        try PostingRow.forEach(row, key: key) { slot, mark, signature in
          let most = lackable[Int(mark)]
          guard most >= lacking, range.contains(slot) else { return }
          if layers.allow(most, signature) { slots.append(slot) }
        }
      }
    }
  }
}
