public import PadanModel

/// Why an input cannot be read: its location and the reason.
public struct InputError: PadanError, Equatable {
  /// The file, with the line if it is known.
  public var location: SourceLocation?
  /// The reason of the error.
  public var reason: Reason

  /// A reason why an input cannot be read. Each format adds its reasons as static members.
  public struct Reason: Hashable, Sendable {
    /// The stable name: `tmx.root`.
    public let code: ErrorCode
    /// The fault in one sentence.
    public let fault: String
    /// What to do about it; `nil` if there is no advice.
    public let remedy: Remedy?

    /// Whether the input is what it should be, but has nothing of what is looked for.
    package var isNothingFound = false

    /// A reason with a remedy that the command line or the server puts into its own words.
    package init(_ code: ErrorCode, _ fault: String, _ remedy: Remedy? = nil) {
      self.code = code
      self.fault = fault
      self.remedy = remedy
    }

    /// A reason with advice in plain words.
    package init(_ code: ErrorCode, _ fault: String, advice: String) {
      self.init(code, fault, .advice(advice))
    }

    /// The reason of another module's error, without its location.
    package init(_ error: some PadanError) {
      self.init(error.code, error.fault, error.remedy)
    }
  }

  /// An error at a location.
  package init(_ location: SourceLocation, _ reason: Reason) {
    self.location = location
    self.reason = reason
  }

  /// An error about a whole file.
  package init(_ file: String, _ reason: Reason) {
    self.init(SourceLocation(file: file), reason)
  }

  /// `badInput`, or `notFound` for an input that has nothing of what is looked for.
  public var kind: ErrorKind { reason.isNothingFound ? .notFound : .badInput }
  /// The code of the reason.
  public var code: ErrorCode { reason.code }
  /// The fault of the reason.
  public var fault: String { reason.fault }
  /// The remedy of the reason.
  public var remedy: Remedy? { reason.remedy }
}

extension InputError {
  /// There is no file at this path.
  public static func missing(_ path: String) -> Self {
    Self(path, Reason("input.missing", "no such file.", .checkPath))
  }

  /// The path is a folder.
  public static func folder(_ path: String) -> Self {
    Self(path, Reason("input.folder", "this is a folder.", advice: "Name a file in it."))
  }

  /// The file cannot be opened or read.
  ///
  /// - Parameter reason: The system's message.
  public static func unreadable(_ path: String, _ reason: String) -> Self {
    Self(path, Reason("input.unreadable", "cannot be read: \(reason)."))
  }
}

extension InputError.Reason {
  /// A web page holds no article: it is a list of articles, a form or a message.
  package static let noArticle = page(
    "page.no-article", "no article was found on this page.",
    advice: "Save the page of the article itself, or paste its text.")

  /// The file is empty.
  ///
  /// - Parameter advice: What to write into the file, or which file to name.
  package static func empty(advice: String) -> Self {
    Self("input.empty", "the file is empty.", advice: advice)
  }

  /// A line is longer than this many bytes.
  package static func longLine(_ limit: Int) -> Self {
    Self(
      "input.long-line", "the line is longer than \(limit) bytes.",
      advice: "Break it, or name the format of the file if it has no lines.")
  }

  /// A document has more paragraphs, marks and lines than are read at once.
  ///
  /// - Parameter format: The name of its format.
  static func manyParts(in format: String) -> Self {
    Self(
      ErrorCode(rawValue: "\(format).too-many-parts"),
      "more than \(Limits.mostMarkupParts) paragraphs, marks and lines, the most that are read at once.",
      advice: "Split it.")
  }

  /// The text is not well-formed UTF-8, which a strict reading rejects.
  package static let illFormedText = Self(
    "text.ill-formed", "ill-formed UTF-8.", .acceptIllFormedText)

  /// The first violation of the format in a strict reading.
  static func deviation(_ finding: Finding) -> Self {
    let isEncoding = [.illFormedText, .guessedEncoding].contains(finding.kind)
    let fault = finding.kind.reason + (finding.detail.map { ": \($0)" } ?? "")
    return Self(
      "input.deviation", fault.hasSuffix(".") ? fault : fault + ".",
      isEncoding ? .nameEncoding : .advice("A strict reading ends here; mend the file."))
  }
}
