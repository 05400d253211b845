import FoundationEssentials
import HTTPTypes
import Padan

extension Doors {
  /// MyMemory, which OmegaT, Weblate and MateCat ask.
  static let myMemory: [Route] =
    ["/get", "/api/get"].map { Route(.get, $0, .read, get) } + [
      Route(.get, "/set", .write, set), Route(.post, "/set", .write, set),
    ]

  /// The least score of a match: a client has a threshold of its own.
  private static let leastScore = 50.0
  /// How many matches there are where a client does not say so, and at most.
  private static let (usualCount, mostCount) = (5, 50)

  /// The languages of `langpair`: `id|en`.
  private static func pair(
    _ parameters: Parameters
  ) throws(Fault) -> (source: LanguageTag, target: LanguageTag) {
    let parts = try (parameters.string("langpair") ?? "").split(
      separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let pair = Desk.languages(String(parts[0]), String(parts[1])) else {
      throw .badParameter("langpair", "Two languages are needed, such as id|en.")
    }
    return pair
  }

  private static let get: Route.Handler = { call, desk in
    do {
      let parameters = Parameters(call.query)
      let (source, target) = try pair(parameters)
      let text = try parameters.text("q")
      let count = try parameters.integer("numres", in: 0...1000) ?? usualCount
      return try await blocking {
        let matches = try desk.matches(
          for: text, from: source, to: target, minimum: leastScore,
          limit: max(1, min(count, mostCount)))
        return answer(matches, desk, languages: (source, target))
      }
    } catch {
      return answer(Fault(error))
    }
  }

  private static func answer(
    _ matches: [Match], _ desk: Desk, languages: (source: LanguageTag, target: LanguageTag)
  ) -> Answer {
    Answer { json in
      json.member(
        "responseData",
        object: {
          // It must be there: OmegaT reads nothing else.
          $0.member("translatedText", matches.first?.suggestion ?? "")
          $0.member("match", (matches.first?.score.net ?? 0) / 100)
        })
      json.member("quotaFinished", false)
      json.member("mtLangSupported", orNull: nil)
      json.member("responseDetails", "")
      json.member("responseStatus", 200)
      json.member("responderId", orNull: nil)
      json.member("exception_code", orNull: nil)
      json.member("matches", objects: matches) { json, match in
        let first = match.occurrences.first
        let origin = match.origins.first ?? nil
        json.member("id", "\(match.unit)")
        json.member("segment", match.source.text)
        json.member("translation", match.suggestion)
        json.member("source", languages.source.description)
        json.member("target", languages.target.description)
        json.member("quality", "\(Int(match.score.net))")
        json.member("reference", orNull: first?.document)
        json.member("usage-count", match.useCount)
        json.member("subject", "")
        json.member("created-by", first?.createdBy ?? desk.name(match.memory))
        json.member(
          "last-updated-by", first?.changedBy ?? first?.createdBy ?? desk.name(match.memory))
        let created = first?.createdAt ?? origin.map { $0.date(first ?? Provenance()) }
        json.member("create-date", date(created))
        json.member("last-update-date", date(first?.changedAt ?? created))
        json.member("match", match.score.net / 100)
      }
    }
  }

  /// A date as MyMemory writes it: `YYYY-MM-DD HH:MM:SS`.
  private static func date(_ date: Date?) -> String {
    guard let date else { return "" }
    let style = Date.ISO8601FormatStyle().dateTimeSeparator(.space).year().month().day()
      .time(includingFractionalSeconds: false)
    return date.formatted(style)
  }

  private static let set: Route.Handler = { call, desk in
    do {
      let parameters = try await call.parameters()
      let (source, target) = try pair(parameters)
      return try await blocking {
        try desk.add(
          parameters.text("seg"), parameters.text("tra"), from: source, to: target, force: true)
        return Answer {
          $0.member("responseData", "OK")
          $0.member("responseStatus", 200)
          $0.member("responseDetails", strings: [])
        }
      }
    } catch {
      return answer(Fault(error))
    }
  }

  /// A fault as MyMemory tells it.
  private static func answer(_ fault: Fault) -> Answer {
    Answer(status: fault.status) { json in
      json.member(
        "responseData",
        object: {
          $0.member("translatedText", "")
          $0.member("match", 0.0)
        })
      json.member("responseDetails", fault.message)
      json.member("responseStatus", fault.status.code)
      json.member("matches", strings: [])
    }
  }
}
