import GRDB

/// Why a memory cannot be used.
public enum MemoryError: Error, Equatable, CustomStringConvertible {
  /// There is no file at this path.
  case missing(String)
  case folder(String)
  case notAMemory(String)
  /// The file is a database of another program.
  case foreign(String)
  /// The file was written by a later version of Padan.
  case newerSchema(String)
  /// The file was written by an earlier version, and was opened to read only.
  case olderSchema(String)
  /// The file or its folder cannot be written.
  case readOnly(String)
  /// The file cannot be read.
  case unreadable(String)
  /// A writer was interrupted, and what it left can be taken in only where the folder can be written.
  case unreadLog(String)
  /// Another process is writing.
  case locked(String)
  case full(String)
  /// The disk fails to read or to write, or a limit or quota is reached.
  case disk(String)
  /// The memory that was to be made is there by now.
  case madeMeanwhile(String)
  case damaged(String)
  /// The match index does not hold what was written; the units are not touched by that.
  case damagedIndex(String)
  /// The memory has no unit of this number.
  case noUnit(String, Int64)
  /// Whatever else SQLite says.
  case other(String, String)

  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): no such memory. `padan add`, `padan import` and `padan align --save` make one; "
        + "--memory names another."
    case .folder(let path): "\(path): this is a folder. Name a memory with --memory."
    case .notAMemory(let path): "\(path): this is no memory. Name a memory with --memory."
    case .foreign(let path):
      "\(path): this SQLite file belongs to another program. Name a memory with --memory."
    case .newerSchema(let path):
      "\(path): a later version of Padan wrote this memory. Update Padan to use it."
    case .olderSchema(let path):
      "\(path): an earlier version of Padan wrote this memory. Open it once without read-only, where it "
        + "can be written, so that it is brought up to date."
    case .readOnly(let path):
      "\(path): the memory cannot be written. Check that its folder is there, and the rights of both."
    case .unreadable(let path):
      "\(path): the memory cannot be read. Check the rights of the file."
    case .unreadLog(let path):
      "\(path): a command was interrupted while it wrote, and the folder cannot be written. Use the "
        + "memory once where its folder can be."
    case .locked(let path):
      "\(path): another process is writing to the memory. Try again when it has finished."
    case .full(let path):
      "\(path): the disk is full. Free some space; the memory is as it was."
    case .disk(let path):
      "\(path): the disk cannot be read or written to the end. Check it, its free space and quota; the "
        + "memory is as it was."
    case .madeMeanwhile(let path):
      "\(path): another run has made this memory meanwhile. Run the command again to add to it."
    case .damaged(let path):
      "\(path): the memory is damaged. Restore it from a backup; where it can still be opened, "
        + "`padan doctor --check` says what is wrong."
    case .damagedIndex(let path):
      "\(path): the match index is damaged; no unit is lost. Build it anew with "
        + "`padan doctor --rebuild-index`."
    case .noUnit(let path, let unit):
      "\(path): there is no unit \(unit). `padan lookup` prints the numbers of units."
    case .other(let path, let reason): "\(path): \(reason)."
    }
  }

  /// What a database error means to a user of the memory at a path.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAMemory(path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path)
    case .SQLITE_CANTOPEN: self = .readOnly(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path)
    case .SQLITE_FULL: self = .full(path)
    case .SQLITE_CORRUPT: self = .damaged(path)
    case .SQLITE_IOERR: self = .disk(path)
    default: self = .other(path, error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
  }
}
