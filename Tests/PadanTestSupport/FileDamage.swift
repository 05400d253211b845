/// Damage to the bytes of a file of pages, as disks and interrupted copies do it, by a seed.
public struct FileDamage {
  public var random: SeededGenerator

  public init(seed: UInt64) { random = SeededGenerator(seed: seed &* 7919 &+ 1) }

  /// The file with some of its bytes, bits or pages changed.
  public mutating func damaged(_ file: [UInt8], pageSize: Int = 8192) -> [UInt8] {
    var file = file
    // Most of a page is empty, and damage there means nothing.
    let places = file.indices.filter { file[$0] != 0 }
    func page(_ place: Int) -> Range<Int> {
      let start = place / pageSize * pageSize
      return start..<min(file.count, start + pageSize)
    }
    let place = places.randomElement(using: &random)!
    let other = page(places.randomElement(using: &random)!)
    switch random.next() % 8 {
    case 0, 1:
      for _ in 0...Int(random.next() % 4) {
        file[places.randomElement(using: &random)!] ^= 1 << UInt8(random.next() % 8)
      }
    case 2, 3:
      for index in place..<min(file.count, place + 1 + Int(random.next() % 8)) {
        file[index] = UInt8(truncatingIfNeeded: random.next())
      }
    case 4: for index in page(place) { file[index] = 0 }
    case 5: file.replaceSubrange(page(place), with: Array(file[other]))
    case 6: file.removeSubrange(place...)
    default:
      // The head of a page: its kind, the number of its cells and their places.
      let start = page(place).lowerBound
      file[start + Int(random.next() % 24)] = UInt8(truncatingIfNeeded: random.next())
    }
    return file
  }
}
