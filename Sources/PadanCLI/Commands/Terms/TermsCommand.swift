import ArgumentParser

/// `padan terms`: the termbase of a memory.
struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Keep, find, exchange and propose the memory's terms.",
    discussion: """
      A translation of a term is wanted (preferred), right too (admitted) or wrong (forbidden), or the \
      term is not translated (do-not-translate). Several meanings are told apart by --sense, fields by \
      --subject. Terms are found in all their forms: tulis in ditulis and tulisannya, city in cities.

        padan terms add miliar billion
        padan terms add miliar milliard --status forbidden
        padan terms import istilah.tbx
        padan terms list --in "Bupati menandatangani perjanjian itu."
        padan terms extract --format tsv > usulan.tsv

      Every change is a step of the history, which `padan undo` takes back.
      """,
    subcommands: [
      TermsList.self, TermsAdd.self, TermsEdit.self, TermsDelete.self, TermsImport.self,
      TermsExport.self, TermsExtract.self,
    ])
}
