import FoundationEssentials
package import PadanModel

/// The default paths of a user's own files, in the folders of the XDG Base Directory Specification.
///
///     UserFolders(environment: ["HOME": "/home/ana"]).memory
///     // "/home/ana/.local/share/padan/padan.sqlite"
package struct UserFolders: Sendable {
  private let environment: [String: String]

  /// The folders that the environment names.
  ///
  /// - Parameter environment: Environment variables; by default those of this process.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// The path of the user's memory: the value of `PADAN_MEMORY`, or `padan/padan.sqlite` in the
  /// data folder.
  package var memory: String {
    namedMemory ?? folder("XDG_DATA_HOME", default: ".local/share") + "/padan.sqlite"
  }

  /// The value of `PADAN_MEMORY`; `nil` if it is not set or empty.
  package var namedMemory: String? { value(of: "PADAN_MEMORY") }

  /// The path of the user's own rules for a language: `padan/id.rules` in the configuration folder.
  package func rules(for language: LanguageTag) -> String {
    folder("XDG_CONFIG_HOME", default: ".config") + "/\(language.language).rules"
  }

  /// Padan's folder in the folder that a variable names, or in the standard one below `HOME`.
  private func folder(_ name: String, default standard: String) -> String {
    (value(of: name) ?? (environment["HOME"] ?? ".") + "/" + standard) + "/padan"
  }

  /// The value of a variable; `nil` if it is not set or empty.
  private func value(of name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
