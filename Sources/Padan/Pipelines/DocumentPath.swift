import FoundationEssentials
import Glibc

/// The name by which a memory knows a document.
package enum DocumentPath {
  /// A path in its shortest form: without `.`, `..` and repeated slashes, from the current folder
  /// if the file is in it or below, and otherwise from the root. So each file has one name in each
  /// folder, however it is spelt. Nothing but the current folder is looked at: links stay.
  ///
  /// - Parameters:
  ///   - path: A file's path; `-`, standard input, stays.
  ///   - folder: The current folder.
  package static func normalized(_ path: String, in folder: String = currentFolder) -> String {
    guard path != "-", !path.isEmpty else { return path }
    let place = components(path.hasPrefix("/") ? path : "\(folder)/\(path)")
    let start = components(folder)
    guard place.starts(with: start), place.count > start.count else {
      return "/" + place.joined(separator: "/")
    }
    return place.dropFirst(start.count).joined(separator: "/")
  }

  /// The current folder, as the shell names it if it does: with the links by which it was reached.
  package static var currentFolder: String {
    let real = FileManager.default.currentDirectoryPath
    guard let shown = ProcessInfo.processInfo.environment["PWD"], shown.hasPrefix("/") else {
      return real
    }
    var (a, b) = (stat(), stat())
    let isSame =
      stat(shown, &a) == 0 && stat(real, &b) == 0 && (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino)
    return isSame ? shown : real
  }

  /// The names on an absolute path.
  private static func components(_ path: String) -> [Substring] {
    path.split(separator: "/").reduce(into: []) { names, name in
      switch name {
      case ".": break
      case "..": _ = names.popLast()
      default: names.append(name)
      }
    }
  }
}
