import Glibc
import Synchronization

/// The right to make the file of a name. One process has it at a time.
///
/// It is a lock (`flock`) on a file beside the name, `NAME.padan.lock`, so it ends with the process
/// that holds it. Only its holder uses `partFile`. Therefore a part file that is there when the lock
/// is taken was left by a process that is dead, and is removed.
///
///     let lock = try NameLock("out.tmx", patience: .seconds(5))
///     try write(to: lock.partFile)
///     try lock.giveName(replacing: false)
///
/// The lock is a file of its own because SQLite's locks on a database end as soon as its process
/// closes any descriptor of that file.
package struct NameLock: ~Copyable {
  /// The name cannot be locked, or the part file cannot have it.
  package enum Failure: Error, Equatable {
    /// Another process is making the file.
    case held
    /// There is a file of this name.
    case taken
    /// The system refuses, with this `errno`.
    case system(Int32)
  }

  /// The name, after symbolic links.
  package let path: String
  private let descriptor: Int32

  /// The file to fill. It has the name only after `giveName`.
  package var partFile: String { path + Self.partSuffix }

  /// Another file for its holder alone, for what the part file is made from. It ends with the lock.
  package var spareFile: String { path + Self.spareSuffix }

  /// Takes the lock. Symbolic links are followed, also to a file that does not exist.
  ///
  /// - Parameters:
  ///   - path: The name.
  ///   - patience: How long to wait while another process holds the lock; `nil` if until the end.
  package init(_ path: String, patience: Duration?) throws(Failure) {
    let path = Folder.linkTarget(of: path)
    if FileStatus(path) == nil, errno == ELOOP { throw .system(ELOOP) }
    let descriptor = try Self.lock(path + Self.lockSuffix, patience)
    (self.path, self.descriptor) = (path, descriptor)
    Self.change { names in
      names.insert(path)
      Self.removeFiles(of: path)
    }
  }

  deinit {
    let path = path
    Self.change { names in
      names.remove(path)
      Self.removeFiles(of: path)
      unlink((path + Self.lockSuffix).pathBytes)
    }
    close(descriptor)
  }

  /// Gives the lock back before the end of its scope, and removes the part file if it is there.
  package consuming func release() {}

  /// Gives the part file its name, in one step.
  ///
  /// - Parameter replacing: Whether it takes the place of a file that has the name.
  package func giveName(replacing: Bool) throws(Failure) {
    let (part, path) = (partFile.pathBytes, path.pathBytes)
    let code = Self.change { _ in
      let code = Self.giveName(path, to: part, replacing: replacing)
      if code == 0 { Self.named.store(true, ordering: .releasing) }
      return code
    }
    switch code {
    case 0: return
    case EEXIST: throw .taken
    default: throw .system(code)
    }
  }

  /// Gives a file a name.
  ///
  /// - Returns: 0, or an `errno`.
  private static func giveName(_ path: [CChar], to part: [CChar], replacing: Bool) -> Int32 {
    if replacing { return rename(part, path) == 0 ? 0 : errno }
    if link(part, path) == 0 { return 0 }
    guard [EPERM, ENOTSUP, EMLINK, ENOSYS].contains(errno) else { return errno }
    // This file system has no hard links. The lock keeps other runs of Padan away.
    guard access(path, F_OK) != 0 else { return EEXIST }
    return rename(part, path) == 0 ? 0 : errno
  }

  /// Removes what a dead process left beside a name: its lock and its part file.
  package static func removeRemains(of path: String) {
    let target = Folder.linkTarget(of: path)
    if FileStatus(target + lockSuffix) != nil { _ = try? NameLock(target, patience: .zero) }
  }

  // MARK: The lock's file

  private static let lockSuffix = ".padan.lock"
  private static let partSuffix = ".padan.part"
  private static let spareSuffix = ".padan.spare"
  /// Microseconds between two attempts.
  private static let interval: UInt32 = 5_000

  /// Opens and locks a file.
  private static func lock(_ file: String, _ patience: Duration?) throws(Failure) -> Int32 {
    let end = patience.map { ContinuousClock.now + $0 }
    while true {
      let descriptor = open(file.pathBytes, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else { throw .system(errno) }
      // Whatever the umask: another user may come by what a killed run left.
      fchmod(descriptor, 0o644)
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let code = errno
        let isOver = end.map { ContinuousClock.now >= $0 } ?? false
        guard !isOver, code == EWOULDBLOCK || code == EINTR else {
          close(descriptor)
          throw code == EWOULDBLOCK ? .held : .system(code)
        }
        usleep(interval)
      }
      // The last holder has removed the file, if the name leads elsewhere by now.
      if leads(file, to: descriptor) { return descriptor }
      close(descriptor)
    }
  }

  /// Whether a path leads to an open file.
  private static func leads(_ path: String, to descriptor: Int32) -> Bool {
    FileStatus(path, followsLinks: false)?.identity == FileStatus(descriptor: descriptor)?.identity
  }

  /// Removes the holder's files, and what SQLite keeps beside them.
  private static func removeFiles(of path: String) {
    for file in [path + partSuffix, path + spareSuffix] {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink((file + suffix).pathBytes) }
    }
  }

  // MARK: The end of the process

  /// The names that this process has locked, and whether it is ending.
  private static let held = Mutex((names: Set<String>(), isEnding: false))

  /// Whether this process has given a file its name: that outlasts an early end.
  package static var hasNamed: Bool { named.load(ordering: .acquiring) }

  /// Not in `held`, whose lock a thread may keep when the process is ending.
  private static let named = Atomic(false)

  /// Changes files of locked names. It never returns if the process is ending: after `releaseAll`
  /// the part files may be those of another process.
  private static func change<Value: Sendable>(
    _ body: (inout Set<String>) -> Value
  ) -> Value {
    held.withLock { held in
      while held.isEnding { Glibc.pause() }
      return body(&held.names)
    }
  }

  /// Removes all part files and locks of this process, which is about to end. A thread that would
  /// give a file its name afterwards waits for the end.
  package static func releaseAll() {
    held.withLock { held in
      held.isEnding = true
      for path in held.names {
        removeFiles(of: path)
        unlink((path + lockSuffix).pathBytes)
      }
    }
  }
}
