import PadanMatch

/// Texts of an index whose outlines let them answer a query. They are collected from its rows and
/// read in groups, the best bounds first.
struct Candidates {
  /// Receives the match key of a text and returns the score, 0...100, below which no further text is
  /// needed.
  typealias Answer = (_ key: [UInt32]) throws -> Double

  /// A unit, and the highest score that its text can have.
  private struct Bound {
    var most: Double
    var unit: Int64
  }

  let query: PreparedQuery
  /// The score below which a text is not needed, 0...100. It rises as answers are found.
  private(set) var least: Double
  private var scanner: OutlineScanner
  private var bounds: [Bound] = []
  /// Outlines from several rows that wait for each other, so that the kernel can take many at once.
  private var waiting: [(unit: Int64, stored: PreparedQuery.Stored, start: Int)] = []
  private var outlines: [UInt8] = []
  private var tile: [UInt8] = []
  private var reader = TextReader()

  /// - Parameter least: The least score that is needed at the start, 0...100.
  init(_ query: PreparedQuery, least: Double) {
    self.query = query
    self.least = least
    scanner = OutlineScanner(query.outline.classes)
  }

  /// How many texts wait.
  var count: Int { bounds.count + waiting.count }

  /// Adds those texts of a row that can score enough.
  mutating func add(_ row: OutlineRow) {
    let shortest = LengthClass.shortest(row.lengthClass)
    var stored = PreparedQuery.Stored(count: shortest, rest: row.mostRest, excess: row.excess)
    let need = query.need(stored, score: least)
    guard need <= min(scanner.count, LengthClass.longest(row.lengthClass)) else { return }
    row.forEachTile { first, lanes, bytes in
      var found = scanner.scan(bytes, lanes: lanes, height: row.height, need: need)
      while found != 0 {
        let lane = found.trailingZeroBitCount
        found &= found - 1
        stored.rest = row.rest(first + lane)
        add(row.unit(first + lane), stored, common: Int(scanner.commons[lane]))
      }
    }
  }

  private mutating func add(_ unit: Int64, _ stored: PreparedQuery.Stored, common: Int) {
    let most = query.bound(common: common, stored)
    if most >= least - Letters.margin { bounds.append(Bound(most: most, unit: unit)) }
  }

  /// Adds one text, if it can score enough.
  mutating func add(_ row: OutlineRow, _ index: Int) {
    let stored = PreparedQuery.Stored(
      count: LengthClass.shortest(row.lengthClass), rest: row.rest(index), excess: row.excess)
    waiting.append((row.unit(index), stored, outlines.count))
    row.append(index, to: &outlines)
    if waiting.count == OutlineTile.size { scanWaiting() }
  }

  /// Compares the outlines that wait, and keeps those that can score enough.
  private mutating func scanWaiting() {
    guard !waiting.isEmpty else { return }
    let ends = waiting.dropFirst().map(\.start) + [outlines.count]
    let height = zip(waiting, ends).map { $1 - $0.start }.max() ?? 0
    tile.removeAll(keepingCapacity: true)
    tile.append(contentsOf: repeatElement(0, count: waiting.count * height))
    for (lane, (text, end)) in zip(waiting, ends).enumerated() {
      for place in text.start..<end {
        tile[(place - text.start) * waiting.count + lane] = outlines[place]
      }
    }
    let need = waiting.map { query.need($0.stored, score: least) }.min() ?? 0
    let found = tile.withUnsafeBytes {
      scanner.scan($0, lanes: waiting.count, height: height, need: need)
    }
    for (lane, text) in waiting.enumerated() where found >> UInt64(lane) & 1 == 1 {
      add(text.unit, text.stored, common: Int(scanner.commons[lane]))
    }
    waiting.removeAll(keepingCapacity: true)
    outlines.removeAll(keepingCapacity: true)
  }

  /// Passes the texts to `answer`, the best bounds first, until no other can score enough, and
  /// empties the collection.
  ///
  /// - Throws: Whatever the store and `answer` throw.
  mutating func score(_ texts: any UnitTexts, _ answer: Answer) throws {
    scanWaiting()
    bounds.sort { $0.most == $1.most ? $0.unit < $1.unit : $0.most > $1.most }
    for bound in bounds {
      guard bound.most >= least - Letters.margin else { break }
      // A text whose unit has gone, or has another text now, is stale, and harmless: the text of the
      // unit is what is scored.
      guard try texts.readText(ofUnit: bound.unit, { reader.readKey($0) }) else { continue }
      least = max(least, try answer(reader.scalars))
    }
    bounds.removeAll(keepingCapacity: true)
  }
}
