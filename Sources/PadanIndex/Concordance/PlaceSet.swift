/// A text of a unit as a number: twice the unit's number, and one more for its target.
package struct TextPlace: Hashable, Sendable {
  /// The number.
  package var value: Int

  /// The largest number, that of the target of the last unit that an index can hold.
  package static let most = Int(IndexedText.mostUnit) * 2 + 1

  /// The place of a number.
  package init(value: Int) { self.value = value }

  /// One side of a unit.
  package init(unit: Int64, isTarget: Bool) { value = Int(unit) * 2 + (isTarget ? 1 : 0) }

  /// The unit's number.
  package var unit: Int64 { Int64(value / 2) }
  /// Whether it is the unit's target.
  package var isTarget: Bool { value % 2 == 1 }
}

/// A set of texts, one bit for each.
///
/// A million units take 250 kB. So lists of any length are joined and cut in a millisecond.
package struct PlaceSet: Sendable {
  private var words: [UInt64] = []

  /// A set without texts.
  package init() {}

  /// Adds a text.
  package mutating func insert(_ place: Int) {
    let index = place >> 6
    if index >= words.count {
      words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
    }
    words[index] |= 1 << UInt64(place & 63)
  }

  /// Whether it has a text.
  package func contains(_ place: Int) -> Bool {
    let index = place >> 6
    return index < words.count && words[index] >> UInt64(place & 63) & 1 == 1
  }

  /// Whether it has no texts.
  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Adds the texts of another set.
  package mutating func formUnion(_ other: PlaceSet) {
    if words.count < other.words.count {
      words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
    }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// Keeps the texts that another set has too.
  package mutating func formIntersection(_ other: PlaceSet) {
    words.removeLast(max(0, words.count - other.words.count))
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// The units of which at least one text is in the set, each as its source.
  package var units: PlaceSet {
    let sources: UInt64 = 0x5555_5555_5555_5555
    var units = self
    for index in words.indices { units.words[index] = (words[index] | words[index] >> 1) & sources }
    return units
  }

  /// Only the sources, or only the targets, each as the source of its unit.
  package func side(isTarget: Bool) -> PlaceSet {
    let sources: UInt64 = 0x5555_5555_5555_5555
    var side = self
    for index in words.indices {
      side.words[index] = (isTarget ? words[index] >> 1 : words[index]) & sources
    }
    return side
  }

  /// The numbers of the set, ascending.
  package var places: some Sequence<Int> {
    words.indices.lazy.flatMap { index in
      sequence(state: self.words[index]) { bits in
        guard bits != 0 else { return nil }
        defer { bits &= bits - 1 }
        return index << 6 + bits.trailingZeroBitCount
      }
    }
  }
}
