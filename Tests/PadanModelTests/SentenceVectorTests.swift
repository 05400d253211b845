import PadanModel
import PadanTestSupport
import Testing

struct SentenceVectorTests {
  @Test(arguments: [1 as UInt64, 2, 3])
  func `rounding moves a cosine by less than a hundredth`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func numbers() -> [Float] { (0..<384).map { _ in Float.random(in: -1...1, using: &generator) } }
    let a = numbers()
    let b = zip(a, numbers()).map { $0 + $1 }
    func product(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let exact = product(a, b) / (product(a, a) * product(b, b)).squareRoot()
    let rounded = try #require(SentenceVector(a)).cosine(with: #require(SentenceVector(b)))
    #expect(abs(Double(exact) - rounded) < 0.01)
  }

  @Test func `a direction has no length`() throws {
    let one = try #require(SentenceVector([0.1, -0.2, 0.3]))
    let ten = try #require(SentenceVector([1, -2, 3]))
    #expect(one == ten)
    #expect(abs(one.cosine(with: ten) - 1) < 1e-6)
    #expect(one.cosine(with: try #require(SentenceVector([-1, 2, -3]))) < -0.999)
  }

  @Test(arguments: [[], [0, 0], [1, .nan], [1, .infinity]] as [[Float]])
  func `what points nowhere is no vector`(_ numbers: [Float]) {
    #expect(SentenceVector(numbers) == nil)
  }

  @Test func `the mean lies between`() throws {
    let a = try #require(SentenceVector([1, 0]))
    let b = try #require(SentenceVector([0, 5]))
    let mean = try #require(SentenceVector.mean(of: [a, b]))
    #expect(abs(mean.cosine(with: a) - mean.cosine(with: b)) < 1e-6)
    #expect(SentenceVector.mean(of: [a, try #require(SentenceVector([-1, 0]))]) == nil)
    #expect(SentenceVector.mean(of: []) == nil)
  }
}
