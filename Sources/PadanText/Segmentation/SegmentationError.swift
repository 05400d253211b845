public import PadanModel

/// Why a text cannot be segmented, or an SRX file not be used.
public enum SegmentationError: PadanError, Equatable {
  /// Neither ICU nor Padan knows the language.
  case unknownLanguage(String)
  /// ICU refused; its own name for the reason.
  case icu(String)
  /// An SRX file says something that cannot be used.
  case srx(SourceLocation, String)
  /// The maps of an SRX file match no such language.
  case uncoveredLanguage(SourceLocation, LanguageTag)

  public var kind: ErrorKind {
    if case .unknownLanguage = self { .invalidRequest } else { .badInput }
  }

  public var code: ErrorCode {
    switch self {
    case .unknownLanguage: "language.unknown"
    case .icu: "text.unbreakable"
    case .srx: "srx.content"
    case .uncoveredLanguage: "srx.language"
    }
  }

  public var location: SourceLocation? {
    switch self {
    case .unknownLanguage, .icu: nil
    case .srx(let location, _), .uncoveredLanguage(let location, _): location
    }
  }

  public var fault: String {
    switch self {
    case .unknownLanguage(let language): "unknown language “\(language)”."
    case .icu(let name): "ICU cannot break this text (\(name))."
    case .srx(_, let fault): fault
    case .uncoveredLanguage(_, let language): "no language map matches \(language)."
    }
  }

  public var remedy: Remedy? {
    switch self {
    case .unknownLanguage: .advice("Give an ISO 639 code that ICU knows, such as id or en.")
    case .icu: .advice("A single line may hold up to 2 GiB.")
    case .srx: nil
    case .uncoveredLanguage: .coverLanguage
    }
  }
}
