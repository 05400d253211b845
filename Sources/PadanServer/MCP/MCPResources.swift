import FoundationEssentials
import HTTPTypes
import Padan

/// What a client may read by its address: a unit, or the units of a document.
///
///     padan://unit/12
///     padan://document/berita%2Fbesok.id.txt?skip=1000
enum MCPResource: Hashable, Sendable {
  case unit(Int64)
  /// A document, from a unit on.
  case document(String, skipping: Int)

  private static let (unitPlace, documentPlace) = ("padan://unit/", "padan://document/")

  /// The resource at an address; `nil` if it is none.
  init?(_ address: String) {
    if address.hasPrefix(Self.unitPlace) {
      guard let unit = Int64(address.dropFirst(Self.unitPlace.count)), unit > 0 else { return nil }
      self = .unit(unit)
    } else if address.hasPrefix(Self.documentPlace) {
      let parts = address.dropFirst(Self.documentPlace.count)
        .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Call.decoded(parts[0].utf8), !name.isEmpty else { return nil }
      var count = 0
      if parts.count > 1 {
        guard parts[1].hasPrefix("skip="), let skipped = Int(parts[1].dropFirst(5)), skipped >= 0
        else { return nil }
        count = skipped
      }
      self = .document(name, skipping: count)
    } else {
      return nil
    }
  }

  /// Its address.
  var address: String {
    switch self {
    case .unit(let unit): return "\(Self.unitPlace)\(unit)"
    case .document(let name, let count):
      return Self.documentPlace + Self.encoded(name) + (count > 0 ? "?skip=\(count)" : "")
    }
  }

  /// A name as a part of an address, in which only letters and digits of ASCII and `-._~` stand for themselves (RFC 3986).
  private static func encoded(_ name: String) -> String {
    name.utf8.reduce(into: "") { text, byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar)
      {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
  }

  /// The most units of a document that are read at once.
  private static let mostUnits = 1000

  /// The JSON of its content. It blocks meanwhile.
  ///
  /// - Throws: `Fault` or `MemoryError`, of the kind `notFound` if it is not there.
  func content(_ desk: Desk) throws -> [UInt8] {
    switch self {
    case .unit(let unit):
      let answer = try API.show.answer(
        Parameters(["unit": .number(Double(unit))]), desk)
      guard case .bytes(let bytes) = answer.body else {
        preconditionFailure("A unit is one object.")
      }
      return bytes
    case .document(let name, let count):
      let pairs = try desk.memory.pairs(
        ofDocument: name, skipping: count, limit: Self.mostUnits + 1)
      guard !pairs.isEmpty else {
        throw Fault(.notFound, "document.missing", "No unit was met in a document of that name.")
      }
      let lines = pairs.prefix(Self.mostUnits).map {
        JSONReport.unit($0.unit, $0.pair, occurrences: [$0.pair.provenance])
      }
      return JSONReport.object("units", lines: lines) {
        $0.member("document", name)
        if pairs.count > Self.mostUnits {
          $0.member("next", Self.document(name, skipping: count + Self.mostUnits).address)
        }
      }
    }
  }
}

extension MCPService {
  /// The most documents of one part of the list.
  private static let mostDocuments = 1000

  /// Writes a part of the list of documents. The cursor is the name of the last one in base64.
  ///
  /// - Throws: `MCPFault` if the memory cannot be read, or the cursor is none.
  func resourcePage(
    after parameters: Parameters
  ) async throws(MCPFault) -> @Sendable (inout JSONWriter) -> Void {
    var last: String?
    if parameters.has("cursor") {
      guard let cursor = try? parameters.string("cursor"), let data = Data(base64Encoded: cursor),
        let name = String(data: data, encoding: .utf8)
      else { throw Self.noCursor }
      last = name
    }
    let documents: [Memory.Document]
    do {
      documents = try await blocking { [desk, last] in
        try desk.memory.documents(after: last, limit: Self.mostDocuments + 1)
      }
    } catch {
      throw MCPFault(.internalError, Fault(error).message)
    }
    return { json in
      json.member("resources", objects: documents.prefix(Self.mostDocuments)) {
        $0.member("uri", MCPResource.document($1.name, skipping: 0).address)
        $0.member("name", $1.name)
        $0.member("description", "Pairs of this document: \($1.occurrences)")
        $0.member("mimeType", Answer.jsonType)
      }
      if documents.count > Self.mostDocuments {
        let cursor = Data(documents[Self.mostDocuments - 1].name.utf8).base64EncodedString()
        json.member("nextCursor", cursor)
      }
    }
  }

  /// Writes which addresses there are.
  static func writeTemplates(_ json: inout JSONWriter) {
    let templates = [
      ("padan://unit/{unit}", "unit", "A unit of the memory with its places and its history"),
      (
        "padan://document/{document}{?skip}", "document",
        "The pairs of a document in the order of its text, a thousand at a time"
      ),
    ]
    json.member("resourceTemplates", objects: templates) {
      $0.member("uriTemplate", $1.0)
      $0.member("name", $1.1)
      $0.member("description", $1.2)
      $0.member("mimeType", Answer.jsonType)
    }
  }

  /// Reads a resource, and writes its content.
  ///
  /// - Throws: `MCPFault` if there is none.
  func resource(
    _ parameters: Parameters, _ version: MCPVersion
  ) async throws(MCPFault) -> @Sendable (inout JSONWriter) -> Void {
    guard let address = try? parameters.string("uri") else {
      throw MCPFault(.invalidParams, "uri: The address of a resource is needed.")
    }
    let missing: MCPFault.Code = version.isStateless ? .invalidParams : .resourceNotFound
    guard let resource = MCPResource(address) else {
      throw MCPFault(missing, "There is no resource “\(address)”.")
    }
    do {
      let bytes = try await blocking { [desk] in try resource.content(desk) }
      return {
        $0.member("contents", objects: [bytes]) {
          $0.member("uri", address)
          $0.member("mimeType", Answer.jsonType)
          $0.member("text", String(decoding: $1, as: UTF8.self))
        }
      }
    } catch {
      let fault = Fault(error)
      throw MCPFault(fault.status == .notFound ? missing : .internalError, fault.message)
    }
  }
}
