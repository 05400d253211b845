import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct JSONPairReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ text: String, _ tolerance: Tolerance = .deviations
  ) throws -> (texts: [String], report: ReadingReport) {
    var texts: [String] = []
    let report = try ExchangeInput(.jsonl, folder.write("a.jsonl", text))
      .read(from: .indonesian, to: .english, tolerance: tolerance) { unit, _ in
        texts.append(unit.variants.map(\.text).joined(separator: "|"))
      }
    return (texts, report)
  }

  @Test(arguments: [
    #"{"source":"Dua.""#, "Dua.", #""Dua.""#, #"["Dua.","Two."]"#, #"{"source":2,"target":"Two."}"#,
    #"{"source":"Dua.","target":["Two."]}"#, #"{"id":["Dua."],"en":"Two."}"#, "null",
    #"{"source":"Dua.","target":"Two.","usage":"sering"}"#, #"{"source":"Dua.","target":"Two."} x"#,
  ])
  func `a line that is no pair is left out with its place, and refused in a strict reading`(
    _ line: String
  ) throws {
    let text = """
      {"source":"Satu.","target":"One."}
      \(line)
      {"source":"Tiga.","target":"Three."}

      """
    for tolerance in [Tolerance.deviations, .damage] {
      let (texts, report) = try read(text, tolerance)
      #expect(texts == ["Satu.|One.", "Tiga.|Three."])
      #expect(report.skipped.first.map(\.kind.code) == ["json.not-a-pair"])
      #expect(report.skipped.first.map(\.location.line) == [2])
      #expect(report.isPartial)
    }
    let error = #expect(throws: InputError.self) { try read(text, .strict) }
    #expect(error?.location?.line == 2 && error?.fault.hasSuffix("..") == false)
  }

  @Test(arguments: [
    (#"{"id":12,"source":"Satu.","target":"One."}"#, "12"),
    (#"{"id":"n 1","source":"Satu.","target":"One."}"#, "n 1"),
    (#"{"id":null,"source":"Satu.","target":"One."}"#, nil),
  ])
  func `a name may be a number`(_ line: String, _ name: String?) throws {
    var names: [String?] = []
    _ = try ExchangeInput(.jsonl, folder.write("b.jsonl", line + "\n"))
      .read(from: .indonesian, to: .english) { unit, _ in names.append(unit.id) }
    #expect(names == [name])
  }

  @Test(arguments: [
    (#""confidence":87"#, "a confidence that makes no sense is left out", "87.0"),
    (#""review":"Approved""#, "a review that makes no sense is left out", "Approved"),
    (#""sentence":-1"#, "a sentence that makes no sense is left out", "-1"),
    (#""created":"kemarin""#, "a created that makes no sense is left out", "kemarin"),
  ])
  func `a value that makes no sense is left out and noted`(
    _ member: String, _ reason: String, _ detail: String
  ) throws {
    let (texts, report) = try read("{\"source\":\"Satu.\",\"target\":\"One.\",\(member)}\n")
    #expect(texts == ["Satu.|One."])
    #expect(report.warnings.first.map(\.kind.reason) == [reason])
    #expect(report.warnings.first.map(\.detail) == [detail])
  }

  @Test func `src and tgt name the texts, and a line of other members is told as that`() throws {
    let (texts, report) = try read(
      #"{"src":"Satu.","tgt":"One."}"# + "\n" + #"{"a":"x","b":"y"}"# + "\n")
    #expect(texts == ["Satu.|One."])
    #expect(report.skipped.first.map(\.kind.code) == ["json.no-texts"])
  }

  @Test(arguments: [
    (#"{"source":"Satu.","target":"One."}"#, true),
    (#"{"source":"Satu.","target":"One.","from":"id"}"#, true),
    (#"{"source":"Satu.","target":"One.","from":"id","to":"en"}"#, false),
    (#"{"id":"Satu.","en":"One."}"#, false),
  ])
  func `a line may name its languages`(_ line: String, _ isAssumed: Bool) throws {
    let (texts, report) = try read(line + "\n")
    #expect(texts == ["Satu.|One."] && report.assumesLanguages == isAssumed)
  }
}
