package import PadanAlign
import PadanFormats
package import PadanMemory
package import PadanModel

extension JSONReport {
  /// The contents of lexicons.
  ///
  /// Its members are `lexicons`, each with `name`, `headwords` and `translations`; the counts
  /// `headwords` and `translations` of all of them together; the origins of the entries in the
  /// `memory`; and the `coverage` of texts, if it is given.
  ///
  /// - Parameters:
  ///   - lexicons: The lexicons.
  ///   - merged: All of them merged into one.
  ///   - origins: Where the entries of the memory's own lexicon come from.
  ///   - texts: The names of the texts that `coverage` describes.
  ///   - coverage: How many words of the texts the lexicons know.
  ///   - top: The largest number of unknown words that are listed.
  package static func lexicons(
    _ lexicons: [Lexicon], merged: Lexicon, origins: [LexiconOrigin] = [], texts: [String] = [],
    coverage: LexiconCoverage? = nil, top: Int = 20
  ) -> [UInt8] {
    line {
      $0.member("lexicons", objects: lexicons) {
        $0.member("name", $1.name)
        $0.member("headwords", $1.count)
        $0.member("translations", $1.translationCount)
      }
      $0.member("headwords", merged.count)
      $0.member("translations", merged.translationCount)
      $0.member("memory", objects: origins) {
        $0.member("origin", $1.name)
        $0.member("source", $1.source)
        $0.member("target", $1.target)
        $0.member("translations", $1.translations)
      }
      guard let coverage else { return }
      $0.member(
        "coverage",
        object: {
          $0.member("texts", strings: texts.map(\.shownPath))
          $0.member("tokens", object: { $0.members(of: coverage.tokens) })
          $0.member("distinct", object: { $0.members(of: coverage.distinctWords) })
          $0.member("unknown", objects: coverage.unknownWords.prefix(top)) {
            $0.member("word", $1.word)
            $0.member("count", $1.count)
          }
        })
    }
  }

  /// What lexicons say of a word: `word`, `from`, `to`, and `translations`, each with `text`,
  /// `strength`, `headword` (the word or a stem of it) and `lexicon`.
  package static func lexiconAnswer(_ answer: LexiconAnswer) -> [UInt8] {
    line {
      $0.member("word", answer.word)
      $0.member("from", answer.source.description)
      $0.member("to", answer.target.description)
      $0.member("translations", objects: answer.translations) {
        $0.member("text", $1.text)
        $0.member("strength", $1.strength.rounded(decimals: 4))
        $0.member("headword", $1.headword)
        $0.member("lexicon", $1.lexicon)
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of counts: LexiconCoverage.Counts) {
    member("total", counts.total)
    member("direct", counts.direct)
    member("stem", counts.byStem)
    member("unknown", counts.unknown)
  }
}
