public import PadanModel

/// Why a text cannot be segmented, or why an SRX file cannot be used.
public enum SegmentationError: PadanError, Equatable {
  /// ICU does not know the language.
  case unknownLanguage(String)
  /// ICU failed. The value is ICU's name for the error.
  case icu(String)
  /// Content of an SRX file cannot be used. The text says what is wrong.
  case srx(SourceLocation, String)
  /// No language map of an SRX file matches the language.
  case uncoveredLanguage(SourceLocation, LanguageTag)

  /// `.invalidRequest` for an unknown language, otherwise `.badInput`.
  public var kind: ErrorKind {
    if case .unknownLanguage = self { .invalidRequest } else { .badInput }
  }

  /// The error's name: `language.unknown`, `text.unbreakable`, `srx.content` or `srx.language`.
  public var code: ErrorCode {
    switch self {
    case .unknownLanguage: "language.unknown"
    case .icu: "text.unbreakable"
    case .srx: "srx.content"
    case .uncoveredLanguage: "srx.language"
    }
  }

  /// The place in the SRX file; `nil` if no SRX file is concerned.
  public var location: SourceLocation? {
    switch self {
    case .unknownLanguage, .icu: nil
    case .srx(let location, _), .uncoveredLanguage(let location, _): location
    }
  }

  /// What is wrong with the language, the text or the SRX file, as a sentence.
  public var fault: String {
    switch self {
    case .unknownLanguage(let language): "unknown language “\(language)”."
    case .icu(let name): "ICU cannot break this text (\(name))."
    case .srx(_, let fault): fault
    case .uncoveredLanguage(_, let language): "no language map matches \(language)."
    }
  }

  /// How to mend it; `nil` for the content of an SRX file, where `fault` says it.
  public var remedy: Remedy? {
    switch self {
    case .unknownLanguage: .advice("Give an ISO 639 code that ICU knows, such as id or en.")
    case .icu: .advice("A single line may hold up to 2 GiB.")
    case .srx: nil
    case .uncoveredLanguage: .coverLanguage
    }
  }
}
