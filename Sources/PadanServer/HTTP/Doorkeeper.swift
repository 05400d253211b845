import FoundationEssentials
import Glibc
import HTTPTypes
import Padan

/// Decides who is answered: by the name that a client asks for, by the page from which it asks, and by its
/// token.
struct Doorkeeper: Sendable {
  private let settings: ServerSettings
  private let names: Set<String>

  init(_ settings: ServerSettings) {
    self.settings = settings
    var names: Set = ["localhost", settings.host.lowercased()]
    var name = [CChar](repeating: 0, count: 256)
    if gethostname(&name, name.count - 1) == 0 {
      names.insert(
        String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
          .lowercased())
    }
    self.names = names.union(settings.names.map { $0.lowercased() })
  }

  /// Checks a request before its route is looked for.
  ///
  /// A page of another site reaches a server on this machine by a name that leads to it (DNS rebinding), or
  /// sends it a form or asks for a script. A browser tells both, and is refused.
  ///
  /// - Throws: `Fault` if the request comes by another name, or from a page of another site.
  func check(_ request: HTTPRequest) throws(Fault) {
    let headers = request.headerFields
    // A client of HTTP/1.0 names no host, and is no browser.
    if let host = request.authority {
      guard isOwn(Self.name(ofHost: host)) else {
        throw Fault(
          HTTPResponse.Status(code: 421), "request.host",
          "This server does not answer to that name.")
      }
    }
    if let origin = headers[.origin] {
      guard let host = request.authority?.lowercased(),
        ["http://\(host)", "https://\(host)"].contains(origin.lowercased())
      else { throw Self.otherSite }
    }
    if let site = headers[.secFetchSite], !["same-origin", "none"].contains(site) {
      // A link leads to the page, and nowhere else.
      guard headers[.secFetchMode] == "navigate", request.method == .get, request.path == "/" else {
        throw Self.otherSite
      }
    }
  }

  private static let otherSite = Fault(
    .forbidden, "request.origin", "This server does not answer to pages of other sites.")

  /// Checks whether a request may do what its route does.
  ///
  /// - Throws: `Fault` if a token is needed, or the server only reads.
  func check(
    _ request: HTTPRequest, for access: Route.Access, query: [(name: String, value: String)]
  )
    throws(Fault)
  {
    if access == .open { return }
    if let token = settings.token {
      let given = Self.token(of: request.headerFields, query)
      guard let given, Self.isSame(Array(given.utf8), Array(token.utf8)) else {
        throw Fault(.unauthorized, "request.token", "The server's token is needed.")
      }
    }
    if access == .write, !settings.isWritable { throw .readOnly }
  }

  /// Whether the server answers to a name: its own, or any address, which no other site can take.
  private func isOwn(_ name: String) -> Bool {
    names.contains(name) || name.contains(":")
      || !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
  }

  /// The name in a `Host` header, in lower case, without its port and the brackets of an address.
  private static func name(ofHost host: String) -> String {
    let host = host.lowercased()
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }

  /// The token that a client sends, in any of the ways in which clients do.
  private static func token(
    of headers: HTTPFields, _ query: [(name: String, value: String)]
  ) -> String? {
    if let authorization = headers[.authorization] {
      let parts = authorization.split(separator: " ", maxSplits: 1)
      switch parts.first?.lowercased() {
      case "bearer", "deepl-auth-key": return parts.count > 1 ? String(parts[1]) : nil
      case "basic":
        // The address of a client may hold it: http://any:TOKEN@host.
        let decoded = parts.count > 1 ? Data(base64Encoded: String(parts[1])) : nil
        return decoded.flatMap {
          String(decoding: $0, as: UTF8.self).split(separator: ":", maxSplits: 1).last
        }.map(String.init)
      default: return nil
      }
    }
    return query.first { ["key", "api_key", "auth_key"].contains($0.name) }?.value
  }

  /// Whether two texts are the same, in a time that depends on the length of the first alone.
  static func isSame(_ given: [UInt8], _ token: [UInt8]) -> Bool {
    guard !token.isEmpty else { return false }
    var difference = given.count ^ token.count
    for (index, byte) in given.enumerated() {
      difference |= Int(byte ^ token[index % token.count])
    }
    return difference == 0
  }
}

extension HTTPField.Name {
  static let secFetchSite = Self("Sec-Fetch-Site")!
  static let secFetchMode = Self("Sec-Fetch-Mode")!
}
