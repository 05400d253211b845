import Foundation
import PadanModel
import Testing

struct PadanErrorTests {
  private struct Lost: PadanError {
    var kind: ErrorKind { .notFound }
    var code: ErrorCode { "thing.lost" }
    var location: PadanModel.SourceLocation?
    var fault: String { "the thing is lost." }
    var remedy: Remedy?
  }

  @Test func `an error says its place, its fault and its remedy`() {
    #expect(Lost().description == "the thing is lost.")
    let error = Lost(
      location: .init(file: "a.txt", line: 3), remedy: .advice("Look below the table."))
    #expect(error.description == "a.txt:3: the thing is lost. Look below the table.")
    #expect(error.explanation() == "the thing is lost. Look below the table.")
  }

  @Test func `a surface puts a remedy into its own words`() {
    let error = Lost(remedy: .nameMemory)
    #expect(error.description == "the thing is lost. Name a memory.")
    #expect(error.message { _ in "Press the button." } == "the thing is lost. Press the button.")
  }

  @Test func `Foundation is told the same`() {
    let error: any Error = Lost(location: .init(file: "a.txt"), remedy: .nameMemory)
    #expect(error.localizedDescription == "a.txt: the thing is lost. Name a memory.")
    let localized = error as? any LocalizedError
    #expect(localized?.failureReason == "the thing is lost.")
    #expect(localized?.recoverySuggestion == "Name a memory.")
    #expect(localized?.helpAnchor == "thing.lost")
  }

  @Test func `a code begins with its subject`() {
    #expect(ErrorCode("memory.locked").subject == "memory")
    #expect(ErrorCode("memory").subject == "memory")
  }
}
