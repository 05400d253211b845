import FoundationEssentials
import GRDB

extension Memory {
  /// What a memory may take of a process's means.
  ///
  /// The default is right for a program that works on one memory. A server that holds several open
  /// gives each of them a share:
  ///
  ///     let share = Memory.Configuration.share(ofMemories: 10)
  ///     let memories = try paths.map { try Memory(path: $0, configuration: share) }
  public struct Configuration: Hashable, Sendable {
    /// The most reads that run side by side, each on a connection of its own.
    public var readers: Int
    /// The most bytes of pages that all connections together, the writer's too, keep in memory.
    public var cacheSize: Int
    /// The most bytes of the file that each connection maps. The system shares mapped pages between
    /// connections and processes, and takes them back when it needs the room.
    public var mappedSize: Int

    /// SQLite as Debian builds it maps 2 GiB less 64 kB at most.
    static let largestMap = 0x7FFF_0000
    /// How much of a large memory a connection keeps: the pages that a million units' lookups come
    /// back to.
    static let cacheOfOneConnection = 128 << 20
    /// How long a second writer waits for the first, in seconds.
    static let patience = 5.0

    /// - Parameters:
    ///   - readers: By default one for each processor, and five at least, as many as GRDB has by
    ///     itself.
    ///   - cacheSize: By default 128 MiB for each connection.
    ///   - mappedSize: By default as much as SQLite maps, just under 2 GiB.
    public init(readers: Int? = nil, cacheSize: Int? = nil, mappedSize: Int? = nil) {
      self.readers = max(1, readers ?? max(5, ProcessInfo.processInfo.activeProcessorCount))
      self.cacheSize = cacheSize ?? (self.readers + 1) * Self.cacheOfOneConnection
      self.mappedSize = mappedSize ?? Self.largestMap
    }

    /// The share of one of several memories that a process holds open.
    ///
    /// - Parameters:
    ///   - count: How many memories there are.
    ///   - cacheSize: The most bytes of pages that all of them together keep; 1 GiB by default.
    public static func share(ofMemories count: Int, cacheSize: Int = 1 << 30) -> Configuration {
      let count = max(1, count)
      let all = Configuration()
      return Configuration(
        readers: max(2, 2 * all.readers / count), cacheSize: min(all.cacheSize, cacheSize / count))
    }

    /// The same in GRDB's words.
    var connections: GRDB.Configuration {
      var connections = GRDB.Configuration()
      connections.busyMode = .timeout(Self.patience)
      connections.maximumReaderCount = readers
      connections.prepareDatabase { db in
        try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA secure_delete = OFF")
        try setCaches(of: db)
      }
      return connections
    }

    /// Lets a connection keep its share of the pages, and map the file.
    func setCaches(of db: Database) throws {
      // A negative number counts kibibytes and not pages.
      let cache = -max(64, cacheSize / (readers + 1) / 1024)
      try db.execute(sql: "PRAGMA cache_size = \(cache); PRAGMA mmap_size = \(mappedSize)")
    }
  }
}
