import ArgumentParser
import Padan

/// Options for a sentence encoder that helps an alignment. Without `--embed-url` there is none.
struct EncoderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask the sentence encoder of this OpenAI-compatible server too, such as http://127.0.0.1:8000; "
        + "its key, if it wants one, stands in PADAN_EMBED_KEY.", valueName: "url"))
  var embedUrl: String?

  @Option(help: ArgumentHelp("The encoder's model.", valueName: "name"))
  var embedModel = ""

  @Option(
    help: ArgumentHelp(
      "What the encoder is given before each source text, such as “query: ”.", valueName: "text"))
  var embedPrefixSource = ""

  @Option(
    help: ArgumentHelp("What it is given before each target text.", valueName: "text"))
  var embedPrefixTarget = ""

  @Option(help: ArgumentHelp("How long one answer may take.", valueName: "seconds"))
  var embedTimeout: Double = 120

  /// Rejects options without an encoder, and an URL that cannot be one of a server.
  func validate() throws {
    guard (0.001...86_400).contains(embedTimeout) else {
      throw ValidationError("--embed-timeout takes seconds from 0.001 to 86400, which is a day.")
    }
    guard let embedUrl else {
      if !embedModel.isEmpty || !embedPrefixSource.isEmpty || !embedPrefixTarget.isEmpty {
        throw ValidationError("the --embed options need --embed-url.")
      }
      return
    }
    do {
      _ = try SentenceEncoder(url: embedUrl)
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// Whether an encoder is named.
  var isNamed: Bool { embedUrl != nil }

  /// The source of sentence vectors; `nil` if no encoder is named. Prints its name as a diagnostic.
  ///
  /// - Parameter memory: The memory that keeps vectors; `nil` if none does.
  func source(memory: VectorMemory?, diagnostics: DiagnosticOptions) throws -> SentenceVectorSource?
  {
    guard let embedUrl else { return nil }
    let key = Terminal.variable("PADAN_EMBED_KEY")
    let encoder = try SentenceEncoder(
      url: embedUrl, model: embedModel, key: key, timeout: embedTimeout)
    let place = memory.map { "; vectors are kept in \($0.path)" } ?? ""
    diagnostics.note(
      "encoder: \(embedModel.isEmpty ? "" : "\(embedModel) at ")\(encoder.url)\(place)")
    return SentenceVectorSource(
      encoder: encoder, memory: memory, sourcePrefix: embedPrefixSource,
      targetPrefix: embedPrefixTarget)
  }
}
