import Padan

extension PadanError {
  /// The message for an error: location, fault, and the option or command that helps.
  var message: String { message(\.inOptions) }
}

extension Remedy {
  /// The remedy in terms of options and commands of `padan`.
  var inOptions: String {
    switch self {
    case .advice(let sentence): sentence
    case .checkPath: "Check the path, or use - for standard input."
    case .acceptIllFormedText: "Mend the text, or leave --strict out to read it as U+FFFD."
    case .importUnits: "`padan import` puts its units into a memory."
    case .readAsText: "Take the text of the article out of it; --type text reads it as it is."
    case .nameEncoding: "Name its encoding with --encoding, or mend the file."
    case .nameColumns: "Name them with --columns."
    case .nameLanguagePair: "Name its languages with --from and --to."
    case .nameLanguage: "Name its language with --lang."
    case .turnLanguages(let source, let target): "Add --from \(source) --to \(target)."
    case .keepLines: "--wrapped=no takes each line for a paragraph."
    case .findBlock: "`padan segment --explain` prints the numbers of the blocks."
    case .coverLanguage: "Add one, or name another language with --lang."
    case .writeReviewFile: "`padan review` writes a new file where there is none."
    case .swapSides: "Swap them, or --from and --to."
    case .nameTranslation: "Name a text and its translation."
    case .makeMemory:
      "`padan add`, `padan import` and `padan align --save` make one; --memory names another."
    case .nameMemory: "Name a memory with --memory."
    case .restoreBackup:
      "Restore it from a backup, or write what is whole into a new one with `padan doctor --salvage "
        + "FILE`; `padan doctor --check` says what is wrong."
    case .rebuildIndex: "Build it anew with `padan doctor --rebuild-index`."
    case .findUnit: "`padan lookup` prints the numbers of units."
    case .findTerm: "`padan terms list` prints the numbers of terms."
    case .startServer: "Start it, or check --embed-url."
    case .checkServer: "Check --embed-url and --embed-model."
    case .checkServerPath: "Check the path of --embed-url and the name of --embed-model."
    case .giveServerKey: "Put the key into the environment variable PADAN_EMBED_KEY."
    case .allowMoreTime:
      "Give the server more time with --embed-timeout, or more power."
    case .nameModel: "Another --embed-model keeps them apart."
    }
  }
}
