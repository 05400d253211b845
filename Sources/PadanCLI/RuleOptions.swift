import ArgumentParser
import FoundationEssentials
import Padan

/// Which word lists a command uses.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The user's own rule file, read on top of Padan's lists; by default the one that `padan rules "
        + "add` makes, where there is one.", valueName: "file"))
  var rules: String?

  @Flag(help: "Leave the user's own rule file out.")
  var noUserRules = false

  @Option(
    help: ArgumentHelp(
      "Split by this SRX file in place of ICU and the word lists.", valueName: "file"))
  var srx: String?

  func validate() throws {
    if rules != nil, noUserRules {
      throw ValidationError("--rules and --no-user-rules do not go together.")
    }
  }

  /// The word lists for a language; says which user's file they hold.
  func lists(for language: LanguageTag, talk: TalkOptions) throws -> SegmentationRules {
    let bundled = SegmentationRules.bundled(for: language) ?? .none
    if noUserRules { return bundled }
    let path = rules ?? UserFolders().rules(for: language)
    guard rules != nil || FileManager.default.fileExists(atPath: path) else { return bundled }
    let text = String(decoding: try InputFile.read(path), as: UTF8.self)
    talk.note("rules: \(path)")
    return try SegmentationRules(parsing: text, file: path, onTopOf: bundled)
  }

  /// The segmenter for a language; says where no word of it is known.
  func segmenter(
    for language: LanguageTag, layout: Segmenter.Layout, talk: TalkOptions
  ) throws -> Segmenter {
    // An unknown language is named before files are read for it.
    try Segmenter.check(language)
    let segmenter = try Segmenter(
      language: language, rules: lists(for: language, talk: talk),
      srx: srx.map { try SRXReader.read($0) }, layout: layout)
    if segmenter.knowledge == .surroundings {
      talk.noteOnce("rules: none for \(language); abbreviations may end sentences")
    }
    return segmenter
  }
}

extension ArticleOptions {
  /// What reads articles of a language and cuts them.
  ///
  /// - Parameter isSegmented: Whether the files hold one segment a line.
  func pipeline(
    for language: LanguageTag, rules: RuleOptions, isSegmented: Bool = false, talk: TalkOptions
  ) throws -> ArticlePipeline {
    if isSegmented { return .segmentALine(isStrict: strict) }
    return ArticlePipeline(
      try rules.segmenter(for: language, layout: layout, talk: talk), reader: reader)
  }
}

/// The rule file a user keeps.
enum UserRules {
  /// The file's text; empty where there is none yet.
  static func text(at path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    return String(decoding: try InputFile.read(path), as: UTF8.self)
  }

  /// Writes the file whole, making its folder where it is missing.
  static func write(_ text: String, to path: String) throws {
    if let slash = path.lastIndex(of: "/") {
      try? FileManager.default.createDirectory(
        atPath: String(path[..<slash]), withIntermediateDirectories: true)
    }
    var output = try StandardOutput(path: path)
    try output.write(text.utf8)
    try output.finish()
  }
}
