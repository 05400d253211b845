import ArgumentParser
import FoundationEssentials
import Padan

/// Which sentence encoder helps an alignment, if any.
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

  func validate() throws {
    guard embedTimeout > 0 else { throw ValidationError("--embed-timeout takes seconds above 0.") }
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

  /// A memory that is named beside an encoder keeps its vectors, and is made where there is none.
  var memoryAccess: Memory.Access { embedUrl == nil ? .existing : .create }

  /// Where vectors come from; `nil` where no encoder is named. Says which one it is.
  func source(memory: Memory?, talk: TalkOptions) throws -> SentenceVectorSource? {
    guard let embedUrl else { return nil }
    let key = ProcessInfo.processInfo.environment["PADAN_EMBED_KEY"].flatMap {
      $0.isEmpty ? nil : $0
    }
    let encoder = try SentenceEncoder(
      url: embedUrl, model: embedModel, key: key, timeout: embedTimeout)
    let place = memory.map { "; vectors are kept in \($0.path)" } ?? ""
    talk.note("encoder: \(embedModel.isEmpty ? "" : "\(embedModel) at ")\(encoder.url)\(place)")
    return SentenceVectorSource(
      encoder: encoder, memory: memory, sourcePrefix: embedPrefixSource,
      targetPrefix: embedPrefixTarget)
  }
}
