import PadanIndex
import PadanMatch

/// Texts in memory for the kernel alone: what the inner loop of a search is timed on.
public struct KernelTexts {
  private var tiles: [(height: Int, bytes: [UInt8])] = []
  /// How many texts there are: whole tiles of them.
  public var count: Int { tiles.count * OutlineTile.size }

  /// Takes the outlines of texts, shorter ones first, side by side.
  public init(_ texts: [String]) {
    let outlines = texts.map { text in
      var outline = Outline()
      outline.read(MatchText(text).scalars)
      return outline.classes
    }.sorted { $0.count < $1.count }
    let size = OutlineTile.size
    for start in stride(from: 0, through: outlines.count - size, by: size) {
      let some = outlines[start..<start + size]
      let height = OutlineTile.height(ofCount: some.last!.count)
      let bytes = some.map { classes in
        var bytes: [UInt8] = []
        OutlineTile.append(classes, height: height, to: &bytes)
        return bytes
      }
      tiles.append((height, (0..<height).flatMap { place in bytes.map { $0[place] } }))
    }
  }

  /// The instruction sets that this processor has.
  public static var levels: [String] { OutlineScanner.Level.available.map { "\($0)" } }

  /// The sum of the common letters of a query and every text.
  public func commonLengths(with query: String, level: String) -> Int {
    let level = OutlineScanner.Level.available.first { "\($0)" == level }!
    var outline = Outline()
    outline.read(MatchText(query).scalars)
    var scanner = OutlineScanner(outline.classes, level: level)
    var sum = 0
    for tile in tiles {
      _ = tile.bytes.withUnsafeBytes {
        scanner.scan($0, lanes: OutlineTile.size, height: tile.height, need: 0)
      }
      sum += scanner.commons.reduce(0) { $0 + Int($1) }
    }
    return sum
  }
}
