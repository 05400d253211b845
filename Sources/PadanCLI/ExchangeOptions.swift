import ArgumentParser
import Padan

/// A readable exchange format, by its name: the value of `--type`.
struct ImportType: ExpressibleByArgument {
  let format: ExchangeFormat

  /// The format with this name; `nil` if no readable format has it.
  init?(argument: String) {
    guard let format = ExchangeFormat.readable.first(where: { $0.name == argument }) else {
      return nil
    }
    self.format = format
  }

  static var allValueStrings: [String] { ExchangeFormat.readable.map(\.name) }
}

/// A flag for each writable exchange format, such as `--tmx`.
struct ExportFlag: EnumerableFlag {
  let format: ExchangeFormat

  static let allCases = ExchangeFormat.writable.map(ExportFlag.init)

  /// Flags are equal if their formats have the same name.
  static func == (left: ExportFlag, right: ExportFlag) -> Bool {
    left.format.name == right.format.name
  }

  static func name(for flag: ExportFlag) -> NameSpecification { .customLong(flag.format.name) }

  static func help(for flag: ExportFlag) -> ArgumentHelp? { "Write \(flag.format.summary)." }
}
