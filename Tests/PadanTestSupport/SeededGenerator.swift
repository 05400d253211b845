/// Random numbers that a seed repeats: SplitMix64 (Steele, Lea and Flood, “Fast splittable
/// pseudorandom number generators”, OOPSLA 2014).
///
/// Tests take their seed as an argument, so that a failure names it.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A run of elements chosen from a list that is not empty.
  public mutating func elements<Element>(_ count: Int, of choices: [Element]) -> [Element] {
    (0..<count).map { _ in choices.randomElement(using: &self)! }
  }
}
