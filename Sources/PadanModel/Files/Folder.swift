import Glibc

/// Folders, and the paths through them.
package enum Folder {
  /// The path of the current folder.
  package static var current: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(path: path)
  }

  /// The names in a folder, in no order; `nil` if it cannot be listed.
  package static func names(in path: String) -> [String]? {
    guard let folder = opendir(path.pathBytes) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(path: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes a folder, and those above it that are missing.
  ///
  /// - Returns: Whether it is there now. If not, `errno` says why.
  @discardableResult
  package static func make(_ path: String) -> Bool {
    if FileStatus(path)?.kind == .folder { return true }
    if let above = parent(of: path), above != path, !make(above) { return false }
    if mkdir(path.pathBytes, 0o777) == 0 { return true }
    let code = errno
    // Another process may have made it meanwhile.
    if FileStatus(path)?.kind == .folder { return true }
    errno = code
    return false
  }

  /// The folder that holds a file; `nil` if the path does not name it.
  package static func parent(of path: String) -> String? {
    path.lastSlash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
  }

  /// The path to which a symbolic link leads, whether a file is there or not; the path itself if it
  /// is no link.
  package static func linkTarget(of path: String) -> String {
    var path = path
    // In a circle of links this ends at some link; opening it then fails.
    for _ in 0..<40 {
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path.pathBytes, &bytes, bytes.count)
      guard count >= 0 else { break }
      let target = String(path: bytes[..<count].map { UInt8(bitPattern: $0) })
      path = target.utf8.first == UInt8(ascii: "/") ? target : path.upToName + target
    }
    return path
  }

  /// An absolute path without symbolic links. The last part need not exist.
  package static func resolved(_ path: String) -> String {
    if let whole = realPath(path) { return whole }
    let path = linkTarget(of: path)
    let folder = parent(of: path) ?? "."
    return (realPath(folder) ?? folder) + "/" + path[path.upToName.endIndex...]
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path.pathBytes, nil) else { return nil }
    defer { free(resolved) }
    return String(path: resolved)
  }
}

extension String {
  /// The position of the last slash. It is looked for in bytes: a combining mark after a slash makes
  /// one character of both, but a name all the same.
  fileprivate var lastSlash: Index? { utf8.lastIndex(of: UInt8(ascii: "/")) }

  /// The path up to and with the last slash, before the name.
  package var upToName: Substring { lastSlash.map { self[...$0] } ?? "" }
}
