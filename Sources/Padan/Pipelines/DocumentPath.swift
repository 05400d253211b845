import PadanModel

/// The name by which a memory knows a document.
package enum DocumentPath {
  /// A path in its shortest form: without `.`, `..` and repeated slashes, from the current folder
  /// if the file is in it or below, and otherwise from the root. So each file has one name in each
  /// folder, however it is spelt. Nothing but the current folder is looked at: links stay. Bytes that
  /// are no UTF-8 stand in the name as `\xFF`.
  ///
  /// - Parameters:
  ///   - path: A file's path; `-`, standard input, stays.
  ///   - folder: The current folder.
  package static func normalized(_ path: String, in folder: String = currentFolder) -> String {
    guard path != "-", !path.isEmpty else { return path }
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let place = components(isAbsolute ? path : "\(folder)/\(path)")
    let start = components(folder)
    guard place.starts(with: start), place.count > start.count else {
      return ("/" + place.joined(separator: "/")).shownPath
    }
    return place.dropFirst(start.count).joined(separator: "/").shownPath
  }

  /// The current folder, as the shell names it if it does: with the links by which it was reached.
  package static var currentFolder: String {
    let real = Folder.current
    guard let shown = UserFolders.variable("PWD"), shown.hasPrefix("/"),
      let folder = FileStatus(shown)?.identity, folder == FileStatus(real)?.identity
    else { return real }
    return shown
  }

  /// The names on an absolute path.
  private static func components(_ path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).reduce(into: []) { names, name in
      switch String(Substring(name)) {
      case ".": break
      case "..": _ = names.popLast()
      case let name: names.append(name)
      }
    }
  }
}
