import ArgumentParser
import Padan

/// A readable exchange format, by its name: the value of `--type`.
struct ImportType: ExpressibleByArgument {
  let format: ExchangeFormat

  private static var formats: [ExchangeFormat] { ExchangeFormat.all.filter { $0.reader != nil } }

  /// The format with this name; `nil` if no readable format has it.
  init?(argument: String) {
    guard let format = Self.formats.first(where: { $0.name == argument }) else { return nil }
    self.format = format
  }

  static var allValueStrings: [String] { formats.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// What files of pairs are.
struct ImportTypeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the files are: \(ImportType.allValueStrings.joined(separator: ", ")); by default their "
        + "names or first bytes tell."))
  var type: ImportType?

  /// The format of a file by the option, its name, or its first bytes.
  ///
  /// - Throws: `ValidationError` if nothing tells it; `InputError` if the file cannot be read.
  func format(of file: String) throws -> ExchangeFormat {
    guard
      let format = try type?.format ?? ExchangeFormat(fileName: file)
        ?? ExchangeFormat.recognized(in: file)
    else {
      let types = ImportType.allValueStrings.joined(separator: ", ")
      throw ValidationError(
        file == "-"
          ? "standard input: its first bytes do not tell what it is. Name a file, say what it is with "
            + "--type (\(types)), or name a memory with --memory."
          : "\(file): neither its name nor its first bytes tell what it is. Say so with --type: \(types)."
      )
    }
    return format
  }
}

/// A writable exchange format, by its name: the value of `padan export --format`.
struct ExportFormat: ExpressibleByArgument {
  let format: ExchangeFormat

  private static var formats: [ExchangeFormat] { ExchangeFormat.all.filter { $0.writer != nil } }

  /// The format with this name; `nil` if no writable format has it.
  init?(argument: String) {
    guard let format = Self.formats.first(where: { $0.name == argument }) else { return nil }
    self.format = format
  }

  static var allValueStrings: [String] { formats.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// The former spelling of `padan export --format`: a flag for each format, such as `--tmx`.
struct ExportFlag: EnumerableFlag {
  let format: ExchangeFormat

  static let allCases = ExchangeFormat.writable.map(ExportFlag.init)

  /// Flags are equal if their formats have the same name.
  static func == (left: ExportFlag, right: ExportFlag) -> Bool {
    left.format.name == right.format.name
  }

  static func name(for flag: ExportFlag) -> NameSpecification { .customLong(flag.format.name) }

  static func help(for flag: ExportFlag) -> ArgumentHelp? { .hidden }
}

extension ExchangeFormat {
  /// The writable format of an output's ending, in any case; `nil` for an unknown ending, or for
  /// `.gz`, which Padan does not write.
  init?(outputName: String) {
    let name = outputName.lowercased()
    let format = Self.writable.first { $0.endings.contains { name.hasSuffix($0) } }
    guard let format else { return nil }
    self = format
  }
}
