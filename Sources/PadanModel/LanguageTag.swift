/// A language, with its script and region where they are known: a well-formed BCP 47 tag.
///
/// Case and separator do not matter on the way in and are canonical on the way out.
///
///     LanguageTag("en_us")!.description  // "en-US"
///
/// Only the shape is checked (RFC 5646, section 2.1: language, script, region, variants); whether
/// ICU knows the language is the segmenter's question.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
  /// The canonical text, such as `id`, `en-US` or `zh-Hant-TW`.
  public let description: String

  /// Reads a tag; `nil` where the text is not one.
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

  /// The primary language subtag alone: `en` for `en-US`.
  public var language: String {
    String(description.prefix { $0 != "-" })
  }

  /// Whether both name the same language, whatever their scripts and regions.
  public func hasLanguage(of other: LanguageTag?) -> Bool {
    guard let other else { return false }
    return self == other || language == other.language
  }

  /// ISO 639's code for a language that is not told.
  package static let undetermined = LanguageTag("und")!

  /// Whether a text in `other` answers a question for this language: the tags are equal, or this
  /// one names no region or script and the languages agree (`en` accepts `en-US`, not the reverse).
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
  fileprivate var isASCIILetters: Bool {
    utf8.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
  }

  fileprivate var isASCIIAlphanumeric: Bool {
    utf8.allSatisfy {
      (($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z"))
        || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
    }
  }
}
