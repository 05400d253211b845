import ArgumentParser
import Padan

/// `padan lexicon info`: counts the entries of lexicons and the words of texts that they know.
struct LexiconInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Count what is loaded, and what of a text it covers.",
    discussion: """
      Examples:
        padan lexicon info
        padan lexicon info berita.id.txt --lexicon istilah.tsv
        padan lexicon info berita.en.txt --lang en --format json

      Given texts, says how many of their words the lexicons know as they stand (alone or in a \
      phrase), by a stem (memberikan by beri), or not at all, and the most frequent of those. Numbers \
      need no lexicon and are left out. Exit code 1 where no lexicon is loaded.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "Articles of either language; - is standard input.", completion: .file())
  var texts: [String] = []
  @Option(help: "The language of the texts; by default that of --from.") var lang: LanguageTag?
  @Option(help: "How many unknown words to print.") var top = 20
  @Option(help: "How to print: text or json.") var format: Format = .text
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var help: HelpMemoryOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top is 0 or more.") }
    if let lang, lang != languages.source, lang != languages.target {
      throw ValidationError(
        "--lang \(lang) is neither \(languages.source) nor \(languages.target). "
          + "Name the pair with --from and --to.")
    }
  }

  func run() throws {
    let memory = try help.open()
    let loaded = try lexicons.lexicons(
      from: languages.source, to: languages.target, memory: memory, diagnostics: diagnostics)
    var merged = Lexicon(name: "", source: languages.source, target: languages.target)
    for lexicon in loaded { merged.add(lexicon) }
    diagnostics.progress("reading texts")
    var coverage: LexiconCoverage?
    if !texts.isEmpty {
      coverage = LexiconCoverage(
        lexicon: lang == languages.target ? merged.reversed() : merged)
    }
    for path in texts {
      let read = try reading.reader.read(path: path)
      read.notes.forEach(diagnostics.note)
      for line in String(decoding: read.document.text, as: UTF8.self).split(
        whereSeparator: \.isNewline)
      {
        coverage?.add(String(line))
      }
    }
    Progress.end()
    let report = Report(
      loaded: loaded, merged: merged, origins: try memory?.lexiconOrigins() ?? [],
      texts: texts, coverage: coverage, top: top)
    var output = StandardOutput()
    switch format {
    case .text: for line in report.lines { try output.writePrintableLine(line) }
    case .json:
      try output.write(
        JSONReport.lexicons(
          loaded, merged: merged, origins: report.origins, texts: texts, coverage: coverage,
          top: top))
    }
    try output.flush()
    if loaded.isEmpty { throw ExitCode(Exit.nothingFound) }
  }

  /// The report as a table for a person.
  private struct Report {
    var loaded: [Lexicon]
    var merged: Lexicon
    var origins: [LexiconOrigin]
    var texts: [String]
    var coverage: LexiconCoverage?
    var top: Int

    /// The report as lines of text.
    var lines: [String] {
      var lines = ["headwords  translations  lexicon"]
      func row(_ headwords: Int, _ translations: Int, _ name: String) {
        lines.append(
          "\("\(headwords)".padded(to: 9, alignment: .right))  "
            + "\("\(translations)".padded(to: 12, alignment: .right))  \(name)")
      }
      for lexicon in loaded { row(lexicon.count, lexicon.translationCount, lexicon.name) }
      for origin in origins {
        lines.append(
          "\(String(repeating: " ", count: 11))"
            + "\("\(origin.translations)".padded(to: 12, alignment: .right))    "
            + "\(origin.name) (\(origin.source)–\(origin.target))")
      }
      if loaded.count != 1 { row(merged.count, merged.translationCount, "together") }
      guard let coverage else { return lines }
      lines += ["", "\(texts.joined(separator: ", "))", "           all words  distinct words"]
      let parts: [(String, KeyPath<LexiconCoverage.Counts, Int>)] = [
        ("as it stands", \.direct), ("by a stem", \.byStem), ("not known", \.unknown),
        ("together", \.total),
      ]
      for (name, part) in parts {
        let cells = [coverage.tokens, coverage.distinctWords].map { counts in
          let share = Double(counts[keyPath: part]) / Double(max(1, counts.total))
          return "\(counts[keyPath: part])".padded(to: 7, alignment: .right)
            + " \(share.percent) %"
        }
        lines.append("\(name.padded(to: 13))\(cells.joined(separator: " "))")
      }
      let unknown = coverage.unknownWords.prefix(top)
      if !unknown.isEmpty {
        let words = unknown.map { "\($0.word) \($0.count)" }.joined(separator: ", ")
        lines += ["", "most frequent of those not known:"] + words.wrapped(to: 80)
      }
      return lines
    }
  }
}
