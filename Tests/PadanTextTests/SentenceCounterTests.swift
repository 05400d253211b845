import PadanModel
import PadanTestSupport
import Testing

@testable import PadanText

struct SentenceCounterTests {
  @Test(arguments: [
    ("", 1), (" ", 1), ("Satu.", 1), ("Satu. Dua.", 2), ("Prof. Budi tiba. Ia tersenyum!", 2),
    ("Apa? Siapa? Ya.", 3), ("tanpa titik", 1),
  ])
  func `sentences are counted as the segmenter cuts them`(text: String, expected: Int) {
    guard var counter = SentenceCounter(language: .indonesian) else {
      Issue.record("ICU knows Indonesian")
      return
    }
    let first = counter.count(in: text)
    let second = counter.count(in: text)
    #expect([first, second] == [expected, expected])
  }

  @Test func `a language that ICU does not know has no counter`() throws {
    let language = try #require(LanguageTag("qqq"))
    let isThere = SentenceCounter(language: language) != nil
    #expect(!isThere)
  }
}
