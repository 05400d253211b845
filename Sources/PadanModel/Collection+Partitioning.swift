extension RandomAccessCollection where Index == Int {
  /// The index of the first element from which on a claim is true of all; the end if it is true of none.
  ///
  ///     [1, 3, 5, 7].partitioningIndex { $0 >= 4 }  // 2
  ///
  /// - Precondition: Behind an element of which it is true, it is true of all.
  /// - Complexity: O(log n) for n elements.
  @inlinable
  package func partitioningIndex(where isBehind: (Element) -> Bool) -> Index {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
