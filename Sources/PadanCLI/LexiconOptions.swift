public import ArgumentParser
public import Padan

/// Which lexicons a command uses.
struct LexiconOptions: ParsableArguments {
  @Option(
    name: .customLong("lexicon"),
    help: ArgumentHelp(
      "Also use this lexicon: TSV, hunalign's .dic or dictd's .index. May be repeated.",
      valueName: "file"))
  var files: [String] = []

  @Flag(help: "Leave Padan's own lexicon out.")
  var noBundledLexicon = false

  /// The lexicons for a pair of languages: Padan's own, those that are named, and the memory's.
  ///
  /// - Throws: What keeps one from being read: a lexicon that is named is used, or nothing is.
  func lexicons(
    from source: LanguageTag, to target: LanguageTag, memory: Memory?, talk: TalkOptions
  ) throws -> [Lexicon] {
    var lexicons: [Lexicon] = []
    if !noBundledLexicon, let bundled = Bundled.lexicon(source: source, target: target) {
      lexicons.append(bundled)
    }
    for path in files {
      let file = try LexiconReader.read(path, source: source, target: target)
      talk.note("left out", file.skipped)
      lexicons.append(file.lexicon)
    }
    if let memory, let own = try memory.lexicon(from: source, to: target) { lexicons.append(own) }
    return lexicons
  }

  /// The lexicons as one, each named on standard error; `nil` where there is none.
  func merged(
    from source: LanguageTag, to target: LanguageTag, memory: Memory?, talk: TalkOptions
  ) throws -> Lexicon? {
    let lexicons = try lexicons(from: source, to: target, memory: memory, talk: talk)
    for lexicon in lexicons {
      talk.note("lexicon: \(lexicon.name) (\(lexicon.count) headwords)")
    }
    guard var merged = lexicons.first else {
      talk.note(
        "lexicon: none for \(source)–\(target); lengths, numbers, names and spelling decide")
      return nil
    }
    for lexicon in lexicons.dropFirst() { merged.add(lexicon) }
    return merged
  }
}

extension LexiconFormat: ExpressibleByArgument {}
