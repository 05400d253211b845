/// The length of the longest common subsequence by the textbook's table.
package enum SlowIndel {
  /// Counts cell by cell.
  package static func commonLength<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for element in a {
      var diagonal = 0
      for column in b.indices {
        let above = row[column + 1]
        row[column + 1] = element == b[column] ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return row[b.count]
  }
}
