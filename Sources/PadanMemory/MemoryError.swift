import GRDB
import Glibc
import PadanIndex
public import PadanModel

/// A memory cannot be opened, read or written. The first value of each case is the memory's path.
public enum MemoryError: PadanError, Equatable {
  /// There is no file at the path.
  case missing(String)
  /// The path leads to a folder.
  case folder(String)
  /// The path leads to something that is not an SQLite file, or to an empty file.
  case notAMemory(String)
  /// The file is an SQLite database of another program.
  case foreign(String)
  /// A later version of Padan wrote the file.
  case newerSchema(String)
  /// The file has other tables, indexes, triggers or views than Padan makes. The second value names
  /// one: `trigger t`.
  case unknownSchema(String, String)
  /// An earlier version of Padan wrote the file, which must be updated but was opened for reading
  /// only.
  case olderSchema(String)
  /// The file or its folder cannot be written.
  case readOnly(String)
  /// The file cannot be read.
  case unreadable(String)
  /// An interrupted writer left a log, and SQLite can read it only if the folder can be written.
  case unreadLog(String)
  /// The process may not open another file.
  case tooManyFiles(String)
  /// Another process is writing and has not finished within five seconds.
  case locked(String)
  /// The disk is full.
  case full(String)
  /// The disk fails to read or write, or a limit or quota is reached.
  case disk(String)
  /// Another process has created the memory that was to be created.
  case madeMeanwhile(String)
  /// SQLite finds that the file is damaged.
  case damaged(String)
  /// A value does not fit its column.
  case damagedRow(String, RowDamage)
  /// A match index cannot be decoded. The units are not affected.
  case damagedIndex(String)
  /// A unit's number is larger than `IndexedText.mostUnit`, the largest that a match index can hold.
  case tooManyUnits(String)
  /// The memory has no unit with this number.
  case noUnit(String, Int64)
  /// The memory has no term with this number.
  case noTerm(String, Int64)
  /// Another error of SQLite, with its message.
  case other(String, String)

  /// `notFound` for a unit or a term that does not exist; `storeUnusable` for all others.
  public var kind: ErrorKind {
    switch self {
    case .noUnit, .noTerm: .notFound
    default: .storeUnusable
    }
  }

  /// The error's name: `memory.` and the name of the case.
  public var code: ErrorCode {
    switch self {
    case .missing: "memory.missing"
    case .folder: "memory.folder"
    case .notAMemory: "memory.not-a-memory"
    case .foreign: "memory.foreign"
    case .newerSchema: "memory.newer-schema"
    case .unknownSchema: "memory.unknown-schema"
    case .olderSchema: "memory.older-schema"
    case .readOnly: "memory.read-only"
    case .unreadable: "memory.unreadable"
    case .unreadLog: "memory.unread-log"
    case .tooManyFiles: "memory.too-many-files"
    case .locked: "memory.locked"
    case .full: "memory.full"
    case .disk: "memory.disk"
    case .madeMeanwhile: "memory.made-meanwhile"
    case .damaged: "memory.damaged"
    case .damagedRow: "memory.damaged-row"
    case .damagedIndex: "memory.damaged-index"
    case .tooManyUnits: "memory.too-many-units"
    case .noUnit: "memory.no-unit"
    case .noTerm: "memory.no-term"
    case .other: "memory.other"
    }
  }

  /// The memory's path.
  public var location: SourceLocation? { SourceLocation(file: path) }

  /// The memory's path.
  private var path: String {
    switch self {
    case .missing(let path), .folder(let path), .notAMemory(let path), .foreign(let path),
      .newerSchema(let path), .unknownSchema(let path, _), .olderSchema(let path),
      .readOnly(let path), .unreadable(let path), .unreadLog(let path), .tooManyFiles(let path),
      .locked(let path), .full(let path), .disk(let path),
      .madeMeanwhile(let path), .damaged(let path), .damagedRow(let path, _),
      .damagedIndex(let path), .tooManyUnits(let path), .noUnit(let path, _), .noTerm(let path, _),
      .other(let path, _):
      path
    }
  }

