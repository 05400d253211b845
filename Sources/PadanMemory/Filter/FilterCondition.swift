/// A condition on the tables of pairs: comparisons, joined by `and` and `or`.
///
/// Negations stand at comparisons alone, and no join holds one of its own kind. So a condition is only
/// as deep as its expression changes between `and` and `or`.
indirect enum FilterCondition: Hashable, Sendable {
  /// A comparison in SQL that is never NULL, with a `?` for each argument.
  case comparison(sql: String, arguments: [PairFilter.Value])
  /// All of these are true.
  case all([FilterCondition])
  /// At least one of these is true.
  case any([FilterCondition])

  /// How many conditions are joined in one pair of parentheses. SQLite's trees of expressions are at
  /// most 1,000 deep, and a chain is a tree as deep as it is long.
  private static let chainLength = 100

  /// The conditions that are all true.
  static func all(of parts: [FilterCondition]) -> Self {
    .all(parts.flatMap { part in if case .all(let inner) = part { inner } else { [part] } })
  }

  /// The conditions of which one is true.
  static func any(of parts: [FilterCondition]) -> Self {
    .any(parts.flatMap { part in if case .any(let inner) = part { inner } else { [part] } })
  }

  /// The condition that is true where this one is not.
  var negated: Self {
    switch self {
    case .comparison(let sql, let arguments):
      sql.hasPrefix("NOT ")
        ? .comparison(sql: String(sql.dropFirst(4)), arguments: arguments)
        : .comparison(sql: "NOT " + sql, arguments: arguments)
    case .all(let parts): .any(parts.map(\.negated))
    case .any(let parts): .all(parts.map(\.negated))
    }
  }

  /// How deeply joins are nested in it.
  var depth: Int {
    switch self {
    case .comparison: 0
    case .all(let parts), .any(let parts): 1 + (parts.map(\.depth).max() ?? 0)
    }
  }

  /// The condition in SQL with the values of its `?`, in order.
  ///
  /// SQLite's parser remembers what stands before a parenthesis, up to a hundred signs. So the deepest
  /// part comes first, and long chains are divided.
  var statement: (sql: String, arguments: [PairFilter.Value]) {
    switch self {
    case .comparison(let sql, let arguments): (sql, arguments)
    case .all(let parts): Self.joined(parts, " AND ")
    case .any(let parts): Self.joined(parts, " OR ")
    }
  }

  private static func joined(
    _ parts: [FilterCondition], _ word: String
  ) -> (sql: String, arguments: [PairFilter.Value]) {
    let ordered = parts.map { (part: $0, depth: $0.depth) }.enumerated()
      .sorted { ($1.element.depth, $0.offset) < ($0.element.depth, $1.offset) }
      .map(\.element.part.statement)
    var texts = ordered.map(\.sql)
    while texts.count > 1 {
      texts = stride(from: 0, to: texts.count, by: chainLength).map { start in
        let chain = texts[start..<min(start + chainLength, texts.count)]
        return chain.count > 1 ? "(" + chain.joined(separator: word) + ")" : chain[start]
      }
    }
    return (texts.first ?? "1", ordered.flatMap(\.arguments))
  }
}
