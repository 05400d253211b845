import HTTPTypes
import Padan

extension Doors {
  /// LibreTranslate. It translates what the memory is sure of; of any other text the translation is empty.
  static let libreTranslate = [
    Route(.post, "/translate", .read, translate), Route(.get, "/translate", .read, translate),
    Route(.get, "/languages", .read, listLanguages),
    Route(.post, "/detect", .read, detect),
  ]

  /// The most texts of a request.
  private static let mostTexts = 1000

  private static let translate: Route.Handler = { call, desk in
    do {
      let parameters = try await call.parameters()
      let texts = try parameters.strings("q")
      guard !texts.isEmpty, texts.count <= mostTexts else {
        throw Fault.badParameter("q", "One to \(mostTexts) texts are needed.")
      }
      let isList = parameters.isList("q")
      return try await blocking {
        let named = try parameters.text("source")
        let target = try parameters.text("target")
        let isMarkup = try parameters.string("format")?.lowercased() == "html"
        let answers = try texts.map {
          try desk.answer(
            to: $0, isMarkup: isMarkup, from: named == "auto" ? nil : named, to: target)
        }
        return Answer { json in
          if isList {
            json.member("translatedText", strings: answers.map(\.translation))
          } else {
            json.member("translatedText", answers[0].translation)
          }
          guard named == "auto" else { return }
          if isList {
            json.member("detectedLanguage", objects: answers, write)
          } else {
            json.member("detectedLanguage", object: { write(&$0, answers[0]) })
          }
        }
      }
    } catch {
      return answer(Fault(error))
    }
  }

  /// Writes the language that was found for a text.
  private static func write(_ json: inout JSONWriter, _ answer: Desk.DoorAnswer) {
    json.member("language", LanguageTag(answer.source)?.language ?? answer.source)
    json.member("confidence", (answer.share * 100).rounded())
  }

  private static let listLanguages: Route.Handler = { _, desk in
    try await blocking {
      let codes = Set(try desk.allLanguages().map(\.language)).sorted()
      var json = JSONWriter()
      json.array { json in
        for code in codes {
          json.object {
            $0.member("code", code)
            $0.member("name", code)
            $0.member("targets", strings: codes.filter { $0 != code })
          }
        }
      }
      return Answer(json: json.bytes)
    }
  }

  private static let detect: Route.Handler = { call, desk in
    do {
      let text = try await call.parameters().text("q")
      return try await blocking {
        let found = try desk.language(of: text)
        var json = JSONWriter()
        json.array { json in
          guard let found else { return }
          json.object {
            $0.member("confidence", (found.share * 100).rounded())
            $0.member("language", found.tag.language)
          }
        }
        return Answer(json: json.bytes)
      }
    } catch {
      return answer(Fault(error))
    }
  }

  /// A fault as LibreTranslate tells it.
  private static func answer(_ fault: Fault) -> Answer {
    Answer(status: fault.status) { $0.member("error", fault.message) }
  }
}
