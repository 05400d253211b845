public import PadanModel

/// Why an input cannot be read: the file, with the line where one is known, and the reason.
public struct InputError: PadanError, Equatable {
  /// The place in the input.
  public var location: SourceLocation?
  /// What is wrong there.
  public var reason: Reason

  /// What can be wrong with an input. Each format adds its own reasons as static members.
  public struct Reason: Hashable, Sendable {
    /// The reason's stable name.
    public let code: ErrorCode
    /// What is wrong, as a sentence.
    public let fault: String
    /// What mends it.
    public let remedy: Remedy?

    /// A reason in plain words.
    package init(_ code: ErrorCode, _ fault: String, _ remedy: Remedy? = nil) {
      self.code = code
      self.fault = fault
      self.remedy = remedy
    }

    /// A reason in plain words, with advice that holds on every surface.
    package init(_ code: ErrorCode, _ fault: String, advice: String) {
      self.init(code, fault, .advice(advice))
    }

    /// The reason that another room's error names, which knows no place.
    package init(_ error: some PadanError) {
      self.init(error.code, error.fault, error.remedy)
    }
  }

  /// An error at a place.
  package init(_ location: SourceLocation, _ reason: Reason) {
    self.location = location
    self.reason = reason
  }

  /// An error that is about a whole file.
  package init(_ file: String, _ reason: Reason) {
    self.init(SourceLocation(file: file), reason)
  }

  public var kind: ErrorKind { .badInput }
  public var code: ErrorCode { reason.code }
  public var fault: String { reason.fault }
  public var remedy: Remedy? { reason.remedy }
}

extension InputError {
  /// There is nothing at this path.
  public static func missing(_ path: String) -> Self {
    Self(path, Reason("input.missing", "no such file.", .checkPath))
  }

  /// The path leads to a folder where a file is wanted.
  public static func folder(_ path: String) -> Self {
    Self(path, Reason("input.folder", "this is a folder.", advice: "Name a file in it."))
  }

  /// The file cannot be opened or read, for the system's reason.
  public static func unreadable(_ path: String, _ reason: String) -> Self {
    Self(path, Reason("input.unreadable", "cannot be read: \(reason)."))
  }
}

extension InputError.Reason {
  /// The file holds no byte.
  ///
  /// - Parameter advice: What to write into it, or what to name.
  package static func empty(advice: String) -> Self {
    Self("input.empty", "the file is empty.", advice: advice)
  }

  /// A line cannot be held in memory.
  package static func longLine(_ limit: Int) -> Self {
    Self("input.long-line", "the line is longer than \(limit) bytes.")
  }

  /// The text was to be read strictly and holds ill-formed UTF-8.
  package static let illFormedText = Self(
    "text.ill-formed", "ill-formed UTF-8.", .acceptIllFormedText)

  /// The first deviation of a strict reading.
  static func deviation(_ finding: Finding) -> Self {
    Self(
      "input.deviation", "\(finding.kind.reason)\(finding.detail.map { ": \($0)" } ?? "").",
      advice: "A strict reading ends here; mend the file.")
  }
}
