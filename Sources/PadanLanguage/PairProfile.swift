public import PadanModel
import Synchronization

/// What Padan knows of two languages together.
///
/// A pair is looked for under both languages' tags and what they fall back to, in either order; what its
/// folder does not say is taken from `root`. The sections of `pair`:
///
/// | section | its entries |
/// |---|---|
/// | `length` | `mean=0.0`: of log(target scalars / source scalars) |
/// | `clitic` `spelling` `silent-end` | what loanwords share: `SharedSpelling` |
public final class PairProfile: Sendable {
  /// The language a text is in.
  public let source: LanguageTag
  /// The language of its translation.
  public let target: LanguageTag
  /// Whether the folder is written for the other direction.
  package let isReversed: Bool
  /// The pair's folder; `root` where it has none.
  private let folder: String
  private let length: Lazily<Double?>
  private let loanwords: Lazily<SharedSpelling>

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
      // The root borrows another pair's spelling; its length is no one's.
      guard folder != LanguageFile.root else { return nil }
      let mean = SectionFile("pair", of: folder)["length"].last { $0.name == "mean" }
      let value = mean?.value.flatMap { Double($0) }
      return isReversed ? value.map { -$0 } : value
    }
    loanwords = Lazily {
      let isKnown = !LanguageFile.files("pair", of: folder).isEmpty
      return SharedSpelling(SectionFile("pair", of: isKnown ? folder : LanguageFile.root))
    }
  }

  /// The profile of a pair of languages. Every pair has one; of most it says only what holds for all.
  public static func of(_ source: LanguageTag, _ target: LanguageTag) -> PairProfile {
    let pair = [source, target]
    return profiles.withLock { profiles in
      if let profile = profiles[pair] { return profile }
      let profile = PairProfile(source: source, target: target)
      profiles[pair] = profile
      return profile
    }
  }

  private static let profiles = Mutex<[[LanguageTag]: PairProfile]>([:])

  private static func folder(of first: LanguageTag, _ second: LanguageTag) -> String? {
    first.fallbacks.lazy.flatMap { first in second.fallbacks.map { "\(first)-\($0)" } }
      .first(where: LanguageFile.hasFolder)
  }

  /// The lexicons of the pair, the one that counts most last; none where there are none.
  package var lexicons: [LanguageFile] { LanguageFile.files("lexicon.tsv", of: folder) }

  /// The weights that align the pair.
  package var weights: LanguageFile? {
    LanguageFile.files("weights", of: folder).last
      ?? LanguageFile.files("weights", of: LanguageFile.root).last
  }

  /// The mean of log(target scalars / source scalars); `nil` where the texts themselves must tell.
  package var meanLength: Double? { length.value }

  /// What loanwords of the two languages share.
  package var spelling: SharedSpelling { loanwords.value }
}
