package import PadanModel

/// What a server is told when it starts: its address, its memories, and who may do what.
///
///     var settings = ServerSettings(source: indonesian, target: english)
///     settings.memories = [.init(path: "padan.sqlite")]
package struct ServerSettings: Codable, Hashable, Sendable {
  /// A memory that answers lookups.
  package struct MemoryFile: Codable, Hashable, Sendable {
    /// The path of its file.
    package var path: String
    /// Whether nothing may be written to it, not even an index.
    package var isReadOnly: Bool
    /// Points off the score of each of its matches, 0...100.
    package var penalty: Double

    /// A memory, by default one that may be written and has no penalty.
    package init(path: String, isReadOnly: Bool = false, penalty: Double = 0) {
      self.path = path
      self.isReadOnly = isReadOnly
      self.penalty = penalty
    }
  }

  /// The port at which a server listens if none is named.
  package static let usualPort = 7232

  /// The address or name at which the server listens.
  package var host = "127.0.0.1"
  /// Its port; 0 for one that is free.
  package var port = usualPort
  /// The memories, the preferred ones first. Whatever is written goes to the first.
  package var memories: [MemoryFile] = []
  /// The languages of a request that names none.
  package var source, target: LanguageTag
  /// Whether requests may write to the first memory.
  package var isWritable = false
  /// What a client has to send to be answered; `nil` if everybody is.
  package var token: String?
  /// Names of the server, beside its own and addresses, by which a client may ask for it.
  package var names: [String] = []
  /// The file of the access log; `-` is standard error, and `nil` is none.
  package var log: String?
  /// Whether it talks with one client over standard input and output, in the Model Context Protocol, and does not listen.
  package var usesStandardStreams = false
  /// Whether nothing is said of the start.
  package var isQuiet = false
  /// Who writes, for the history of the memory; `nil` if it is not known.
  package var person: String?

  /// Settings for a server on the loopback address that only reads.
  package init(source: LanguageTag, target: LanguageTag) {
    (self.source, self.target) = (source, target)
  }

  /// Whether the server can be reached from this machine only.
  package var isLocal: Bool {
    ["localhost", "::1"].contains(host.lowercased())
      || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
  }
}
