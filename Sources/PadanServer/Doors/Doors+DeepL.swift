import HTTPTypes
import Padan

extension Doors {
  /// DeepL. It translates what the memory is sure of; of any other text the translation is empty.
  static let deepL = [
    Route(.post, "/v2/translate", .read, translateTexts),
    Route(.get, "/v2/languages", .read, listTags), Route(.get, "/v2/usage", .read, usage),
    Route(.get, "/v2/glossary-language-pairs", .read, glossaryPairs),
  ]

  /// The most texts of a request.
  private static let mostTexts = 1000

  private static let translateTexts: Route.Handler = { call, desk in
    do {
      let parameters = try await call.parameters()
      let texts = try parameters.strings("text")
      guard !texts.isEmpty, texts.count <= mostTexts else {
        throw Fault.badParameter("text", "One to \(mostTexts) texts are needed.")
      }
      return try await blocking {
        let named = try parameters.string("source_lang")
        let target = try parameters.text("target_lang")
        let isMarkup = try parameters.string("tag_handling").map { ["html", "xml"].contains($0) }
        let lines = try texts.map { text in
          let answer = try desk.answer(
            to: text, isMarkup: isMarkup ?? false, from: named, to: target)
          var json = JSONWriter()
          json.object {
            $0.member("detected_source_language", answer.source.uppercased())
            $0.member("text", answer.translation)
            // DeepL's own client cannot do without it.
            $0.member("billed_characters", 0)
          }
          return json.bytes
        }
        return Answer("translations", lines: lines, asLines: false)
      }
    } catch {
      let fault = Fault(error)
      return Answer(status: fault.status) { $0.member("message", fault.message) }
    }
  }

  private static let listTags: Route.Handler = { _, desk in
    try await blocking {
      var json = JSONWriter()
      let tags = try desk.allLanguages().flatMap { [$0.language, $0.description] }
      json.array { json in
        for tag in Set(tags.map { $0.uppercased() }).sorted() {
          json.object {
            $0.member("language", tag)
            $0.member("name", tag)
            $0.member("supports_formality", false)
          }
        }
      }
      return Answer(json: json.bytes)
    }
  }

  private static let usage: Route.Handler = { _, _ in
    Answer {
      $0.member("character_count", 0)
      $0.member("character_limit", 1_000_000_000_000)
    }
  }

  private static let glossaryPairs: Route.Handler = { _, _ in
    Answer { $0.member("supported_languages", strings: []) }
  }
}
