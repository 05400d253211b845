import HTTPTypes
import Padan

extension API {
  /// `search`: a concordance.
  static let searches = [
    Route(.get, "/v1/search", .read, search), Route(.post, "/v1/search", .read, search),
  ]

  /// The most lines of an answer.
  private static let mostLines = 10_000

  static let search = Operation([
    "words", "source", "target", "stem", "regex", "limit", "by", "where",
  ]) { parameters, desk in
    var request = SearchRequest(words: try parameters.strings("words"))
    request.source = try parameters.strings("source")
    request.target = try parameters.strings("target")
    request.isExpression = try parameters.flag("regex")
    request.findsForms = try parameters.flag("stem")
    request.filter = try parameters.filter()
    if request.isExpression, request.findsForms {
      throw Fault.badParameter("stem", "regex and stem exclude each other.")
    }
    let pipeline = SearchPipeline(desk.memory) { desk.linker(from: $0, to: $1) }
    let query = try pipeline.query(request)
    if query.parts.isEmpty {
      throw Fault.badParameter("words", "Name what to search for: words, source or target.")
    }
    if let key: SearchPipeline.Key = try parameters.choice("by") {
      let counts = try pipeline.counts(of: query, by: key)
      return Answer(
        "counts", lines: counts.map { JSONReport.searchCount($0, by: key) },
        asLines: parameters.wantsLines)
    }
    let limit = try parameters.integer("limit", in: 1...mostLines) ?? 50
    var lines: [[UInt8]] = []
    let hasMore = try pipeline.lines(of: query, limit: limit) {
      lines.append(JSONReport.concordance($0))
    }
    return Answer("lines", lines: lines, asLines: parameters.wantsLines) {
      $0.member("more", hasMore)
    }
  }
}
