public import FoundationEssentials

/// An error of Padan's, told in values: what it is, where it is, and what mends it.
///
/// A surface chooses its answer by `kind` (an exit code, an HTTP status), names the error by `code`, and words
/// `remedy` in its own terms. The library names no option of the command line.
public protocol PadanError: LocalizedError, CustomStringConvertible, Sendable {
  /// What sort of error this is.
  var kind: ErrorKind { get }
  /// The error's name, the same in every version.
  var code: ErrorCode { get }
  /// The file, address or memory that is concerned, with the line where one is known.
  var location: SourceLocation? { get }
  /// What is wrong, as a sentence with its full stop.
  var fault: String { get }
  /// What a person can do about it; `nil` where `fault` says all.
  var remedy: Remedy? { get }
}

extension PadanError {
  /// By default there is nothing to add to the fault.
  public var remedy: Remedy? { nil }

  /// Place, fault and remedy, the remedy in plain words.
  public var description: String { message { $0.description } }

  /// Place, fault and remedy in one line.
  ///
  /// - Parameter word: Puts a remedy into the words of a surface.
  public func message(_ word: (Remedy) -> String) -> String {
    (location.map { "\($0): " } ?? "") + explanation(word)
  }

  /// Fault and remedy, where the place is told elsewhere.
  ///
  /// - Parameter word: Puts a remedy into the words of a surface.
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

/// What sort of error an error is: as few as the answers to one.
public enum ErrorKind: String, CaseIterable, Sendable {
  /// The request itself makes no sense: an unknown language, an expression that cannot be understood.
  case invalidRequest
  /// An input is missing, or is not what it should be.
  case badInput
  /// The request is sound, and what it names is not there.
  case notFound
  /// The memory cannot be opened, read or written.
  case storeUnusable
  /// A server that was asked gives no answer, or a wrong one.
  case remote
  /// Results cannot be written.
  case output
}

/// The stable name of an error: its subject, a full stop and what is wrong, such as `memory.locked`.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The name as reports show it.
  public let rawValue: String

  /// The code of this name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// The code of this name.
  public init(stringLiteral name: String) { rawValue = name }

  /// The name as reports show it.
  public var description: String { rawValue }

  /// What the error is about: the part before the full stop, such as `memory`.
  public var subject: Substring { rawValue.prefix { $0 != "." } }
}
