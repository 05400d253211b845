import Foundation
import Padan
import Testing

@testable import PadanCLI

/// Every error has an exit code, and one that nobody listed is no wrong use.
struct FailureTests {
  private struct Unlisted: Error {}

  @Test func `an error that nobody listed is a fault in Padan`() {
    let failure = Failure(Unlisted())
    #expect(failure.code == 70)
    #expect(failure.message.hasPrefix("internal error: Unlisted()"))
    #expect(failure.message.hasSuffix("please report it."))
    #expect(Failure(CocoaError(.fileReadNoPermission)).code == 70)
  }

  @Test(
    arguments: [
      (.invalidRequest, 2), (.badInput, 3), (.notFound, 1), (.storeUnusable, 5), (.remote, 3),
      (.output, 5),
    ] as [(ErrorKind, Int32)])
  func `a sort of error has one exit code`(_ kind: ErrorKind, _ code: Int32) {
    #expect(Exit.code(for: kind) == code)
  }

  @Test func `the command line words a remedy as its options`() {
    let error = MemoryError.notAMemory("a.sqlite")
    #expect(Failure(error).message == "a.sqlite: this is no memory. Name a memory with --memory.")
    #expect(error.description == "a.sqlite: this is no memory. Name a memory.")
  }
}
