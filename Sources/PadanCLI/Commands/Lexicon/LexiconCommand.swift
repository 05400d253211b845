import ArgumentParser

/// `padan lexicon`: works on lexicons.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Show, import, learn and export the words that the aligner translates by.",
    discussion: """
      Padan ships an Indonesian–English lexicon. More words come from files, named with --lexicon \
      where they are wanted, or stand in a memory and are used wherever --memory or PADAN_MEMORY names it:

        padan lexicon import istilah.tsv --memory padan.sqlite
        padan align berita.id.txt berita.en.txt --memory padan.sqlite

      A lexicon in TSV is a headword, a tab, and translations parted by commas, best first; a third \
      column may say how sure each is, 0 to 1; # begins a comment.
      """,
    subcommands: [
      LexiconInfo.self, LexiconLookup.self, LexiconImport.self, LexiconLearn.self,
      LexiconTallyCommand.self,
      LexiconExport.self, LexiconRemove.self,
    ])
}
