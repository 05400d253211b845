import ArgumentParser
import Padan

/// A format whose files are named one by one, by its name.
struct ImportType: ExpressibleByArgument {
  let format: ExchangeFormat

  init?(argument: String) {
    guard let format = ExchangeFormat.readable.first(where: { $0.name == argument }) else {
      return nil
    }
    self.format = format
  }

  static var allValueStrings: [String] { ExchangeFormat.readable.map(\.name) }
}

/// A flag for each format that can be written: `--tmx`.
struct ExportFlag: EnumerableFlag {
  let format: ExchangeFormat

  static let allCases = ExchangeFormat.writable.map(ExportFlag.init)

  static func == (left: ExportFlag, right: ExportFlag) -> Bool {
    left.format.name == right.format.name
  }

  static func name(for flag: ExportFlag) -> NameSpecification { .customLong(flag.format.name) }

  static func help(for flag: ExportFlag) -> ArgumentHelp? { "Write \(flag.format.summary)." }
}
