import ArgumentParser
import FoundationEssentials
import Glibc

/// When output has colours: the values of `--color`.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}

/// The option for colours.
struct ColorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "When to print colours; auto is on a terminal, unless TERM is dumb, and obeys NO_COLOR and "
        + "FORCE_COLOR.", valueName: "when"))
  var color: ColorChoice = .auto

  /// Whether an output has colours.
  ///
  /// - Parameter file: The output's file; `nil` for standard output.
  func isColored(in file: String?) -> Bool {
    (file == nil || file == "-" || color == .always) && isColored
  }

  /// Whether standard output has colours. `NO_COLOR` and `FORCE_COLOR` count if they are not empty
  /// (no-color.org, force-color.org).
  var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      if Terminal.variable("NO_COLOR") != nil {
        false
      } else if let force = Terminal.variable("FORCE_COLOR") {
        force != "0"
      } else {
        Terminal.takesEscapes(STDOUT_FILENO)
      }
    }
  }
}

/// How a piece of text looks on a terminal, as the parameters of an SGR sequence (ECMA-48). No style
/// is a colour alone: not everybody sees the difference between two.
enum TextStyle: String {
  /// Red and struck through: words that only the stored text has.
  case removed = "31;9"
  /// Green and underlined: words that only the query has.
  case added = "32;4"
  /// Bold and yellow: a fair confidence.
  case fair = "33;1"
  /// Bold, red and underlined: a low confidence.
  case low = "31;1;4"

  /// Bold and underlined: what was searched for.
  case found = "1;4"
  /// Bold and cyan: what translates it.
  case counterpart = "1;36"

  /// A text in this style. The text must be `printable`.
  func callAsFunction(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
