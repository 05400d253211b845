public import PadanAlign
import PadanFormats
import PadanLanguage
public import PadanModel
import PadanText
import Synchronization

/// The language data inside the binary.
package enum Bundled {
  /// The name of the bundled lexicon in messages and results.
  package static let lexiconName = "bundled"
  /// The name of the words of many languages in messages and results.
  package static let coreName = CoreVocabulary.lexiconName
  /// The name of the lexicon of names that all languages have.
  package static let commonNamesName = CommonNames.lexiconName

  /// Padan's own lexicon for a pair of languages, in either direction; `nil` if there is none.
  ///
  /// A pair may extend the lexicon of a related pair: Malay extends Indonesian. For a headword that
  /// both have, only its own translations count: *kereta* is a train in Indonesian and a car in
  /// Malay.
  ///
  /// - Complexity: O(n) for n bytes of the lexicon on the first call for a pair. Later calls return the
  ///   same value.
  package static func lexicon(source: LanguageTag, target: LanguageTag) -> Lexicon? {
    let pair = PairProfile.of(source, target)
    let files = pair.lexicons
    guard let own = files.last else { return nil }
    return lexicons.withLock { lexicons in
      if let lexicon = lexicons[[source, target]] { return lexicon }
      let (first, second) = pair.isReversed ? (target, source) : (source, target)
      var lexicon = read(own, source: first, target: second)
      for file in files.dropLast().reversed() {
        lexicon.addMissing(read(file, source: first, target: second))
      }
      lexicons[[source, target]] = pair.isReversed ? lexicon.reversed() : lexicon
      return lexicons[[source, target]]
    }
  }

  /// Padan's own lexicon for a pair of languages or, if there is none, the words that it has for many
  /// languages (`CoreVocabulary`) and the names that all languages have (`CommonNames`); `nil` if there
  /// are none of them either.
  package static func words(source: LanguageTag, target: LanguageTag) -> Lexicon? {
    if let own = lexicon(source: source, target: target) { return own }
    let core = CoreVocabulary.lexicon(from: source, to: target)
    let names = CommonNames.lexicon(from: source, to: target)
    guard var words = core, let names else { return core ?? names }
    words.add(names)
    return words
  }

  /// The lexicons read so far, by source and target.
  private static let lexicons = Mutex<[[LanguageTag]: Lexicon]>([:])

  /// A lexicon of the binary, whose entries are read when they are asked for.
  private static func read(
    _ file: LanguageFile, source: LanguageTag, target: LanguageTag
  ) -> Lexicon {
    Lexicon(name: lexiconName, source: source, target: target, text: Array(file.text.utf8))
  }

  /// The default weights of the aligner for a pair of languages.
  package static func alignmentWeights(
    source: LanguageTag, target: LanguageTag
  ) -> AlignmentWeights {
    guard let file = PairProfile.of(source, target).weights else {
      preconditionFailure("No weights are bundled.")
    }
    do throws(AlignmentWeights.ReadingError) {
      return try AlignmentWeights(parsing: file.text, file: file.path)
    } catch {
      preconditionFailure("The bundled weights cannot be read: \(error)")
    }
  }
}

extension Aligner {
  /// An aligner with the bundled weights and, if there is one for the pair, the bundled lexicon; if
  /// not, with the names of countries, months, numbers and the like that all languages have.
  public init(source: LanguageTag, target: LanguageTag) {
    self.init(
      source: source, target: target, lexicon: Bundled.words(source: source, target: target))
  }

  /// An aligner with the bundled weights.
  ///
  /// - Parameter lexicon: A lexicon from the source's language to the target's, such as a
  ///   `LexiconLearner` makes, or `nil` for none.
  public init(source: LanguageTag, target: LanguageTag, lexicon: Lexicon?) {
    self.init(
      source: source, target: target, lexicon: lexicon,
      weights: Bundled.alignmentWeights(source: source, target: target))
  }
}
