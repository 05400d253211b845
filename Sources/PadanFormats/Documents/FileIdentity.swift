import Glibc

/// What tells two files apart: device and inode, or for a file that does not exist its path.
///
/// Two paths of one file have equal identities, also through symbolic and hard links.
package struct FileIdentity: Hashable, Sendable {
  private enum Kind: Hashable {
    case file(device: UInt64, inode: UInt64)
    case name(String)
  }

  private let kind: Kind

  /// The identity of the file at a path, through symbolic links.
  package init(_ path: String) {
    self = Self(existing: path) ?? Self(.name(Self.resolved(path)))
  }

  /// The identity of the file at a path; `nil` if nothing is there.
  package init?(existing path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The identity of an open file; `nil` if it is none.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    self.init(.file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)))
  }

  private init(_ kind: Kind) {
    self.kind = kind
  }

  /// An absolute path without symbolic links. The last part need not exist.
  package static func resolved(_ path: String) -> String {
    if let whole = realPath(path) { return whole }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let start = !folder.isEmpty ? folder : path.hasPrefix("/") ? "/" : "."
    return (realPath(start) ?? start) + "/" + (parts.last ?? "")
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
