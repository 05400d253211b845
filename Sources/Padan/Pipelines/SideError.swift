package import PadanAlign
import PadanFormats
package import PadanModel

/// The texts of a pair are not in the languages of their sides.
package struct SideError: PadanError, Equatable {
  /// What is wrong.
  package var sides: SideFault
  /// The name of the source text, mostly its path; empty if it has none.
  package var sourceName: String
  /// The name of the target text; empty if it has none.
  package var targetName: String
  /// The language of the source side.
  package var source: LanguageTag
  /// The language of the target side.
  package var target: LanguageTag

  /// An error for two texts.
  package init(
    _ sides: SideFault, in sourceName: String, and targetName: String, source: LanguageTag,
    target: LanguageTag
  ) {
    self.sides = sides
    (self.sourceName, self.targetName) = (sourceName, targetName)
    (self.source, self.target) = (source, target)
  }

  /// Whether the names of the texts say that their sides are right.
  package var namesAreRight: Bool {
    let pair = [source, target]
    return ArticleName.language(of: sourceName, among: pair) == source
      && ArticleName.language(of: targetName, among: pair) == target
  }

  /// Always `invalidRequest`: the texts may be good, but not on these sides.
  package var kind: ErrorKind { .invalidRequest }

  /// The stable name of the error, such as `sides.swapped`.
  package var code: ErrorCode {
    switch sides {
    case .swapped: "sides.swapped"
    case .oneLanguage: "sides.one-language"
    case .sameText: "sides.same-text"
    case .otherLanguage: "sides.other-language"
    }
  }

  /// Always `nil`: the error is about two texts.
  package var location: SourceLocation? { nil }

  /// What is wrong, with the names of the texts.
  package var fault: String {
    let first = sourceName.isEmpty ? "the source text" : sourceName
    let second = targetName.isEmpty ? "the target text" : targetName
    return switch sides {
    case .swapped:
      "the sides are swapped: \(first) is in \(target) and \(second) in \(source)."
    case .oneLanguage(let language): "both \(first) and \(second) are in \(language)."
    case .sameText: "\(first) and \(second) are the same text."
    case .otherLanguage(.source, let others):
      "\(first) is in \(Self.list(others)), not in \(source)."
    case .otherLanguage(.target, let others):
      "\(second) is in \(Self.list(others)), not in \(target)."
    }
  }

  /// What puts the sides right.
  package var remedy: Remedy? {
    switch sides {
    case .swapped: .swapSides
    case .oneLanguage, .sameText: .nameTranslation
    case .otherLanguage: .nameLanguagePair
    }
  }

  private static func list(_ languages: [LanguageTag]) -> String {
    languages.map(\.description).joined(separator: " or ")
  }
}
