import Padan

/// The server's own API, below `/v1`. `openapi.json` describes it.
enum API {
  /// All its routes.
  static let routes: [Route] =
    care + lookups + searches + terms + units + exchange + articles + alignments
}

/// Something that is done with parameters alone, whoever sends them: a client of the API, or one of MCP.
struct Operation: Sendable {
  /// The names of its parameters.
  let names: [String]
  /// Does it, and blocks meanwhile.
  let answer: @Sendable (Parameters, Desk) throws -> Answer

  init(_ names: [String], answer: @escaping @Sendable (Parameters, Desk) throws -> Answer) {
    self.names = names
    self.answer = answer
  }
}

extension Desk {
  /// The languages of a request; those of the server if it names none.
  ///
  /// - Throws: `Fault` if they are the same.
  func languages(_ parameters: Parameters) throws(Fault) -> (
    source: LanguageTag, target: LanguageTag
  ) {
    let source = try parameters.language("from") ?? settings.source
    let target = try parameters.language("to") ?? settings.target
    if source == target {
      throw .badParameter("to", "from and to are both \(source). Name two languages.")
    }
    return (source, target)
  }
}
