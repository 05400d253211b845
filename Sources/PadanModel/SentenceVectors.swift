/// The vector that a sentence encoder makes of a text.
///
/// Texts of similar meaning have vectors of similar direction, in any language. Only the direction
/// is kept, as signed bytes; the rounding changes a cosine by about 0.001.
public struct SentenceVector: Hashable, Sendable {
  /// The components, scaled so that the largest magnitude is 127.
  public let components: [Int8]
  /// 1 / the length of `components`.
  private let scale: Float

  /// The direction of a vector; `nil` if a component is not finite, or all are 0.
  public init?(_ numbers: some Collection<Float>) {
    guard let largest = numbers.lazy.map(\.magnitude).max(), largest > 0,
      numbers.allSatisfy(\.isFinite)
    else { return nil }
    self.init(components: numbers.map { Int8(($0 / largest * 127).rounded()) })
  }

  /// The direction of a vector of bytes, as they were stored.
  ///
  /// - Precondition: At least one component is not 0.
  public init(components: [Int8]) {
    self.components = components
    scale = 1 / Float(Self.product(components, components)).squareRoot()
  }

  /// The cosine of the angle between two vectors, −1...1. It is 1 for the same direction.
  ///
  /// - Precondition: Both vectors have the same dimension.
  /// - Complexity: O(dimension).
  public func cosine(with other: SentenceVector) -> Double {
    Double(Float(Self.product(components, other.components)) * scale * other.scale)
  }

  /// The mean direction of some vectors; `nil` if they cancel out, or there are none.
  ///
  /// - Precondition: All vectors have the same dimension.
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

  /// The scalar product of two vectors of bytes.
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

/// The vectors of the texts of two sides.
///
/// The key of a run of segments is the segments' texts joined by a space. A run without a vector
/// gets the mean of the vectors of its segments.
public struct SentenceVectors: Sendable {
  /// The vectors of source texts, by text.
  public var source: [String: SentenceVector]
  /// The vectors of target texts, by text.
  public var target: [String: SentenceVector]

  /// Vectors of two sides, by default none.
  public init(
    source: [String: SentenceVector] = [:], target: [String: SentenceVector] = [:]
  ) {
    self.source = source
    self.target = target
  }
}
