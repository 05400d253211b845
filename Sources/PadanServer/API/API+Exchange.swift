import FoundationEssentials
import Glibc
import HTTPTypes
import Padan
import Synchronization

extension API {
  /// `import`, a streamed upload with a receipt, and `export`, streamed too.
  static let exchange = [
    Route(.post, "/v1/import", .write, importFile), Route(.get, "/v1/export", .read, export),
  ]

  /// The most bytes of a file that is imported: 4 GiB.
  private static let largestImport = 4 << 30
  /// How long an import waits before it tells how far it is.
  private static let progressInterval = Duration.milliseconds(250)

  private static let importFile: Route.Handler = { call, desk in
    let parameters = Parameters(call.query)
    try parameters.check(
      known: [
        "name", "type", "from", "to", "onDifferent", "exactLanguage", "lenient", "strict", "force",
        "dryRun",
      ])
    let name = try parameters.string("name") ?? "upload"
    let options = try desk.importOptions(parameters)
    let named = try importFormat(parameters, name: name)
    let file = try UploadedFile()
    try await call.forEachPart(limit: largestImport, file.write)
    let stage = Mutex(Memory.ImportStage.reading(units: 0))
    let importing: @Sendable () throws -> [UInt8] = {
      guard let format = try named ?? ExchangeFormat.recognized(in: file.path) else {
        throw Fault.badParameter(
          "type",
          "Neither the name nor the first bytes tell what the file is. It is one of \(importTypes)."
        )
      }
      let receipt = try desk.memory.importPairs(
        ExchangeInput(format, file.path), options: options, origin: name,
        person: desk.settings.person
      ) { now in stage.withLock { $0 = now } }
      return JSONReport.importReceipt(receipt, file: name, isTrial: options.isTrial)
    }
    return call.wantsLines
      ? progress(of: importing) { stage.withLock { $0 } }
      : Answer(json: try await blocking(importing))
  }

  /// Answers with a line for how far an import is, now and then, and a last one with its receipt or its fault.
  private static func progress(
    of importing: @escaping @Sendable () throws -> [UInt8],
    at stage: @escaping @Sendable () -> Memory.ImportStage
  ) -> Answer {
    Answer(type: Answer.linesType) { emit in
      // It goes on if its client has gone: then it stands in the history as a whole.
      let work = Task { try await blocking(importing) }
      let isDone = Atomic(false)
      async let end: [UInt8] = {
        defer { isDone.store(true, ordering: .releasing) }
        do {
          return try await work.value
        } catch {
          guard case .bytes(let bytes) = Fault(error).answer.body else { return [] }
          return bytes + [UInt8(ascii: "\n")]
        }
      }()
      while !isDone.load(ordering: .acquiring) {
        try? await Task.sleep(for: progressInterval)
        var json = JSONWriter()
        json.object {
          switch stage() {
          case .reading(let units):
            $0.member("stage", "reading")
            $0.member("units", units)
          case .indexing(let units):
            $0.member("stage", "indexing")
            $0.member("units", units)
          }
        }
        json.endLine()
        if !isDone.load(ordering: .acquiring) { try await emit(json.bytes) }
      }
      try await emit(end)
    }
  }

  private static var importTypes: String {
    ExchangeFormat.all.filter { $0.reader != nil && $0.files == .one }.map(\.name)
      .joined(separator: ", ")
  }

  /// The format that a request names, or that the name of the file tells; `nil` if neither does.
  private static func importFormat(
    _ parameters: Parameters, name: String
  ) throws(Fault) -> ExchangeFormat? {
    guard let type = try parameters.string("type") else {
      return ExchangeFormat(fileName: name).flatMap { $0.files == .one ? $0 : nil }
    }
    let known = ExchangeFormat.all.first {
      $0.name == type && $0.reader != nil && $0.files == .one
    }
    guard let known else { throw .badParameter("type", "It is one of \(importTypes).") }
    return known
  }

  private static let export: Route.Handler = { call, desk in
    let parameters = Parameters(call.query)
    try parameters.check(
      known: ["format", "flavor", "level", "where", "dedupe", "all", "from", "to"])
    let (source, target) = try desk.languages(parameters)
    var selection = ExportSelection(source: source, target: target)
    selection.filter = try parameters.filter()
    selection.withoutDuplicates = try parameters.flag("dedupe")
    selection.withRejected = try parameters.flag("all")
    let name = try parameters.string("format") ?? ExchangeFormat.tmx.name
    guard let format = ExchangeFormat.writable.first(where: { $0.name == name }) else {
      throw Fault.badParameter(
        "format", "It is one of \(ExchangeFormat.writable.map(\.name).joined(separator: ", ")).")
    }
    var pipeline = ExportPipeline(desk.memory, selection, format: format)
    pipeline.options.flavor = try parameters.choice("flavor") ?? .plain
    pipeline.options.level =
      try parameters.integer("level", in: 1...2).flatMap { TMXWriter.Level(rawValue: $0) } ?? .codes
    guard call.method == .get else { return Answer(text: "") }
    guard let export = Desk.Export(desk) else {
      throw Fault(.serviceUnavailable, "server.busy", "Other exports are at work. Try again later.")
    }
    var answer = Answer(type: "application/octet-stream") { [pipeline] emit in
      defer { withExtendedLifetime(export) {} }
      for try await piece in pipeline.pieces() { try await emit(piece.bytes) }
    }
    answer.headers[.contentDisposition] =
      "attachment; filename=\"padan\(format.endings.first ?? "")\""
    return answer
  }
}

extension Desk {
  /// How a file is imported for a request.
  fileprivate func importOptions(_ parameters: Parameters) throws(Fault) -> ImportOptions {
    let (source, target) = try languages(parameters)
    var options = ImportOptions(source: source, target: target)
    options.isExactLanguage = try parameters.flag("exactLanguage")
    options.onDifferent = try parameters.choice("onDifferent") ?? .keepBoth
    options.tolerance =
      try parameters.flag("strict")
      ? .strict : parameters.flag("lenient") ? .damage : .deviations
    options.isTrial = try parameters.flag("dryRun")
    if try !parameters.flag("force") {
      options.sides = SideJudge(source: source, target: target) {
        Bundled.lexicon(source: source, target: target)
      }
    }
    return options
  }
}

/// A file that a client sends, in the folder for temporary files. It goes with its last user.
private final class UploadedFile: Sendable {
  /// The path of the file.
  let path: String
  private let descriptor: Int32

  /// - Throws: `Fault` if there is no room for it.
  init() throws(Fault) {
    var name = "\(UserFolders.variable("TMPDIR") ?? "/tmp")/padan-upload-XXXXXX".pathBytes
    descriptor = mkstemp(&name)
    path = String(path: name.dropLast().map { UInt8(bitPattern: $0) })
    if descriptor < 0 { throw Self.noRoom }
  }

  private static let noRoom = Fault(
    HTTPResponse.Status(code: 507), "server.no-room", "There is no room to keep the file.")

  /// Appends bytes.
  ///
  /// - Throws: `Fault` if there is no room for them.
  func write(_ bytes: [UInt8]) throws(Fault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { throw Self.noRoom }
      rest = rest.dropFirst(count)
    }
  }

  deinit {
    unlink(path.pathBytes)
    close(descriptor)
  }
}
