package import Glibc

/// What the system knows of a file.
package struct FileStatus: Hashable, Sendable {
  /// What a file is.
  package enum Kind: Sendable {
    case regular, folder
    /// A pipe, a device, a socket, or a symbolic link that is not followed.
    case other
  }

  /// What the file is.
  package let kind: Kind
  /// Its size in bytes.
  package let size: Int
  /// Who may read and write it: the lower twelve bits of its mode.
  package let rights: mode_t
  /// The user to whom it belongs.
  package let owner: uid_t
  /// The group to which it belongs.
  package let group: gid_t
  /// What tells it from other files.
  package let identity: FileIdentity
  /// When it was last written, in nanoseconds since 1970.
  package let writtenAt: Int

  /// The status of the file at a path; `nil` if there is none or it cannot be examined, and then
  /// `errno` tells why.
  ///
  /// - Parameter followsLinks: Whether a symbolic link stands for the file to which it leads.
  package init?(_ path: String, followsLinks: Bool = true) {
    var status = stat()
    let bytes = path.pathBytes
    guard (followsLinks ? stat(bytes, &status) : lstat(bytes, &status)) == 0 else { return nil }
    self.init(status)
  }

  /// The status of an open file; `nil` if the descriptor is not open.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .other
      }
    size = Int(status.st_size)
    rights = status.st_mode & 0o7777
    owner = status.st_uid
    group = status.st_gid
    identity = FileIdentity(status)
    writtenAt = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
  }

  /// Gives the file at a path the rights of this one, as `giveRights(to:)` does.
  package func giveRights(toFileAt path: String) {
    let descriptor = open(path.pathBytes, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    giveRights(to: descriptor)
  }

  /// Gives an open file the rights of this one, and, as far as the process may, its owner.
  ///
  /// - Returns: Whether it has the rights.
  @discardableResult
  package func giveRights(to descriptor: Int32) -> Bool {
    // A change of owner takes rights away, so it comes first.
    if fchown(descriptor, owner, group) != 0 { _ = fchown(descriptor, uid_t.max, group) }
    return fchmod(descriptor, rights) == 0
  }
}
