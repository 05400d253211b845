import HTTPTypes
import Padan

extension API {
  /// Whether the server lives, what the memory holds, and the description of the API.
  static let care = [
    Route(.get, "/v1/health", .open) { _, desk in
      Answer {
        $0.member("status", "ok")
        $0.member("version", version)
        $0.member("writable", desk.settings.isWritable)
        $0.member("token", desk.settings.token != nil)
        $0.member("from", desk.settings.source.description)
        $0.member("to", desk.settings.target.description)
      }
    },
    Route(.get, "/v1/stats", .read) { _, desk in
      try await blocking {
        let memory = desk.memory
        return Answer(
          json: JSONReport.statistics(try memory.statistics(), of: desk.name(memory.path)))
      }
    },
    Route(.get, "/v1/openapi.json", .open) { _, _ in
      Answer(json: WebFile.named("openapi.json").bytes)
    },
  ]
}
