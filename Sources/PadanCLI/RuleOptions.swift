import ArgumentParser
import FoundationEssentials
import Padan

/// Options that choose the segmentation rules of a command.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The user's own rule file, read on top of Padan's lists; by default the one that `padan rules "
        + "add` makes, where there is one.", valueName: "file"), completion: .file())
  var rules: String?

  @Flag(help: "Leave the user's own rule file out.")
  var noUserRules = false

  @Option(
    help: ArgumentHelp(
      "Split by this SRX file in place of ICU and the word lists.", valueName: "file"),
    completion: .file())
  var srx: String?

  /// The files that are read for these languages: those that the options name, and the user's own.
  func files(for languages: LanguageTag...) -> [String] {
    let own = noUserRules ? [] : languages.map { rules ?? UserFolders().rules(for: $0) }
    return (own + [srx]).compactMap(\.self)
  }

  /// Whether any of the options is used.
  var isUsed: Bool { rules != nil || noUserRules || srx != nil }

  /// Rejects `--rules` with `--no-user-rules`.
  func validate() throws {
    if rules != nil, noUserRules {
      throw ValidationError("--rules and --no-user-rules do not go together.")
    }
  }

  /// The rules for a language: Padan's, and on top of them the user's. Prints the user's file as a
  /// diagnostic.
  func lists(for language: LanguageTag, diagnostics: DiagnosticOptions) throws -> SegmentationRules
  {
    let bundled = SegmentationRules.bundled(for: language) ?? .none
    if noUserRules { return bundled }
    guard let path = rules ?? UserFolders().rules(for: language),
      rules != nil || FileStatus(path) != nil
    else { return bundled }
    let text = String(decoding: try InputFile.read(path, limit: Limits.largestRules), as: UTF8.self)
    diagnostics.note("rules: \(path)")
    return try SegmentationRules(parsing: text, file: path, onTopOf: bundled)
  }

  /// The segmenter for a language. Prints a diagnostic if there are no rules for the language.
  func segmenter(
    for language: LanguageTag, layout: Segmenter.Layout, diagnostics: DiagnosticOptions
  ) throws -> Segmenter {
    // Check the language first, so that its error comes before those of files.
    try Segmenter.check(language)
    let srx = try srx.map { try SRXReader.read($0) }
    let segmenter = try Segmenter(
      language: language, rules: lists(for: language, diagnostics: diagnostics), srx: srx,
      layout: layout)
    if let srx { diagnostics.note(faultsOf: srx) }
    if segmenter.knowledge == .surroundings {
      diagnostics.noteOnce("rules: none for \(language); abbreviations may end sentences")
    }
    return segmenter
  }
}

extension DiagnosticOptions {
  /// Prints the expressions of an SRX file that ICU cannot run. They are for other languages.
  func note(faultsOf srx: SRXRules) {
    for fault in srx.faults { noteOnce("note: \(fault.message) It is for another language.") }
  }
}

extension ArticleOptions {
  /// The pipeline that reads articles of a language and segments them.
  ///
  /// - Parameters:
  ///   - isSegmented: Whether each line of the files is a segment.
  ///   - kinds: The kinds that the user gives to blocks of the only article.
  ///   - givesConfidence: Whether to find how sure the kind of each segment is.
  func pipeline(
    for language: LanguageTag, rules: RuleOptions, isSegmented: Bool = false,
    kinds: [BlockKinds] = [], givesConfidence: Bool = true, diagnostics: DiagnosticOptions
  ) throws -> ArticlePipeline {
    if isSegmented { return .segmentALine(encoding: encoding.name, isStrict: strict) }
    var segmenter = try rules.segmenter(for: language, layout: layout, diagnostics: diagnostics)
    segmenter.fixedKinds = kinds.fixed
    segmenter.givesConfidence = givesConfidence
    return ArticlePipeline(segmenter, reader: reader)
  }
}

/// Reads and writes a user's rule file.
enum UserRules {
  /// The text of the file; empty if it does not exist.
  static func text(at path: String) throws -> String {
    guard FileStatus(path) != nil else { return "" }
    return String(decoding: try InputFile.read(path, limit: Limits.largestRules), as: UTF8.self)
  }

  /// Opens the file to be replaced, and creates its folder if it is missing. Nobody else can change
  /// the file until then.
  static func output(to path: String) throws -> StandardOutput {
    if let folder = Folder.parent(of: path) { Folder.make(folder) }
    return try OutputGuard(mayReplace: true).open(path)
  }
}
