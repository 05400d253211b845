extension AlignedDocuments {
  /// Two words, one of each text, that translate each other.
  ///
  /// A number is one word, also one that is written in several words.
  public struct WordLink: Hashable, Codable, Sendable {
    /// The place of a word.
    public struct Word: Hashable, Codable, Sendable {
      /// The position of its segment in the text, from 0.
      public var segment: Int
      /// Its place in the segment's text, in UTF-8 bytes.
      public var range: Range<Int>

      /// A word at a place.
      public init(segment: Int, range: Range<Int>) {
        self.segment = segment
        self.range = range
      }
    }

    /// The word of the source.
    public var source: Word
    /// The word of the target.
    public var target: Word
    /// The probability that they translate each other, 0...1: the geometric mean of the posteriors of
    /// both directions.
    public var probability: Double

    /// A link between two words.
    public init(source: Word, target: Word, probability: Double) {
      self.source = source
      self.target = target
      self.probability = probability
    }
  }
}

package typealias WordLink = AlignedDocuments.WordLink
