import Testing

@testable import PadanAlign

struct ParagraphModelTests {
  private let alternating = (0..<40).map { $0.isMultiple(of: 2) }

  @Test func `two starts of paragraphs pair better than a start and none`() {
    let model = ParagraphModel(source: alternating, target: alternating, weight: 1)
    #expect(model.score(true, true) > 0)
    #expect(model.score(false, false) > 0)
    #expect(model.score(true, false) < 0)
    #expect(model.score(false, true) == model.score(true, false))
  }

  @Test(arguments: [[true], Array(repeating: true, count: 40), []])
  func `where every segment is a paragraph they say nothing`(starts: [Bool]) {
    let model = ParagraphModel(source: starts, target: starts, weight: 1)
    #expect(abs(model.score(true, true)) < 0.01)
  }

  @Test func `a text without paragraphs beside one of many takes nothing away`() {
    let whole = [true] + Array(repeating: false, count: 39)
    let model = ParagraphModel(source: Array(repeating: true, count: 40), target: whole, weight: 1)
    #expect(abs(model.score(true, false)) < 0.05)
  }

  @Test func `without weight nothing is said`() {
    let model = ParagraphModel(source: alternating, target: alternating, weight: 0)
    #expect(model.score(true, true) == 0)
    #expect(model.score(true, false) == 0)
  }
}
