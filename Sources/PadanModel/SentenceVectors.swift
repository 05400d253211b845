/// What a sentence encoder makes of a text: a direction in a space where texts of one meaning lie
/// close together, in any language.
///
/// Kept as signed bytes: the rounding moves a cosine by about 0.001.
public struct SentenceVector: Hashable, Sendable {
  /// The components, scaled so that the largest is 127 or −127.
  public let components: [Int8]
  /// 1 / the length of `components`.
  private let scale: Float

  /// Makes a vector of the same direction; `nil` where a component is not finite or all are 0.
  public init?(_ numbers: some Collection<Float>) {
    guard let largest = numbers.lazy.map(\.magnitude).max(), largest > 0,
      numbers.allSatisfy(\.isFinite)
    else { return nil }
    self.init(components: numbers.map { Int8(($0 / largest * 127).rounded()) })
  }

  /// - Precondition: A component is not 0.
  public init(components: [Int8]) {
    self.components = components
    scale = 1 / Float(Self.product(components, components)).squareRoot()
  }

  /// The cosine of the angle between two vectors of the same dimension, −1...1.
  public func cosine(with other: SentenceVector) -> Double {
    Double(Float(Self.product(components, other.components)) * scale * other.scale)
  }

  /// The mean direction of some vectors; `nil` where they cancel out or there are none.
  public static func mean(of vectors: some Collection<SentenceVector>) -> SentenceVector? {
    guard let first = vectors.first else { return nil }
    var sum = [Float](repeating: 0, count: first.components.count)
    for vector in vectors {
      for (index, component) in vector.components.enumerated() {
        sum[index] += Float(component) * vector.scale
      }
    }
    return SentenceVector(sum)
  }

  private static func product(_ a: [Int8], _ b: [Int8]) -> Int32 {
    precondition(a.count == b.count, "The vectors are of different encoders.")
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var sum: Int32 = 0
        for index in a.indices { sum &+= Int32(a[index]) &* Int32(b[index]) }
        return sum
      }
    }
  }
}

/// The vectors of the texts of two sides, by text. Runs of segments stand under their texts joined by a
/// blank; a run that has none is taken for the mean of its segments.
public struct SentenceVectors: Sendable {
  public var source: [String: SentenceVector]
  public var target: [String: SentenceVector]

  public init(
    source: [String: SentenceVector] = [:], target: [String: SentenceVector] = [:]
  ) {
    self.source = source
    self.target = target
  }
}
