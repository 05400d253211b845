import ArgumentParser
import FoundationEssentials
import Padan

/// `padan serve`: answers programs and a page.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer other programs, and a page in the browser, from the memory.",
    discussion: """
      Examples:
        padan serve
        padan serve --write --memory padan.sqlite
        padan serve --host 0.0.0.0 --token-file token.txt --log -

      The page is at / and takes no other program: look up, search, align two texts and correct the \
      pairs, pretranslate an article and edit it, import, and undo. Programs use the API below /v1, which \
      /v1/openapi.json describes; its answers have the form of --format json. Clients of the Model Context \
      Protocol find at /mcp what padan mcp answers. /metrics is for Prometheus.

      Clients of other servers find what they know: Weblate, Okapi and Virtaal a tmserver or amaGama at /tmserver and /api/v1; \
      OmegaT, Weblate and MateCat a MyMemory at /get and /set; clients of LibreTranslate /translate, /languages and \
      /detect; clients of DeepL /v2/translate and /v2/languages. The last two get a translation where the memory is sure of it, an equal \
      or a repaired match, and an empty one elsewhere; "format":"html" and tag_handling are read.

      The server only reads unless --write is given, and is reached from this machine only. With \
      another --host a token is needed, and clients send it: Authorization: Bearer TOKEN, \
      or as the key or password that they ask for. There is no encryption: put a \
      server that has it before this one. It answers to its own name, to addresses, and to the \
      names of --allow-host, and to no page of another site. Any number of other commands may \
      use the memory meanwhile.

      Ctrl-C ends the server once what it is doing is done, or after ten seconds.
      """)

  @Option(help: "The address to listen at.") var host = "127.0.0.1"
  @Option(help: "The port; 0 for any that is free.") var port = ServerSettings.usualPort
  @Flag(help: "Let clients write: add, edit, approve, import, undo.") var write = false
  @Option(help: "What clients have to send to be answered.", transform: Text.argument)
  var token: String?
  @Option(help: "The file that holds the token.", completion: .file()) var tokenFile: String?
  @Option(
    name: .customLong("allow-host"),
    help: ArgumentHelp(
      "A further name by which clients may ask for the server. May be repeated.", valueName: "name")
  )
  var names: [String] = []
  @Option(
    help: ArgumentHelp(
      "Append a line for each answer to this file; - is standard error.", valueName: "file"),
    completion: .file())
  var log: String?
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: LookupMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
    if token != nil, tokenFile != nil {
      throw ValidationError("--token and --token-file exclude each other.")
    }
    if let token { try Self.check(token, "--token") }
    if !settings.isLocal, token == nil, tokenFile == nil {
      throw ValidationError(
        "\(host) can be reached from other machines: name a token with --token or --token-file.")
    }
  }

  /// The least length of a token, so that it cannot be found by trying: 16 characters.
  private static let shortestToken = 16

  private static func check(_ token: String, _ option: String) throws {
    guard token.utf8.count >= shortestToken, token.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw ValidationError(
        "\(option) needs at least \(shortestToken) letters, digits and signs of ASCII, no blanks.")
    }
  }

  /// The settings without what is read from files.
  private var settings: ServerSettings {
    var settings = ServerSettings(source: languages.source, target: languages.target)
    (settings.host, settings.port, settings.isWritable) = (host, port, write)
    (settings.token, settings.names, settings.log) = (token, names, log)
    settings.person = MemoryOptions.person
    settings.isQuiet = diagnostics.quiet
    settings.memories = memory.files
    return settings
  }

  func run() throws {
    var settings = settings
    try ServerProgram.completeMemories(of: &settings)
    if let tokenFile {
      let text = String(
        decoding: try InputFile.read(tokenFile, limit: Limits.largestRules), as: UTF8.self)
      settings.token = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
      try Self.check(settings.token ?? "", "--token-file")
    }
    try ServerProgram.become(settings)
  }
}
