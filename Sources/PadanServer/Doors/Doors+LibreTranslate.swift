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
        let found = try parameters.string("source").flatMap {
          $0 == "auto" ? try desk.language(of: texts.joined(separator: " ")) : nil
        }
        let source = try found?.tag.description ?? parameters.text("source")
        let pair = Desk.languages(source, try parameters.text("target"))
        let translations = try texts.map { text in
          try pair.flatMap { try desk.translation(of: text, from: $0.source, to: $0.target) } ?? ""
        }
        return Answer { json in
          if isList {
            json.member("translatedText", strings: translations)
          } else {
            json.member("translatedText", translations[0])
          }
          guard let found else { return }
          json.member(
            "detectedLanguage",
            object: {
              $0.member("language", found.tag.language)
              $0.member("confidence", (found.share * 100).rounded())
            })
        }
      }
    } catch {
      return answer(Fault(error))
    }
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
