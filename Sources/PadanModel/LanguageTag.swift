/// A language, with its script and region if they are known: a well-formed BCP 47 tag.
///
/// Input may use any case, and `_` in place of `-`. The text of a tag is canonical.
///
///     LanguageTag("en_us")!.description  // "en-US"
///
/// Only the form is checked (RFC 5646, section 2.1: language, script, region, variants). Whether a
/// language exists, or is supported, is not.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
  /// The canonical text, such as `id`, `en-US` or `zh-Hant-TW`.
  public let description: String

  /// Parses a tag; `nil` if the text does not have the form of one.
  public init?(_ text: String) {
    let parts = text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "_" })
    guard let first = parts.first, (2...3).contains(first.utf8.count), first.isASCIILetters else {
      return nil
    }
    var canonical = [first.lowercased()]
    for part in parts.dropFirst() {
      guard (1...8).contains(part.utf8.count), part.isASCIIAlphanumeric else { return nil }
      switch part.utf8.count {
      case 4 where part.isASCIILetters:
        canonical.append(part.prefix(1).uppercased() + part.dropFirst().lowercased())
      case 2 where part.isASCIILetters: canonical.append(part.uppercased())
      default: canonical.append(part.lowercased())
      }
    }
    description = canonical.joined(separator: "-")
  }

  /// The primary language subtag: `en` of `en-US`.
  public var language: String {
    String(description.prefix { $0 != "-" })
  }

  /// Whether two tags name the same language, in any script and region; `false` for `nil`.
  public func hasLanguage(of other: LanguageTag?) -> Bool {
    guard let other else { return false }
    return self == other || language == other.language
  }

  /// The tag for a language that is not known (ISO 639: `und`).
  package static let undetermined = LanguageTag("und")!

  /// Whether a text in `other` is a text in this language.
  ///
  /// That is so if the tags are equal, or if this tag is a language alone and `other` adds a script
  /// or region: `en` accepts `en-US`, but `en-US` does not accept `en`.
  public func accepts(_ other: LanguageTag) -> Bool {
    if self == other { return true }
    let (mine, others) = (description.utf8, other.description.utf8)
    guard mine.count < others.count, others.starts(with: mine) else { return false }
    let dash = UInt8(ascii: "-")
    return others[others.index(others.startIndex, offsetBy: mine.count)] == dash
      && !mine.contains(dash)
  }
}

extension Substring {
  /// Whether all characters are letters of ASCII.
  fileprivate var isASCIILetters: Bool {
    utf8.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
  }

  /// Whether all characters are letters or digits of ASCII.
  fileprivate var isASCIIAlphanumeric: Bool {
    utf8.allSatisfy {
      (($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z"))
        || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
    }
  }
}