  /// What is wrong, as a sentence without the path.
  public var fault: String {
    switch self {
    case .missing: "no such memory."
    case .folder: "this is a folder."
    case .notAMemory: "this is no memory."
    case .foreign: "this SQLite file belongs to another program."
    case .newerSchema: "a later version of Padan wrote this memory."
    case .unknownSchema(_, let object): "this is not a memory as Padan makes them: \(object)."
    case .olderSchema: "an earlier version of Padan wrote this memory."
    case .readOnly: "the memory cannot be written."
    case .unreadable: "the memory cannot be read."
    case .unreadLog:
      "a command was interrupted while it wrote, and the folder cannot be written."
    case .tooManyFiles: "the process has as many files open as it may."
    case .locked: "another process is writing to the memory."
    case .full: "the disk is full."
    case .disk: "the disk cannot be read or written to the end."
    case .madeMeanwhile: "another run has made this memory meanwhile."
    case .damaged: "the memory is damaged."
    case .damagedRow(_, let damage): "the memory is damaged: \(damage)."
    case .damagedIndex: "the match index is damaged; no unit is lost."
    case .tooManyUnits: "more than \(IndexedText.mostUnit) units cannot be indexed."
    case .noUnit(_, let unit): "there is no unit \(unit)."
    case .noTerm(_, let term): "there is no term \(term)."
    case .other(_, let reason): "\(reason)."
    }
  }

  /// What a user can do; `nil` for `tooManyUnits` and `other`.
  public var remedy: Remedy? {
    switch self {
    case .missing: .makeMemory
    case .folder, .notAMemory, .foreign: .nameMemory
    case .newerSchema: .advice("Update Padan to use it.")
    case .olderSchema:
      .advice(
        "Open it once without read-only, where it can be written, so that it is brought up to date."
      )
    case .readOnly: .advice("Check that its folder is there, and the rights of both.")
    case .unreadable: .advice("Check the rights of the file.")
    case .unreadLog: .advice("Use the memory once where its folder can be.")
    case .tooManyFiles: .advice("Raise the limit on open files (ulimit -n).")
    case .locked: .advice("Try again when it has finished.")
    case .full: .advice("Free some space; the memory is as it was.")
    case .disk: .advice("Check it, its free space and quota; the memory is as it was.")
    case .madeMeanwhile: .advice("Run the command again to add to it.")
    case .unknownSchema, .damaged, .damagedRow: .restoreBackup
    case .damagedIndex: .rebuildIndex
    case .noUnit: .findUnit
    case .noTerm: .findTerm
    case .tooManyUnits, .other: nil
    }
  }

  /// The meaning of an error of SQLite for the user of a memory.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAMemory(path)
    // SQLite does not write a file whose header names a later format, and there is none.
    case .SQLITE_READONLY where MemoryFile.mayBeWritten(path): self = .damaged(path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path)
    case .SQLITE_CANTOPEN: self = Self.mayOpenFiles ? .readOnly(path) : .tooManyFiles(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path)
    case .SQLITE_FULL: self = .full(path)
    // The statements are Padan's own and break no constraint, so the tables or their values are not.
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT: self = .damaged(path)
    case .SQLITE_IOERR: self = .disk(path)
    default: self = .other(path, error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
  }

  /// The meaning of a failure to lock or to give a memory's name.
  init(_ failure: NameLock.Failure, path: String) {
    switch failure {
    case .held: self = .locked(path)
    case .taken: self = .madeMeanwhile(path)
    case .system(let code): self.init(errno: code, path: path)
    }
  }

  /// The meaning of an `errno`.
  init(errno: Int32, path: String) {
    switch errno {
    case EACCES, EPERM, EROFS, ENOENT, ENOTDIR: self = .readOnly(path)
    case EMFILE, ENFILE: self = .tooManyFiles(path)
    case ENOSPC, EDQUOT: self = .full(path)
    case EIO, EFBIG: self = .disk(path)
    default: self = .other(path, String(cString: strerror(errno)))
    }
  }

  /// Whether the process may open as many more files as a connection needs: the database, its log
  /// and the log's index.
  private static var mayOpenFiles: Bool {
    let files = (0..<3).map { _ in open("/", O_RDONLY | O_CLOEXEC) }
    defer { for file in files where file >= 0 { close(file) } }
    return !files.contains(-1)
  }
}
