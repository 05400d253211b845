public import FoundationEssentials

/// An error of Padan, described by values: what is wrong, where, and what a user can do.
///
/// An interface chooses its answer by `kind` (an exit code, an HTTP status), identifies the error
/// by `code`, and puts `remedy` into its own words. The library names no option of the command
/// line.
///
///     do {
///       try memory.add(pairs, origin: "pairs.tmx")
///     } catch let error as any PadanError {
///       print(error.code, error.description)
///     }
public protocol PadanError: LocalizedError, CustomStringConvertible, Sendable {
  /// The kind of the error.
  var kind: ErrorKind { get }
  /// The error's name, which is the same in every version.
  var code: ErrorCode { get }
  /// The file, address or memory, with a line if it is known; `nil` if the error has no place.
  var location: SourceLocation? { get }
  /// What is wrong, as a sentence with a full stop, without the place.
  var fault: String { get }
  /// What a user can do; `nil` if there is nothing to add to `fault`.
  var remedy: Remedy? { get }
}

extension PadanError {
  /// `nil` by default.
  public var remedy: Remedy? { nil }

  /// The place, the fault and the remedy in plain words.
  public var description: String { message { $0.description } }

  /// The place, the fault and the remedy in one line: `padan.tmx:12: … .`
  ///
  /// - Parameter word: Returns a remedy in the words of an interface.
  public func message(_ word: (Remedy) -> String) -> String {
    (location.map { "\($0): " } ?? "") + explanation(word)
  }

  /// The fault and the remedy, for an interface that shows the place separately.
  ///
  /// - Parameter word: Returns a remedy in the words of an interface.
  public func explanation(_ word: (Remedy) -> String = { $0.description }) -> String {
    fault + (remedy.map { " " + word($0) } ?? "")
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
  /// The same as `fault`.
  public var failureReason: String? { fault }
  /// The remedy in plain words.
  public var recoverySuggestion: String? { remedy?.description }
  /// The same as `code`.
  public var helpAnchor: String? { code.rawValue }
}

/// What sort of error an error is. Errors that deserve the same answer have the same kind.
public enum ErrorKind: String, CaseIterable, Sendable {
  /// The request makes no sense: an unknown language, an expression that cannot be parsed.
  case invalidRequest
  /// An input is missing or has a wrong format.
  case badInput
  /// The request makes sense, but what it names does not exist.
  case notFound
  /// The memory cannot be opened, read or written.
  case storeUnusable
  /// A server does not answer, or its answer is wrong.
  case remote
  /// The results cannot be written.
  case output
}

/// The stable name of an error: its subject, a full stop and the fault, such as `memory.locked`.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The name, as reports print it.
  public let rawValue: String

  /// The code with a name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// The code with a name.
  public init(stringLiteral name: String) { rawValue = name }

  /// The name, as reports print it.
  public var description: String { rawValue }

  /// The subject of the error: the part before the full stop, such as `memory`.
  public var subject: Substring { rawValue.prefix { $0 != "." } }
}
