import ArgumentParser
import Padan

/// `padan mcp`: answers a client of the Model Context Protocol.
struct MCP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Answer a client of the Model Context Protocol from the memory.",
    discussion: """
      Examples:
        padan mcp
        padan mcp --write --memory padan.sqlite

      A client starts the command and talks with it over standard input and output; nothing is typed. Most clients have a \
      file for that: {"mcpServers": {"padan": {"command": "padan", "args": ["mcp"]}}}. padan serve \
      answers the same at /mcp. Versions 2024-11-05 to 2026-07-28 are spoken.

      Tools: search_translation_memory (and find_matches, the same), find_many, concordance, terms_for, context_pack, \
      check_translation, segment, align, explain_match; with --write also add, approve, reject and undo. They answer what padan \
      lookup, search, terms list, context, check, segment, align and undo print as JSON, with unit, document, bead, \
      confidence and review of each pair. Resources: padan://unit/NUMBER, and padan://document/NAME with the units of a \
      document in the order of its text.

      The memory is only read unless --write is given. Any number of other commands may use it meanwhile. The command ends \
      with its input.
      """)

  @Flag(help: "Let the client write: add, approve, reject, undo.") var write = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: LookupMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    var settings = ServerSettings(source: languages.source, target: languages.target)
    settings.usesStandardStreams = true
    settings.isWritable = write
    settings.isQuiet = diagnostics.quiet
    settings.person = MemoryOptions.person
    settings.memories = memory.files
    try ServerProgram.completeMemories(of: &settings)
    try ServerProgram.become(settings)
  }
}
