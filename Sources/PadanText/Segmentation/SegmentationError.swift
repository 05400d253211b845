public import PadanModel

/// Why a text cannot be segmented, or an SRX file not be used.
public enum SegmentationError: Error, Equatable, CustomStringConvertible {
  /// Neither ICU nor Padan knows the language.
  case unknownLanguage(String)
  /// ICU refused; its own name for the reason.
  case icu(String)
  /// An SRX file says something that cannot be used.
  case srx(SourceLocation, String)

  public var description: String {
    switch self {
    case .unknownLanguage(let language):
      "unknown language “\(language)”. Give an ISO 639 code that ICU knows, such as id or en."
    case .icu(let name):
      "ICU cannot break this text (\(name)). A single line may hold up to 2 GiB."
    case .srx(let location, let fault): "\(location): \(fault)"
    }
  }
}
