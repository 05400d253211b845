import Glibc

/// What tells two files apart: device and inode, or for a file that does not exist its path.
///
/// Two paths of one file have equal identities, also through symbolic and hard links.
package struct FileIdentity: Hashable, Sendable {
  private enum Kind: Hashable {
    case file(device: UInt64, inode: UInt64)
    case name([CChar])
  }

  private let kind: Kind

  /// The identity of the file at a path, through symbolic links.
  package init(_ path: String) {
    self = FileStatus(path)?.identity ?? Self(.name(Folder.resolved(path).pathBytes))
  }

  /// The identity in a status.
  init(_ status: stat) {
    self.init(.file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)))
  }

  private init(_ kind: Kind) {
    self.kind = kind
  }
}
