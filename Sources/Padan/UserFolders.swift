import Glibc
package import PadanModel

/// The default paths of a user's own files, in the folders of the XDG Base Directory Specification.
///
///     UserFolders { ["HOME": "/home/ana"][$0] }.memory
///     // "/home/ana/.local/share/padan/padan.sqlite"
package struct UserFolders: Sendable {
  private let variable: @Sendable (String) -> String?

  /// The folders that the environment names.
  ///
  /// - Parameter variable: Returns the value of an environment variable; by default one of this
  ///   process.
  package init(variable: @escaping @Sendable (String) -> String? = Self.variable) {
    self.variable = variable
  }

  /// The value of an environment variable of this process that holds a path; `nil` if it is not set
  /// or empty.
  package static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(path: value)
  }

  /// The path of the user's memory: the value of `PADAN_MEMORY`, or `padan/padan.sqlite` in the
  /// data folder; `nil` if there is no such folder.
  package var memory: String? {
    namedMemory ?? folder("XDG_DATA_HOME", default: ".local/share").map { $0 + "/padan.sqlite" }
  }

  /// The value of `PADAN_MEMORY`; `nil` if it is not set or empty.
  package var namedMemory: String? { variable("PADAN_MEMORY").flatMap { $0.isEmpty ? nil : $0 } }

  /// The path of the user's own rules for a language: `padan/id.rules` in the configuration folder;
  /// `nil` if there is no such folder.
  package func rules(for language: LanguageTag) -> String? {
    folder("XDG_CONFIG_HOME", default: ".config").map { "\($0)/\(language.language).rules" }
  }

  /// Padan's folder in the folder that a variable names, or in the standard one below `HOME`. A path
  /// that is not absolute is passed over, as the specification wants it.
  private func folder(_ name: String, default standard: String) -> String? {
    let folder = absolute(name) ?? absolute("HOME").map { $0 + "/" + standard }
    return folder.map { $0 + "/padan" }
  }

  /// The value of a variable; `nil` if it is no absolute path.
  private func absolute(_ name: String) -> String? {
    variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
