public import PadanAlign
import PadanFormats
import PadanLanguage
public import PadanModel
import Synchronization

/// What ships inside the binary.
public enum Bundled {
  /// What the bundled lexicon is called in messages and results.
  public static let lexiconName = "bundled"

  /// Padan's own lexicon for a pair of languages, in either direction; `nil` where it has none.
  ///
  /// A lexicon that stands on another one's shoulders says alone what the words mean that both have: *kereta*
  /// is a train to Indonesians and a car to Malays.
  public static func lexicon(source: LanguageTag, target: LanguageTag) -> Lexicon? {
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

  private static let lexicons = Mutex<[[LanguageTag]: Lexicon]>([:])

  private static func read(
    _ file: LanguageFile, source: LanguageTag, target: LanguageTag
  ) -> Lexicon {
    do throws(InputError) {
      return try LexiconReader.readTSV(
        Array(file.text.utf8), name: lexiconName, source: source, target: target)
    } catch {
      preconditionFailure("A bundled lexicon cannot be read: \(error)")
    }
  }

  /// The weights that the aligner uses for a pair of languages unless it is given others.
  public static func alignmentWeights(
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
  /// An aligner with Padan's own weights and, where it has one for the pair, its own lexicon.
  public init(source: LanguageTag, target: LanguageTag) {
    self.init(
      source: source, target: target, lexicon: Bundled.lexicon(source: source, target: target),
      weights: Bundled.alignmentWeights(source: source, target: target))
  }
}
