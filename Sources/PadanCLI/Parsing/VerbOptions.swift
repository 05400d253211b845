import ArgumentParser
import FoundationEssentials

/// The options of a verb, as the argument parser describes them.
struct VerbOptions {
  /// One option or flag.
  struct Option {
    /// The names, with their hyphens: `--output`, `-o`.
    var names: [String]
    /// Whether a value follows.
    var takesValue: Bool
    /// Whether the help shows it.
    var isShown: Bool
  }

  private var options: [Option]
  /// Whether the verb takes words that are no options, such as a text or a file.
  private(set) var takesWords: Bool

  /// The options of a command.
  init(of command: any ParsableCommand.Type) {
    let description = try? JSONDecoder().decode(
      Description.self, from: Data(command._dumpHelp().utf8))
    let arguments = description?.command.arguments ?? []
    takesWords = arguments.contains { $0.kind == "positional" }
    options = arguments.filter { $0.kind != "positional" }.map {
      Option(
        names: ($0.names ?? []).map(\.spelling), takesValue: $0.kind == "option",
        isShown: $0.shouldDisplay)
    }
    options.append(Option(names: Self.everywhere, takesValue: false, isShown: false))
    options.append(
      Option(names: ["--generate-completion-script"], takesValue: true, isShown: false))
  }

  /// Flags that the argument parser adds to every command.
  private static let everywhere = [
    "-h", "--help", "--help-hidden", "--version", "--experimental-dump-help",
  ]

  /// The option of a name; `nil` if there is none.
  subscript(name: String) -> Option? { options.first { $0.names.contains(name) } }

  /// Whether a word is one-letter flags behind one hyphen: `-qh`.
  func isCluster(_ word: String) -> Bool {
    word.count > 2 && !word.hasPrefix("--") && word.dropFirst().allSatisfy { self["-\($0)"] != nil }
  }

  /// The option that is most alike, if one is alike enough to be what was meant. One that the help
  /// does not show is named only if no other is.
  func nearest(to name: String) -> String? {
    nearest(to: name, among: options.filter(\.isShown))
      ?? nearest(to: name, among: options.filter { !$0.isShown })
  }

  private func nearest(to name: String, among options: [Option]) -> String? {
    let names = options.flatMap(\.names).filter { $0.hasPrefix("--") }.map {
      String($0.dropFirst(2))
    }
    let word = String(name.drop { $0 == "-" })
    return word.nearest(among: names).map { "--\($0)" }
  }

  // MARK: The parser's description

  /// What `--experimental-dump-help` prints, as far as it is used here.
  private struct Description: Decodable {
    struct Command: Decodable {
      var arguments: [Argument]?
    }
    struct Argument: Decodable {
      /// `positional`, `option` or `flag`.
      var kind: String
      var names: [Name]?
      var shouldDisplay: Bool
    }
    struct Name: Decodable {
      /// `long`, `short` or `longWithSingleDash`.
      var kind: String
      var name: String

      var spelling: String { (kind == "long" ? "--" : "-") + name }
    }

    var command: Command
  }
}
