import CICU

/// A language, with its script and region if they are known: a well-formed BCP 47 tag.
///
/// Input may use any case, and `_` in place of `-`. The text of a tag is canonical: the codes of
/// languages and regions are those that the registry of subtags prefers.
///
///     LanguageTag("en_us")!.description  // "en-US"
///     LanguageTag("in-ID")!.description  // "id-ID": the code before 1989
///     LanguageTag("ind")!.description    // "id": ISO 639-3
///
/// Only the form is checked (RFC 5646, section 2.1: language, script, region, variants; private
/// tags such as `x-klingon`). Whether a language exists, or is supported, is not.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
  /// The canonical text, such as `id`, `en-US` or `zh-Hant-TW`.
  public let description: String

  /// Parses a tag; `nil` if the text does not have the form of one.
  public init?(_ text: String) {
    guard let canonical = CanonicalTag.text(of: text) else { return nil }
    description = canonical
  }

  /// The primary language subtag: `en` of `en-US`. A private tag is its own language.
  public var language: String {
    isPrivate ? description : String(description.prefix { $0 != "-" })
  }

  /// Whether the tag has no language subtag, as `x-klingon` and `i-default`.
  private var isPrivate: Bool { description.utf8.dropFirst().first == UInt8(ascii: "-") }

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
  /// or region: `en` accepts `en-US`, but `en-US` does not accept `en`. A language with a script accepts all
  /// regions that are likely to write it so: `zh-Hans` accepts `zh-CN`. A script that goes without saying
  /// makes no difference: `zh-TW` and `zh-Hant-TW` accept each other.
  public func accepts(_ other: LanguageTag) -> Bool {
    if self == other { return true }
    if isOfScript { return acceptsScript(of: other) }
    if differsInLikelyScript(from: other) { return true }
    let (mine, others) = (description.utf8, other.description.utf8)
    guard mine.count < others.count, others.starts(with: mine) else { return false }
    let dash = UInt8(ascii: "-")
    return others[others.index(others.startIndex, offsetBy: mine.count)] == dash
      && !mine.contains(dash)
  }

  /// Whether the tag is a language and a script alone: `zh-Hans`.
  private var isOfScript: Bool {
    let parts = description.utf8.split(separator: UInt8(ascii: "-"))
    return parts.count == 2 && parts[1].count == 4 && parts[0].count > 1
      && parts[1].allSatisfy { $0 > UInt8(ascii: "9") }
  }

  /// Whether one of the tags has a script that goes without saying, and they are equal but for it: `zh-TW` and
  /// `zh-Hant-TW`.
  private func differsInLikelyScript(from other: LanguageTag) -> Bool {
    let (mine, others) = (description.utf8, other.description.utf8)
    let (short, long) = mine.count < others.count ? (mine, others) : (others, mine)
    let dash = UInt8(ascii: "-")
    guard long.count == short.count + 5, language == other.language else { return false }
    let length = language.utf8.count
    let (rest, script) = (short.dropFirst(length), long.dropFirst(length).prefix(5))
    return rest.first == dash && rest.elementsEqual(long.dropFirst(length + 5))
      && script.dropFirst().allSatisfy { $0 > UInt8(ascii: "9") } && acceptsScript(of: other)
  }

  private func acceptsScript(of other: LanguageTag) -> Bool {
    language == other.language && other.description.utf8.contains(UInt8(ascii: "-"))
      && cicu_same_script(description, other.description) != 0
  }
}
