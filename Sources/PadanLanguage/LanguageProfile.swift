public import PadanModel
import Synchronization

/// What Padan knows of a language.
///
/// A tag is looked for whole and then without its last parts: `jv-ID`, `jv`. What none of these folders says
/// is taken from `root`, which speaks for every language. Each part is read when it is first asked for, and
/// kept.
public final class LanguageProfile: Sendable {
  /// The language that was asked for.
  public let language: LanguageTag
  private let lists: Lazily<SegmentationRules?>
  private let signs: Lazily<PageSigns>
  private let conventions: Lazily<NumberConventions>
  private let affixList: Lazily<Affixes>
  private let negationList: Lazily<Negations>

  private init(_ language: LanguageTag) {
    self.language = language
    let chain = language.fallbacks
    @Sendable func file(_ name: String) -> SectionFile {
      SectionFile(name, of: Self.folder(with: name, in: chain))
    }
    lists = Lazily { SegmentationRules(folder: Self.folder(with: "rules", in: chain)) }
    signs = Lazily { PageSigns(file("page")) }
    conventions = Lazily { NumberConventions(file("numbers"), languages: chain) }
    affixList = Lazily { Affixes(file("words")) }
    negationList = Lazily { Negations(file("words")) }
  }

  /// The profile of a language. Every language has one; of most it says only what holds for all.
  public static func of(_ language: LanguageTag) -> LanguageProfile {
    profiles.withLock { profiles in
      if let profile = profiles[language] { return profile }
      let profile = LanguageProfile(language)
      profiles[language] = profile
      return profile
    }
  }

  private static let profiles = Mutex<[LanguageTag: LanguageProfile]>([:])

  /// The first folder of a chain that says something under a name; `root` where none does.
  private static func folder(with name: String, in chain: [String]) -> String {
    chain.first { !LanguageFile.files(name, of: $0).isEmpty } ?? LanguageFile.root
  }

  /// The words that correct sentence breaks; `nil` where none are known.
  public var rules: SegmentationRules? { lists.value }
  /// By which words the lines of a news page show what they are.
  package var page: PageSigns { signs.value }
  /// How numbers, dates and times are written.
  package var numbers: NumberConventions { conventions.value }
  /// What may be put to a word.
  package var affixes: Affixes { affixList.value }
  /// Words that turn a sentence into its opposite.
  package var negations: Negations { negationList.value }
}

extension LanguageTag {
  /// The tag and those that are left as its parts are taken off from the end: `jv-ID`, `jv`.
  var fallbacks: [String] {
    let parts = description.split(separator: "-")
    return parts.indices.reversed().map { parts[...$0].joined(separator: "-") }
  }
}
