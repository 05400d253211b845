import ArgumentParser
public import Padan

/// Options that choose the lexicons of a command.
struct LexiconOptions: ParsableArguments {
  @Option(
    name: .customLong("lexicon"),
    help: ArgumentHelp(
      "Also use this lexicon: TSV, hunalign's .dic or dictd's .index. May be repeated.",
      valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Leave Padan's own lexicon out.")
  var noBundledLexicon = false

  /// The lexicons for a pair of languages: Padan's own, those of `--lexicon`, and the memory's.
  ///
  /// - Throws: The error of a lexicon that cannot be read. No named lexicon is left out silently.
  func lexicons(
    from source: LanguageTag, to target: LanguageTag, memory: Memory?,
    diagnostics: DiagnosticOptions
  ) throws -> [Lexicon] {
    var lexicons: [Lexicon] = []
    if !noBundledLexicon, let bundled = Bundled.lexicon(source: source, target: target) {
      lexicons.append(bundled)
    }
    var seen: Set<FileIdentity> = []
    for path in files where seen.insert(FileIdentity(path)).inserted {
      let file = try LexiconReader.read(path, source: source, target: target)
      diagnostics.note("left out", file.skipped)
      lexicons.append(file.lexicon)
    }
    if let memory, let own = try memory.lexicon(from: source, to: target) { lexicons.append(own) }
    return lexicons
  }

  /// The lexicons merged into one; `nil` if there is none. Prints their names as diagnostics.
  func merged(
    from source: LanguageTag, to target: LanguageTag, memory: Memory?,
    diagnostics: DiagnosticOptions
  ) throws -> Lexicon? {
    let lexicons = try lexicons(from: source, to: target, memory: memory, diagnostics: diagnostics)
    // Padan's own lexicon is what everybody expects: it is named only beside others.
    if lexicons.count != 1 || noBundledLexicon || !files.isEmpty {
      for lexicon in lexicons {
        diagnostics.noteOnce("lexicon: \(lexicon.name) (\(lexicon.count.counted("headword")))")
      }
    }
    guard var merged = lexicons.first else {
      diagnostics.note(
        "lexicon: none for \(source)–\(target); lengths, numbers, names and spelling decide")
      return nil
    }
    for lexicon in lexicons.dropFirst() { merged.add(lexicon) }
    return merged
  }
}

extension LexiconFormat: ExpressibleByArgument {}
