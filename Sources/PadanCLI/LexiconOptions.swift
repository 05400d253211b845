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

  @Flag(
    help: ArgumentHelp(
      "Leave out the dictionary of dictd that is installed for the languages.",
      discussion: "It is used for languages that Padan has no lexicon of its own for."))
  var noDictionaries = false

  /// The lexicons for a pair of languages: Padan's own, or else the words of many languages, the names that all
  /// have, and an installed dictionary; those of `--lexicon`, and the memory's.
  ///
  /// - Throws: The error of a lexicon that cannot be read. No named lexicon is left out silently.
  func lexicons(
    from source: LanguageTag, to target: LanguageTag, memory: Memory?,
    diagnostics: DiagnosticOptions
  ) throws -> [Lexicon] {
    var lexicons: [Lexicon] = []
    if !noBundledLexicon, let own = Bundled.words(source: source, target: target) {
      lexicons.append(own)
    }
    var seen: Set<FileIdentity> = []
    if let (path, dictionary) = dictionary(from: source, to: target, diagnostics: diagnostics) {
      seen.insert(FileIdentity(path))
      lexicons.append(dictionary)
    }
    for path in files where seen.insert(FileIdentity(path)).inserted {
      let file = try LexiconReader.read(path, source: source, target: target)
      diagnostics.note("left out", file.skipped)
      lexicons.append(file.lexicon)
    }
    if let memory, let own = try memory.lexicon(from: source, to: target) { lexicons.append(own) }
    return lexicons
  }

  /// The dictionary that is installed for a pair of languages for which Padan has no lexicon of its
  /// own; `nil` if there is none, or if it cannot be read. Prints its name as diagnostics.
  private func dictionary(
    from source: LanguageTag, to target: LanguageTag, diagnostics: DiagnosticOptions
  ) -> (path: String, lexicon: Lexicon)? {
    let folder = Terminal.variable("PADAN_DICTIONARIES") ?? InstalledDictionaries.folder
    guard !noDictionaries, Bundled.lexicon(source: source, target: target) == nil,
      let path = InstalledDictionaries.path(from: source, to: target, in: folder)
    else { return nil }
    do {
      let lexicon = try LexiconReader.read(path, source: source, target: target).lexicon
      diagnostics.noteOnce(
        "dictionary: \(lexicon.name) (\(lexicon.count.counted("headword"))); "
          + "--no-dictionaries leaves it out")
      return (path, lexicon)
    } catch {
      diagnostics.noteOnce("no dictionary is used: \(error)")
      return nil
    }
  }

  /// The lexicons merged into one; `nil` if there is none. Prints their names as diagnostics.
  func merged(
    from source: LanguageTag, to target: LanguageTag, memory: Memory?,
    diagnostics: DiagnosticOptions
  ) throws -> Lexicon? {
    let lexicons = try lexicons(from: source, to: target, memory: memory, diagnostics: diagnostics)
    // Padan's own lexicon is what everybody expects: it is named only beside others.
    if lexicons.count != 1 || noBundledLexicon || !files.isEmpty {
      for lexicon in lexicons where !lexicon.isDictionary || files.contains(lexicon.name) {
        diagnostics.noteOnce("lexicon: \(lexicon.name) (\(lexicon.count.counted("headword")))")
      }
    }
    let names = Set(lexicons.flatMap(\.names))
    if names.isSubset(of: [Bundled.coreName, Bundled.commonNamesName]) {
      diagnostics.note(
        names.contains(Bundled.coreName)
          ? "lexicon: usual words alone for \(source)–\(target); --lexicon names a greater one"
          : "lexicon: none for \(source)–\(target); lengths, numbers, names and spelling decide")
    }
    guard var merged = lexicons.first else { return nil }
    for lexicon in lexicons.dropFirst() { merged.add(lexicon) }
    return merged
  }
}

extension LexiconFormat: ExpressibleByArgument {}
