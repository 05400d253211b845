/// A version of the Model Context Protocol that is spoken.
///
/// Up to 2025-11-25 a client begins with `initialize`, which settles the version of what follows. Since 2026-07-28 each
/// request names its version, and depends on no other (https://modelcontextprotocol.io/specification).
enum MCPVersion: String, CaseIterable, Sendable {
  case v2024November = "2024-11-05"
  case v2025March = "2025-03-26"
  case v2025June = "2025-06-18"
  case v2025November = "2025-11-25"
  case v2026July = "2026-07-28"

  /// The latest version that begins with `initialize`.
  static let latestWithHandshake = v2025November
  /// The version of a client over HTTP that names none, as the specification has it.
  static let unnamed = v2025March

  /// Whether each request names its version.
  var isStateless: Bool { self == .v2026July }
  /// Whether several messages may stand in an array.
  var hasBatches: Bool { self <= .v2025March }

  /// The version that `initialize` settles: the one that the client names, or else the latest of its kind.
  static func settled(by name: String?) -> MCPVersion {
    guard let version = name.flatMap(MCPVersion.init), !version.isStateless else {
      return latestWithHandshake
    }
    return version
  }
}

extension MCPVersion: Comparable {
  static func < (a: MCPVersion, b: MCPVersion) -> Bool { a.rawValue < b.rawValue }
}
