import CData
public import PadanAlign
import PadanFormats
public import PadanModel

/// What ships inside the binary.
public enum Bundled {
  /// What the bundled lexicon is called in messages and results.
  public static let lexiconName = "bundled"

  /// Padan's own lexicon for a pair of languages, in either direction: it has Indonesian and English.
  public static func lexicon(source: LanguageTag, target: LanguageTag) -> Lexicon? {
    switch (source.language, target.language) {
    case ("id", "en"): indonesianEnglish
    case ("en", "id"): indonesianEnglish.reversed()
    default: nil
    }
  }

  private static let indonesianEnglish: Lexicon = {
    do throws(LexiconError) {
      return try LexiconReader.readTSV(
        bytes(of: cdata_lexicon_id_en()), name: lexiconName, source: .indonesian, target: .english)
    } catch {
      preconditionFailure("The bundled lexicon cannot be read: \(error)")
    }
  }()

  /// The weights the aligner uses unless it is given others.
  public static let alignmentWeights: AlignmentWeights = {
    let text = String(decoding: bytes(of: cdata_alignment_weights()), as: UTF8.self)
    do throws(AlignmentWeights.ReadingError) {
      return try AlignmentWeights(parsing: text, file: "alignment.weights")
    } catch {
      preconditionFailure("The bundled weights cannot be read: \(error)")
    }
  }()

  private static func bytes(of file: cdata_file) -> [UInt8] {
    Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}

extension Aligner {
  /// An aligner with Padan's own weights and, where it has one for the pair, its own lexicon.
  public init(source: LanguageTag, target: LanguageTag) {
    self.init(
      source: source, target: target, lexicon: Bundled.lexicon(source: source, target: target),
      weights: Bundled.alignmentWeights)
  }
}
