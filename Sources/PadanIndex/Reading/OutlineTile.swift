import CKernels

/// Up to 64 outlines side by side, as the kernel compares them with a query: two letters a byte,
/// and the bytes of one place of all outlines behind each other.
package struct OutlineTile {
  /// The largest number of outlines.
  package static let size = 64

  /// How many bytes an outline of so many letters takes.
  package static func height(ofCount count: Int) -> Int { (count + 1) / 2 }

  /// How many outlines lie side by side in a row of tiles where `rest` more come, this one included:
  /// as many as the kernel takes, or all that are left.
  static func lanes(ofRest rest: Int) -> Int {
    rest >= size ? size : rest >= size / 2 ? size / 2 : rest
  }

  /// The two letters at each place of an outline, one byte each.
  package static func append(_ classes: [UInt8], height: Int, to bytes: inout [UInt8]) {
    for place in 0..<height {
      let first = 2 * place < classes.count ? classes[2 * place] : 0
      let second = 2 * place + 1 < classes.count ? classes[2 * place + 1] : 0
      bytes.append(first | second << 4)
    }
  }
}

/// The kernel with one query's outline, and the memory that it works in.
package struct OutlineScanner {
  /// An instruction set for which the kernel is compiled. All give the same answers, at different
  /// speeds.
  package enum Level: Int32, CaseIterable, Sendable {
    case plain, narrow, avx2

    /// The widest one that this processor has.
    package static let widest = Level(rawValue: ck_widest()) ?? .plain
    /// All that this processor has.
    package static var available: [Level] { allCases.filter { $0.rawValue <= widest.rawValue } }
  }

  /// The number of the query's letters.
  let count: Int
  private let level: Level
  /// For each eight letters of the query, the places of each class: bit i of byte c.
  private var places: [UInt8]
  private var open: [UInt8]
  /// The common letters of each text of the last tile.
  package private(set) var commons = [UInt16](repeating: 0, count: OutlineTile.size)
  /// A tile that is not as wide as the kernel needs it, filled up.
  private var wide: [UInt8] = []

  /// Builds the table.
  ///
  /// - Precondition: There are fewer than 65,536 classes.
  package init(_ classes: [UInt8], level: Level = .widest) {
    count = classes.count
    self.level = level
    let words = (count + 7) / 8
    places = Array(repeating: 0, count: 16 * words)
    for (index, letter) in classes.enumerated() {
      places[16 * (index / 8) + Int(letter)] |= 1 << UInt8(index % 8)
    }
    open = Array(repeating: 0, count: OutlineTile.size * (words + 1))
  }

  /// Compares the query with a tile. `commons` has the numbers of common letters afterwards, for
  /// those texts that have enough of them.
  ///
  /// - Parameters:
  ///   - tile: The bytes of the tile.
  ///   - lanes: How many outlines it has, at most 64.
  ///   - height: How many bytes each outline has.
  ///   - need: How many letters a text must have in common with the query.
  /// - Returns: The texts that have enough, a bit each.
  /// - Complexity: O(count / 8 · height) for all texts of a tile together.
  package mutating func scan(
    _ tile: UnsafeRawBufferPointer, lanes: Int, height: Int, need: Int
  ) -> UInt64 {
    let all = lanes == 64 ? UInt64.max : 1 << UInt64(lanes) - 1
    guard count > 0, height > 0 else {
      for lane in 0..<lanes { commons[lane] = 0 }
      return need <= 0 ? all : 0
    }
    if lanes == 64 || lanes == 32 {
      return scan(tile.baseAddress!.assumingMemoryBound(to: UInt8.self), lanes, height, need)
    }
    let width = lanes <= 32 ? 32 : 64
    wide.removeAll(keepingCapacity: true)
    wide.append(contentsOf: repeatElement(0, count: width * height))
    for place in 0..<height {
      for lane in 0..<lanes { wide[width * place + lane] = tile[lanes * place + lane] }
    }
    return wide.withUnsafeBufferPointer { scan($0.baseAddress!, width, height, need) } & all
  }

  private mutating func scan(
    _ tile: UnsafePointer<UInt8>, _ lanes: Int, _ height: Int, _ need: Int
  ) -> UInt64 {
    ck_scan(
      places, Int32(count), tile, Int32(lanes), Int32(2 * height), Int32(need), &open, &commons,
      level.rawValue)
  }
}
