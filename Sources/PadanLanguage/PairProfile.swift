package import PadanModel
import Synchronization

/// Padan's knowledge about a pair of languages.
///
/// The folder of the pair is found by the tags of both languages and their shorter tags, in either
/// order. If there is none, or it has no file for something, `root` applies. The sections of the
/// file `pair`:
///
/// | section | its entries |
/// |---|---|
/// | `length` | `mean=0.0`: the mean of log(target scalars / source scalars) |
/// | `name` | names that have another form in the other language: `Mesir=Egypt` |
/// | `clitic` `spelling` `silent-end` | what the spellings of loanwords share: `SharedSpelling` |
package final class PairProfile: Sendable {
  /// The language of the source texts.
  package let source: LanguageTag
  /// The language of the translations.
  package let target: LanguageTag
  /// Whether the folder is written for the opposite direction, so that its lexicons must be
  /// reversed.
  package let isReversed: Bool
  /// The folder of the pair; `root` if it has none.
  private let folder: String
  private let length: Lazily<Double?>
  private let loanwords: Lazily<SharedSpelling>
  private let nameList: Lazily<[String: String]>

  private init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
    let forward = Self.folder(of: source, target)
    let backward = forward == nil ? Self.folder(of: target, source) : nil
    let folder = forward ?? backward ?? LanguageFile.root
    let isReversed = backward != nil
    self.folder = folder
    self.isReversed = isReversed
    length = Lazily {
      // `root` has the spelling of some pair, which is better than nothing. A length must be the
      // pair's own.
      guard folder != LanguageFile.root else { return nil }
      let mean = SectionFile("pair", of: folder)["length"].last { $0.name == "mean" }
      let value = mean?.value.flatMap { Double($0) }
      return isReversed ? value.map { -$0 } : value
    }
    nameList = Lazily {
      SectionFile("pair", of: folder)["name"].reduce(into: [:]) { names, entry in
        guard let other = entry.value else { return }
        let (name, form) = isReversed ? (other, entry.name) : (entry.name, other)
        // Of several names with the same form, the first counts.
        names[name] = names[name] ?? form
      }
    }
    loanwords = Lazily {
      let isKnown = !LanguageFile.files("pair", of: folder).isEmpty
      return SharedSpelling(SectionFile("pair", of: isKnown ? folder : LanguageFile.root))
    }
  }

  /// The profile of a pair of languages. Every pair has one; a pair without data of its own has the
  /// defaults of `root`.
  package static func of(_ source: LanguageTag, _ target: LanguageTag) -> PairProfile {
    let pair = [source, target]
    return profiles.withLock { profiles in
      if let profile = profiles[pair] { return profile }
      let profile = PairProfile(source: source, target: target)
      profiles[pair] = profile
      return profile
    }
  }

  private static let profiles = Mutex<[[LanguageTag]: PairProfile]>([:])

  /// The first folder that exists for two languages, by their longest tags first; `nil` if there is
  /// none.
  private static func folder(of first: LanguageTag, _ second: LanguageTag) -> String? {
    first.fallbacks.lazy.flatMap { first in second.fallbacks.map { "\(first)-\($0)" } }
      .first(where: LanguageFile.hasFolder)
  }

  /// The lexicons of the pair, in ascending order of importance; empty if there are none.
  package var lexicons: [LanguageFile] { LanguageFile.files("lexicon.tsv", of: folder) }

  /// The weights of the aligner for the pair.
  package var weights: LanguageFile? {
    LanguageFile.files("weights", of: folder).last
      ?? LanguageFile.files("weights", of: LanguageFile.root).last
  }

  /// The mean of log(target scalars / source scalars), in nats; `nil` if it must be estimated from
  /// the texts.
  package var meanLength: Double? { length.value }

  /// Names that have another form in the target's language, as written; a name that is the same in both
  /// may be there, too.
  package var names: [String: String] { nameList.value }

  /// What the spellings of loanwords in the two languages share.
  package var spelling: SharedSpelling { loanwords.value }
}
