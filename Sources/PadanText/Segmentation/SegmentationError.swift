public import PadanModel

/// Why a text cannot be segmented, or why an SRX file cannot be used.
public enum SegmentationError: PadanError, Equatable {
  /// ICU does not know the language.
  case unknownLanguage(String)
  /// A person gave a kind to a block that a document of so many blocks does not have.
  case missingBlock(Int, of: Int)
  /// ICU failed. The value is ICU's name for the error.
  case icu(String)
  /// Content of an SRX file cannot be used. The text says what is wrong.
  case srx(SourceLocation, String)
  /// No language map of an SRX file matches the language.
  case uncoveredLanguage(SourceLocation, LanguageTag)

  /// `.invalidRequest` for an unknown language or block, otherwise `.badInput`.
  public var kind: ErrorKind {
    switch self {
    case .unknownLanguage, .missingBlock: .invalidRequest
    case .icu, .srx, .uncoveredLanguage: .badInput
    }
  }

  /// The error's name: `language.unknown`, `page.missing-block`, `text.unbreakable`, `srx.content` or `srx.language`.
  public var code: ErrorCode {
    switch self {
    case .unknownLanguage: "language.unknown"
    case .missingBlock: "page.missing-block"
    case .icu: "text.unbreakable"
    case .srx: "srx.content"
    case .uncoveredLanguage: "srx.language"
    }
  }

  /// The place in the SRX file; `nil` if no SRX file is concerned.
  public var location: SourceLocation? {
    switch self {
    case .unknownLanguage, .missingBlock, .icu: nil
    case .srx(let location, _), .uncoveredLanguage(let location, _): location
    }
  }

  /// What is wrong with the language, the text or the SRX file, as a sentence.
  public var fault: String {
    switch self {
    case .unknownLanguage(let language): "unknown language “\(language)”."
    case .missingBlock(let block, let count):
      count == 0
        ? "there is no block \(block): the text has none."
        : "there is no block \(block): the blocks are 0 to \(count - 1)."
    case .icu(let name): "ICU cannot break this text (\(name))."
    case .srx(_, let fault): fault
    case .uncoveredLanguage(_, let language): "no language map matches \(language)."
    }
  }

  /// How to mend it; `nil` for the content of an SRX file, where `fault` says it.
  public var remedy: Remedy? {
    switch self {
    case .unknownLanguage: .advice("Give an ISO 639 code that ICU knows, such as id or en.")
    case .missingBlock: .findBlock
    case .icu: .advice("A single line may hold up to 2 GiB.")
    case .srx: nil
    case .uncoveredLanguage: .coverLanguage
    }
  }
}
