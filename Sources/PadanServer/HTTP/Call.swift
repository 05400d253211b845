import FoundationEssentials
import HTTPTypes
import Hummingbird
import Padan

/// A request as handlers see it: its decoded path and query, and its body.
struct Call: Sendable {
  /// The method.
  let method: HTTPRequest.Method
  /// The parts of the path, each decoded by itself: an encoded slash parts nothing.
  let path: [String]
  /// The parameters of the query.
  let query: [(name: String, value: String)]
  /// The headers.
  let headers: HTTPFields
  /// The parts of the path that a route leaves open, by their names.
  var values: [String: String] = [:]
  private let body: RequestBody
  private let waits: @Sendable (Gate.Wait) -> Void

  /// The most bytes of a body that is taken whole.
  static let mostBytes = 16 << 20
  /// The most bytes of the first line of a request.
  static let longestPath = 12 << 10

  /// - Parameter waits: Called when the request begins to wait for something.
  /// - Throws: `Fault` if the path or the query is not well-formed UTF-8, or too long.
  init(_ request: Request, waits: @escaping @Sendable (Gate.Wait) -> Void)
    throws(Fault)
  {
    let target = request.head.path ?? "/"
    guard target.utf8.count <= Self.longestPath else {
      throw Fault(HTTPResponse.Status(code: 414), "request.path", "The address is too long.")
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    for part in parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let decoded = Self.decoded(part.utf8), !decoded.utf8.contains(0) else {
        throw Fault(.badRequest, "request.path", "The address is not well-formed.")
      }
      path.append(decoded)
    }
    // A slash at the end says nothing, but where it makes the text to look up empty.
    if path.count > 1, path.last == "" { path.removeLast() }
    self.path = path
    method = request.method
    headers = request.headers
    query = try parts.count > 1 ? Self.items(parts[1]) : []
    body = request.body
    self.waits = waits
  }

  /// The items of a query or form, in which a plus is a blank.
  ///
  /// - Throws: `Fault` if they are not well-formed, or more than any request needs.
  static func items(_ text: Substring) throws(Fault) -> [(name: String, value: String)] {
    guard text.utf8.count(where: { $0 == UInt8(ascii: "&") }) < Limits.mostJSONValues else {
      throw Fault(.contentTooLarge, "request.query", "The request has too many values.")
    }
    var items: [(name: String, value: String)] = []
    for item in text.split(separator: "&") {
      let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = sides.map { side in
        Self.decoded(side.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })
      }
      guard let name = decoded[0], let value = decoded.count > 1 ? decoded[1] : "" else {
        throw Fault(.badRequest, "request.query", "The query is not well-formed.")
      }
      items.append((name, value))
    }
    return items
  }

  /// The text that percent-encoded bytes stand for; `nil` if they are not well-formed.
  static func decoded(_ bytes: some Sequence<UInt8>) -> String? {
    var decoded: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit)
      else {
        return nil
      }
      decoded.append(high << 4 | low)
    }
    return String(validating: decoded, as: UTF8.self)
  }

  /// The value of a hexadecimal digit.
  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }

  /// Whether the client asks for lines of JSON.
  var wantsLines: Bool { headers[.accept]?.contains(Answer.linesType) ?? false }

  /// The type of the body, without its parameters, in lower case.
  var contentType: String {
    let type = headers[.contentType]?.split(separator: ";").first ?? ""
    return type.filter { $0 != " " }.lowercased()
  }

  /// The whole body.
  ///
  /// - Throws: `Fault` if it is larger than `mostBytes`.
  func bytes() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await forEachPart(limit: Self.mostBytes) { bytes += $0 }
    return bytes
  }

  /// Calls `take` with each part of the body, as it arrives.
  ///
  /// - Throws: `Fault` if there are more bytes than `limit`, and whatever `take` throws.
  func forEachPart(limit: Int, _ take: ([UInt8]) throws -> Void) async throws {
    let tooLarge = Fault(
      .contentTooLarge, "request.body", "The body is larger than \(limit) bytes.")
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
    var count = 0
    waits(.client)
    defer { waits(.server) }
    for try await part in body {
      count += part.readableBytes
      if count > limit { throw tooLarge }
      waits(.client)
      try take(Array(part.readableBytesView))
    }
  }

  /// The parameters of the path and the query, and those of a body of JSON or of a form.
  ///
  /// - Parameter names: Which there are; `nil` if others are passed over.
  func parameters(_ names: [String]? = nil) async throws -> Parameters {
    var parameters = Parameters(query)
    if method != .get, method != .head {
      let bytes = try await bytes()
      if contentType == "application/x-www-form-urlencoded" {
        let text = Substring(decoding: bytes, as: UTF8.self)
        parameters = try Parameters(Self.items(text)).merging(parameters)
      } else if contentType == "application/json" || contentType.isEmpty {
        if !bytes.isEmpty { parameters = try Parameters(json: bytes).merging(parameters) }
      } else if !bytes.isEmpty {
        throw Fault(
          .unsupportedMediaType, "request.type", "The body is JSON (application/json) or a form.")
      }
    }
    parameters = Parameters(values.mapValues { .string($0) }).merging(parameters)
    parameters.wantsLines = wantsLines
    if let names { try parameters.check(known: names) }
    return parameters
  }
}
