package import PadanModel
import Synchronization

/// Padan's knowledge about a language.
///
/// The folder for each kind of knowledge is found by the whole language tag, then by shorter tags:
/// `jv-ID`, then `jv`, and last `root`. Each file is read when it is first needed, and kept.
package final class LanguageProfile: Sendable {
  /// The language of the profile, as requested.
  package let language: LanguageTag
  private let lists: Lazily<SegmentationRules?>
  private let signs: Lazily<PageSigns>
  private let conventions: Lazily<NumberConventions>
  private let formList: Lazily<WritingForms>
  private let valueList: Lazily<ValueWords>
  /// Whether the words of the language for numbers are known, and not only its marks.
  package let hasOwnNumbers: Bool
  private let cueList: Lazily<CheckCues>
  private let affixList: Lazily<Affixes>
  private let inflectionRules: Lazily<InflectionRules>
  private let negationList: Lazily<Negations>
  private let functionList: Lazily<Set<String>>
  private let infinitiveList: Lazily<[String]>
  /// The file that `CoreVocabulary` reads; `nil` if there is none.
  let concepts: LanguageFile?

  private init(_ language: LanguageTag) {
    self.language = language
    let chain = language.fallbacks
    @Sendable func file(_ name: String) -> SectionFile {
      SectionFile(name, of: Self.folder(with: name, in: chain))
    }
    hasOwnNumbers = Self.folder(with: "numbers", in: chain) != LanguageFile.root
    lists = Lazily { SegmentationRules(folder: Self.folder(with: "rules", in: chain)) }
    let functions = Lazily { Set(file("words").words("function")) }
    functionList = functions
    infinitiveList = Lazily { file("words").words("infinitive") }
    signs = Lazily { PageSigns(file("page"), functionWords: functions.value) }
    conventions = Lazily { NumberConventions(file("numbers"), languages: chain) }
    formList = Lazily { WritingForms(file("forms")) }
    valueList = Lazily { ValueWords(file("numbers")) }
    cueList = Lazily { CheckCues(file("checks")) }
    affixList = Lazily { Affixes(file("words")) }
    inflectionRules = Lazily { InflectionRules(file("inflection")) }
    negationList = Lazily { Negations(file("words")) }
    concepts =
      LanguageFile.files(
        "concepts.tsv", of: Self.folder(with: "concepts.tsv", in: chain)
      ).last
  }

  /// The profile of a language. Every language has one; a language without data of its own has the
  /// defaults of `root`.
  package static func of(_ language: LanguageTag) -> LanguageProfile {
    profiles.withLock { profiles in
      if let profile = profiles[language] { return profile }
      let profile = LanguageProfile(language)
      profiles[language] = profile
      return profile
    }
  }

  private static let profiles = Mutex<[LanguageTag: LanguageProfile]>([:])

  /// The first folder of a chain of tags that has a file of this name; `root` if none has.
  private static func folder(with name: String, in chain: [String]) -> String {
    chain.first { !LanguageFile.files(name, of: $0).isEmpty } ?? LanguageFile.root
  }

  /// The weights of the model that finds the kinds of a page's lines in any language.
  package static var pageWeights: String {
    LanguageFile.files("page-weights", of: LanguageFile.root).first?.text ?? ""
  }

  /// The weights of the model that finds the article of a web page in any language.
  package static var contentWeights: String {
    LanguageFile.files("content-weights", of: LanguageFile.root).first?.text ?? ""
  }

  /// The languages of which Padan knows words.
  package static let known = LanguageFile.all.filter { $0.name == "words" }.compactMap {
    LanguageTag($0.folder)
  }

  /// Words that stand before or after the name of a language: the section `language` of the file
  /// `words`, such as `bahasa_...`.
  package static let nameForms: [(word: String, isBefore: Bool)] = known.flatMap { language in
    SectionFile("words", of: language.description).words("language").map {
      (String($0.filter { $0 != "." && $0 != " " }), $0.hasSuffix("."))
    }
  }

  /// The words that head columns of sources and of translations in tables: the sections `source-column` and
  /// `target-column` of the files `words`.
  package static let columnWords: (source: Set<String>, target: Set<String>) = {
    let files = known.map { SectionFile("words", of: $0.description) }
    func words(_ section: String) -> Set<String> {
      Set(files.flatMap { $0.words(section) }.map { String($0.map { $0 == "_" ? " " : $0 }) })
    }
    return (words("source-column"), words("target-column"))
  }()

  /// The word lists that correct sentence breaks; `nil` if there are none.
  package var rules: SegmentationRules? { lists.value }
  /// The words that show what a line of a news page is.
  package var page: PageSigns { signs.value }
  /// How numbers, dates and times are written.
  package var numbers: NumberConventions { conventions.value }
  /// How values are written, and which words agree with them.
  package var forms: WritingForms { formList.value }
  /// The words that tell values beside numbers.
  package var values: ValueWords { valueList.value }
  /// The words by which translations are checked.
  package var checks: CheckCues { cueList.value }
  /// The affixes of words.
  package var affixes: Affixes { affixList.value }
  /// How words are formed of others.
  package var inflection: InflectionRules { inflectionRules.value }
  /// The words that negate a sentence.
  package var negations: Negations { negationList.value }
  /// Case-folded words by which a text shows its language: articles, pronouns, conjunctions and
  /// other frequent words. In Chinese and Japanese they are single characters. Scalars that Unicode
  /// ignores by default are left out, as they are in tokens.
  package var functionWords: Set<String> { functionList.value }
  /// The words before an infinitive that dictionaries put before a verb: *to* eat.
  package var infinitiveMarks: [String] { infinitiveList.value }
}

extension LanguageTag {
  /// The tag and the shorter tags that its first parts form, the longest first: `jv-ID`, `jv`.
  var fallbacks: [String] {
    let parts = description.split(separator: "-")
    return parts.indices.reversed().map { parts[...$0].joined(separator: "-") }
  }
}
