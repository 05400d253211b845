import GRDB
import Glibc
import PadanModel

/// What a salvage kept of a damaged memory, and what it left out.
package struct SalvageReceipt: Sendable {
  /// The rows of one kind.
  package struct Part: Hashable, Sendable {
    /// How many the new memory has.
    package var kept: Int
    /// How many more the damaged memory has, as far as they can be counted.
    package var leftOut: Int
  }

  package var units: Part
  package var occurrences: Part
  package var steps: Part
  package var alignments: Part
  package var decisions: Part
  package var lexiconEntries: Part
  package var terms: Part
  /// Whether everything could be read.
  package var isWhole: Bool
}

extension Memory {
  /// Writes what is whole of a damaged memory into a new one: units with their occurrences and
  /// reviews, the history, alignments, reviewers' decisions, the lexicon and the
  /// terms.
  ///
  /// A unit is whole if its texts, codes and languages are those with which it was written: its
  /// identity is a hash of them. The damaged memory is not touched, and is read as it is at one moment.
  ///
  /// - Parameters:
  ///   - path: The path of the damaged memory.
  ///   - destination: The path of the new memory. It appears when it is complete; there must be
  ///     nothing.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(size of the file).
  package static func salvage(
    _ path: String, into destination: String
  ) throws(MemoryError) -> SalvageReceipt {
    guard FileStatus(destination) == nil else {
      throw .other(destination, "what is saved cannot take its place; choose another name")
    }
    _ = try MemoryFile(path: path, access: .readOnly)
    var salvage = Salvage()
    do {
      var maker = try MemoryMaker(new: destination) { lock, pool in
        try copyFiles(of: path, to: lock.spareFile)
        do {
          try salvage.copy(lock.spareFile, into: pool)
        } catch is NewerSchema {
          throw MemoryError.newerSchema(path)
        }
        FileStatus(path)?.giveRights(toFileAt: lock.partFile)
      }
      try maker.memory.write { try Salvage.mend($0, origin: path) }
      let receipt = try maker.memory.read { try salvage.receipt($0) }
      try maker.giveName()
      return receipt
    } catch {
      throw memoryError(error, path: path)
    }
  }

  /// Copies the file of a memory and its log, as they are at one moment.
  ///
  /// SQLite locks no file that it cannot open, and would change what is beside it. So both are copied
  /// when nothing has been written to them for a while, and again if something is written meanwhile.
  ///
  /// - Throws: `MemoryError.locked` if another process does not stop writing.
  private static func copyFiles(of path: String, to copy: String) throws(MemoryError) {
    let file = Folder.resolved(path)
    var state: [FileStatus?] { ["", "-wal"].map { FileStatus(file + $0) } }
    let end = ContinuousClock.now + .seconds(Memory.Configuration.patience)
    var last = state
    while ContinuousClock.now < end {
      usleep(longestTick)
      let before = state
      if before == last {
        for suffix in ["", "-wal"] { try copyFile(file + suffix, to: copy + suffix) }
        if state == before { return }
      }
      last = before
    }
    throw .locked(path)
  }

  /// The microseconds for which the times of files may stand still while the files change.
  private static let longestTick: UInt32 = 20_000

  /// Copies a file, for nobody else to read. Nothing happens if there is none.
  private static func copyFile(_ path: String, to copy: String) throws(MemoryError) {
    unlink(copy.pathBytes)
    let source = Glibc.open(path.pathBytes, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else {
      if errno == ENOENT { return }
      throw MemoryError(errno: errno, path: path)
    }
    defer { Glibc.close(source) }
    let target = Glibc.open(copy.pathBytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw .readOnly(copy) }
    defer { Glibc.close(target) }
    while true {
      let count = sendfile(target, source, nil, 1 << 24)
      if count == 0 { return }
      if count < 0, errno != EINTR { throw errno == ENOSPC ? .full(copy) : .disk(copy) }
    }
  }
}

extension Salvage {
  /// Compares what the new memory has with what the damaged one had.
  fileprivate func receipt(_ db: Database) throws -> SalvageReceipt {
    func part(_ table: String) throws -> SalvageReceipt.Part {
      let kept = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      return SalvageReceipt.Part(
        kept: kept, leftOut: max(0, (outcomes[table]?.known ?? 0) - kept))
    }
    return SalvageReceipt(
      units: try part("unit"), occurrences: try part("occurrence"), steps: try part("step"),
      alignments: try part("alignment"), decisions: try part("decision"),
      lexiconEntries: try part("lexicon_entry"), terms: try part("term"),
      isWhole: outcomes.values.allSatisfy(\.isWhole))
  }
}
