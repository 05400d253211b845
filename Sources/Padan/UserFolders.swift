public import FoundationEssentials
public import PadanModel

/// Where a user's own files lie unless others are named: in the folders of the XDG Base Directory
/// Specification.
public struct UserFolders: Sendable {
  private let environment: [String: String]

  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// The path of the user's memory: what `PADAN_MEMORY` says, or `padan/padan.sqlite` in the data folder.
  public var memory: String {
    value(of: "PADAN_MEMORY") ?? folder("XDG_DATA_HOME", default: ".local/share") + "/padan.sqlite"
  }

  /// The path of the user's own rules for a language: `padan/id.rules` in the configuration folder.
  public func rules(for language: LanguageTag) -> String {
    folder("XDG_CONFIG_HOME", default: ".config") + "/\(language.language).rules"
  }

  private func folder(_ name: String, default standard: String) -> String {
    (value(of: name) ?? (environment["HOME"] ?? ".") + "/" + standard) + "/padan"
  }

  /// A variable that is set and not empty.
  private func value(of name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
