import PadanAlign
import PadanModel
import PadanTestSupport
import Testing

/// Testing has a type of this name, too.
private typealias SourceLocation = PadanModel.SourceLocation

struct AlignmentWeightsTests {
  private let text: String

  init() throws {
    let path = "\(Repository.root)/Sources/CData/data/root/weights"
    text = String(decoding: try contents(of: path), as: UTF8.self)
  }

  @Test(arguments: ["prior-joined", "prior-joined one", "prior-joined 1 2"])
  func `a line that is no weight is named`(_ line: String) {
    #expect {
      try AlignmentWeights(parsing: "# weights\n\n\(line)\n", file: "test.weights")
    } throws: { error in
      (error as? AlignmentWeights.ReadingError)?.location
        == SourceLocation(file: "test.weights", line: 3)
    }
  }

  @Test(arguments: ["unpaired-share", "token-cap", "kind-mismatch", "length-outliers"])
  func `a weight that is missing is named`(_ name: String) {
    let rest = text.split(separator: "\n").filter { !$0.hasPrefix(name) }.joined(separator: "\n")
    #expect {
      try AlignmentWeights(parsing: rest, file: "test.weights")
    } throws: { error in
      (error as? AlignmentWeights.ReadingError)?.fault == "the weight “\(name)” is missing."
    }
  }

  @Test func `a weight file with Windows line ends says the same`() {
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(throws: Never.self) {
      try AlignmentWeights(parsing: windows, file: "test.weights")
    }
  }
}
