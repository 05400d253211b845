import Padan
import PadanTestSupport
import Testing

struct WorkerLinesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A task that is answered by its text, unless that is *fault*.
  private struct Echo: Decodable, Sendable {
    var text: String
  }

  private struct Refused: Error {}

  private func answers(_ input: [UInt8]) throws -> [WorkerLines.Answer] {
    var answers: [WorkerLines.Answer] = []
    try WorkerLines.answer(
      folder.write("in.jsonl", input),
      by: { (task: Echo) throws -> WorkerAnswer in
        if task.text == "fault" { throw Refused() }
        return .objects(
          "texts", task.text.isEmpty ? [] : [Array("{\"text\":\"\(task.text)\"}\n".utf8)])
      }, emit: { answers.append($0) })
    return answers
  }

  @Test func `each line is answered in its place, under its own name`() throws {
    let answers = try answers(
      Array(
        """
        {"id":"a","text":"satu"}
        {"text":"dua","id":18446744073709551615}

        {"id":1.5,"text":""}
        {"text":"tiga"}
        """.utf8))
    #expect(
      answers.map { String(decoding: $0.line, as: UTF8.self) } == [
        "{\"id\":\"a\",\"texts\":[{\"text\":\"satu\"}]}\n",
        "{\"id\":18446744073709551615,\"texts\":[{\"text\":\"dua\"}]}\n",
        "{\"id\":1.5,\"texts\":[]}\n",
        "{\"id\":null,\"texts\":[{\"text\":\"tiga\"}]}\n",
      ])
    #expect(answers.allSatisfy { $0.fault == nil })
  }

  @Test func `a bad line has its fault in its place, and the others are answered`() throws {
    let long = Array("{\"id\":\"long\",\"text\":\"".utf8) + Array(repeating: 0x61, count: 17 << 20)
    let input: [[UInt8]] = [
      Array("{\"id\":\"a\",\"te".utf8),
      Array("{\"id\":\"b\"}".utf8),
      Array("{\"id\":[1],\"text\":\"x\"}".utf8),
      Array("{\"id\":\"c\",\"text\":\"fault\"}".utf8),
      long,
      Array("{\"id\":\"d\",\"text\":\"\0\"}".utf8),
      [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D],
      Array("{\"id\":\"e\",\"text\":\"akhir\"}".utf8),
    ]
    let answers = try answers(Array(input.joined(separator: [0x0A])))
    let lines = answers.map { String(decoding: $0.line, as: UTF8.self) }
    #expect(lines.count == input.count)
    #expect(answers.dropLast().allSatisfy { $0.fault != nil })
    for (line, (id, code)) in zip(
      lines,
      [
        ("null", "json.syntax"), ("\"b\"", "json.missing-member"), ("null", "json.type"),
        ("\"c\"", "internal"), ("null", "input.long-line"), ("null", "text.binary"),
        ("null", "json.syntax"),
      ])
    {
      #expect(line.hasPrefix("{\"id\":\(id),\"error\":{\"code\":\"\(code)\""), "\(line)")
    }
    #expect(lines.last == "{\"id\":\"e\",\"texts\":[{\"text\":\"akhir\"}]}\n")
  }

  @Test func `many lines come in their order`() throws {
    let input = (0..<2_000).map { "{\"id\":\($0),\"text\":\"\($0)\"}" }.joined(separator: "\n")
    let answers = try answers(Array(input.utf8))
    #expect(
      answers.map { String(decoding: $0.line, as: UTF8.self) }
        == (0..<2_000).map { "{\"id\":\($0),\"texts\":[{\"text\":\"\($0)\"}]}\n" })
  }
}
