import FoundationEssentials
import GRDB

extension Memory {
  /// How many connections and how much memory a translation memory may use.
  ///
  /// The default suits a program that works with one memory. A server that keeps several open gives
  /// each of them a share:
  ///
  ///     let share = Memory.Configuration.share(ofMemories: 10)
  ///     let memories = try paths.map { try Memory(path: $0, configuration: share) }
  public struct Configuration: Hashable, Sendable {
    /// The largest number of reads at the same time. Each has a connection of its own.
    public var readers: Int
    /// The size of the page caches of all connections together, in bytes, the writer's included.
    public var cacheSize: Int
    /// How much of the file each connection maps, in bytes.
    ///
    /// The system shares mapped pages between connections and processes, and takes them back when
    /// memory is short.
    public var mappedSize: Int

    /// The most bytes that SQLite maps as Debian builds it: 2 GiB less 64 KiB.
    static let largestMap = 0x7FFF_0000
    /// The default cache of one connection, in bytes: room for what lookups in a memory of a million
    /// units read again and again.
    static let defaultCacheOfOneConnection = 128 << 20
    /// How long a writer waits for another writer, in seconds.
    static let patience = 5.0

    /// A configuration with defaults for what is `nil`.
    ///
    /// - Parameters:
    ///   - readers: At least 1. By default one for each processor, and five or more, as in GRDB.
    ///   - cacheSize: In bytes; by default 128 MiB for each connection.
    ///   - mappedSize: In bytes; by default the most that SQLite maps, just under 2 GiB.
    public init(readers: Int? = nil, cacheSize: Int? = nil, mappedSize: Int? = nil) {
      self.readers = max(1, readers ?? max(5, ProcessInfo.processInfo.activeProcessorCount))
      self.cacheSize = cacheSize ?? (self.readers + 1) * Self.defaultCacheOfOneConnection
      self.mappedSize = mappedSize ?? Self.largestMap
    }

    /// The configuration of one of several memories that a process keeps open. Each gets twice its
    /// share of the readers of one memory, and at least two.
    ///
    /// - Parameters:
    ///   - count: The number of memories.
    ///   - cacheSize: The size of all their page caches together, in bytes; 1 GiB by default.
    public static func share(ofMemories count: Int, cacheSize: Int = 1 << 30) -> Configuration {
      let count = max(1, count)
      let all = Configuration()
      return Configuration(
        readers: max(2, 2 * all.readers / count), cacheSize: min(all.cacheSize, cacheSize / count))
    }

    /// The configuration of GRDB's connections.
    var connections: GRDB.Configuration { connections(isAlone: false) }

    /// The configuration of the connections that read.
    var readingConnections: GRDB.Configuration {
      var reading = connections
      reading.readonly = true
      return reading
    }

    /// The configuration of the connection that writes to a memory with a log.
    var writingConnection: GRDB.Configuration {
      var writing = connections
      // A crash of the system may then lose the last transactions, and never damages the file
      // (https://sqlite.org/pragma.html#pragma_synchronous).
      writing.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
      return writing
    }

    /// The configuration of a connection that keeps others away.
    var loneConnection: GRDB.Configuration { connections(isAlone: true) }

    private func connections(isAlone: Bool) -> GRDB.Configuration {
      var connections = GRDB.Configuration()
      connections.busyMode = .timeout(Self.patience)
      connections.maximumReaderCount = readers
      connections.prepareDatabase { db in
        // Before anything is read: SQLite decides then how it shares the log.
        if isAlone { try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
        // A memory may be somebody else's: what its schema says must call no function of ours.
        try db.execute(
          sql: "PRAGMA trusted_schema = OFF; PRAGMA page_size = 8192; PRAGMA secure_delete = OFF")
        try setCaches(of: db)
        db.add(function: PackedRow.function)
      }
      return connections
    }

    /// The size of one connection's page cache, in bytes.
    var cacheOfOneConnection: Int { cacheSize / (readers + 1) }

    /// Sets the cache and the map of one connection to its share.
    func setCaches(of db: Database) throws {
      // SQLite counts a negative size in KiB, and a positive one in pages.
      let cache = -max(64, cacheOfOneConnection / 1024)
      try db.execute(sql: "PRAGMA cache_size = \(cache); PRAGMA mmap_size = \(mappedSize)")
    }
  }
}
