import Foundation
import PadanTestSupport
import Testing

/// Numbers on the command line and in files.
struct NumberTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
    try fixture.folder.write(
      "gold.jsonl", #"{"id":"1","text":"Ya. Tidak.","spans":[[0,3],[4,10]]}"#)
    _ = try fixture.onMemory("add", "Harga beras naik.", "Rice prices rose.")
  }

  /// Values at the ends of what numbers can be, and values that are none.
  /// `Scripts/test-budgets` gives more of them to all options.
  private static let extremes = [
    "-1", "1e16", "inf", "nan", "9223372036854775807", "9223372036854775808", "0.0004",
  ]

  /// An option that takes a number, with its verb.
  struct NumericOption: CustomTestStringConvertible, Sendable {
    var verb: [String]
    var name: String
    /// Its default as the help shows it; `nil` if it has none.
    var defaultValue: String?
    var testDescription: String { (verb + [name]).joined(separator: " ") }
  }

  /// The options and arguments of all verbs that take numbers, as the parser describes them: those
  /// with a number as their default, and those whose value has one of these names.
  static let options: [NumericOption] = {
    guard let run = try? PadanBinary().run("--experimental-dump-help"),
      let whole = try? JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any],
      let root = whole["command"] as? [String: Any]
    else { return [] }
    return numeric(in: root, [])
  }()

  private static func numeric(in command: [String: Any], _ path: [String]) -> [NumericOption] {
    let arguments = command["arguments"] as? [[String: Any]] ?? []
    let options = arguments.compactMap { argument -> NumericOption? in
      let isNumber =
        (argument["defaultValue"] as? String).flatMap(Double.init) != nil
        || ["n", "number", "unit", "seconds", "confidence", "id", "days", "count"].contains(
          argument["valueName"] as? String)
      guard isNumber else { return nil }
      let name = (argument["names"] as? [[String: Any]])?.first?["name"] as? String
      return NumericOption(
        verb: path, name: name.map { "--" + $0 } ?? "",
        defaultValue: argument["defaultValue"] as? String)
    }
    let verbs = command["subcommands"] as? [[String: Any]] ?? []
    return options
      + verbs.flatMap { verb in
        (verb["commandName"] as? String).map { numeric(in: verb, path + [$0]) } ?? []
      }
  }

  /// What a verb needs beside the option, so that it gets as far as to use it.
  private func others(_ verb: [String]) -> [String] {
    let article = CommandFixture.article("bencana-banjir")
    let memory = ["--memory", fixture.memory]
    switch verb.joined(separator: " ") {
    case "lookup": return ["Harga beras naik lagi."] + memory
    case "align":
      return [article.source, article.target, "--embed-url", "http://127.0.0.1:1", "--no-memory"]
    case "evaluate alignment": return [fixture.folder.path(of: "gold.jsonl")]
    case "evaluate segmentation": return [fixture.folder.path(of: "gold.jsonl")]
    case "export": return ["--tmx"] + memory
    case "lexicon info": return [article.source]
    case "review": return [fixture.folder.path(of: "review.html")] + memory
    case "edit": return ["--target", "x"] + memory
    case "delete", "approve", "reject", "history", "undo": return memory
    default: return []
    }
  }

  @Test func `the options that take numbers are found`() {
    let known = Set(Self.options.map(\.testDescription))
    #expect(
      known.isSuperset(of: [
        "lookup --min", "lookup --limit", "align --embed-timeout", "align --min-confidence",
        "evaluate segmentation --errors", "review --worst", "export --seed", "search --limit",
        "undo ",
      ]))
  }

  @Test(arguments: options)
  func `the help shows a default as a person writes it`(_ option: NumericOption) throws {
    #expect(option.defaultValue?.utf8.count ?? 0 <= 6)
  }

  @Test(arguments: options)
  func `no number ends a command by a signal`(_ option: NumericOption) throws {
    for value in Self.extremes {
      let words = option.name.isEmpty ? [value] : ["\(option.name)=\(value)"]
      let run = try fixture.padan.run(option.verb + others(option.verb) + words)
      #expect(run.exitCode < 128, "\(option.testDescription) \(value): \(run.errorText)")
    }
  }

  @Test(arguments: extremes)
  func `no number inside an option or a file does`(_ value: String) throws {
    let gold = try fixture.folder.write(
      "numbers.jsonl", #"{"id":"1","text":"Ya.","spans":[[0,\#(value)]],"optional":[\#(value)]}"#)
    let pairs = try fixture.folder.write(
      "pairs.jsonl",
      #"{"source":"a","target":"b","confidence":\#(value),"sentence":\#(value),"usage":1}"#)
    for arguments in [
      ["evaluate", "segmentation", gold], ["import", pairs, "--memory", fixture.memory],
      ["export", "--tmx", "--memory", fixture.memory, "--where", "confidence >= \"\(value)\""],
      [
        "export", "--moses", fixture.folder.path(of: "x"), "--split", "\(value)/0", "--memory",
        fixture.memory,
      ],
      ["lookup", "a", "--memory", "\(fixture.memory):penalty=\(value)"],
    ] {
      let run = try fixture.padan.run(arguments)
      #expect(run.exitCode < 128, "\(arguments): \(run.errorText)")
    }
  }
}
