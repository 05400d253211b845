import PadanFormats
import PadanModel
import Testing

struct JSONLinesTests {
  private static let good = #"{"id":"a","src":["Satu."],"tgt":["One."]}"#

  private func decodeAll<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> [Value] {
    try JSONLines.decodeAll(type, from: Array(text.utf8), file: "test.jsonl")
  }

  @Test func `blank lines are skipped and counted`() throws {
    var numbers: [Int] = []
    JSONLines.forEachLine(of: Array("{}\n\n \t\r\n{}\r\n\n[]".utf8)) { _, number in
      numbers.append(number)
    }
    #expect(numbers == [1, 4, 6])
    #expect(try decodeAll(AlignmentRecord.self, "").isEmpty)
  }

  @Test(arguments: [
    ("not json", "this is not JSON"), (#"{"id":"a""#, "this is not JSON"),
    ("[1,2", "this is not JSON"),
    (#"{"id":"a","src":["x"]}"#, "the member “tgt” is missing"),
    (#"{"id":"a","source":["x"]}"#, "the member “target” is missing"),
    (#"{"id":"a","tgt":["x"]}"#, "the member “src” is missing"),
    (#"{"id":"a"}"#, "the member “source” is missing"),
    (#"{"src":["x"],"tgt":[]}"#, "the member “id” is missing"),
    (#"{"id":"a","src":"x","tgt":[]}"#, "“src” is of the wrong type; an array is wanted"),
    (#"{"id":"a","src":[1],"tgt":[]}"#, "“src.0” is of the wrong type; a string is wanted"),
    (#"{"id":"a","src":[null],"tgt":[]}"#, "“src.0” is null; a string is wanted"),
    ("7", "the line is of the wrong type"), (#""text""#, "the line is of the wrong type"),
  ])
  func `an error names the line and the fault`(_ line: String, _ fault: String) {
    #expect {
      try decodeAll(AlignmentRecord.self, "\(Self.good)\n\n\(line)\n\(Self.good)")
    } throws: { error in
      guard let error = error as? InputError else { return false }
      return error.location == SourceLocation(file: "test.jsonl", line: 3)
        && error.fault.hasPrefix(fault) && error.description.hasPrefix("test.jsonl:3: ")
    }
  }

  @Test(arguments: [
    ("1,", Limits.mostJSONValues + 1, "json.too-many-values"),
    ("a", Limits.longestGoldLine, "input.long-line"),
  ])
  func `a line that would take gigabytes is refused`(_ unit: String, count: Int, code: ErrorCode) {
    let line = "{\"id\":[" + String(repeating: unit, count: count)
    let error = #expect(throws: InputError.self) { _ = try decodeAll(AlignmentRecord.self, line) }
    #expect(error?.code == code)
  }

  @Test func `a line of ten thousand brackets is an error`() {
    #expect(throws: InputError.self) {
      try decodeAll(AlignmentRecord.self, String(repeating: "[", count: 10_000))
    }
  }
}
