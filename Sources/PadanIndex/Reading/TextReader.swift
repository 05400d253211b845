import PadanMatch
import PadanModel
import PadanText

/// Reads what an index needs of a text: its match key as scalars with a hash, its tokens as hashes,
/// and its outline. Plain text is read without a `String`.
///
/// Tokens follow the rules of `Tokenizer`, and the key those of `TextForm`; tests compare both with
/// `MatchText`. The reader keeps its buffers for the next text.
package struct TextReader {
  /// The match key: NFC, white space collapsed, as Unicode scalars.
  package private(set) var scalars: [UInt32] = []
  /// A hash for each case-folded token, ascending and distinct. The second `di` of a text has
  /// another hash than the first, so the set stands for the multiset.
  package private(set) var tokens: [UInt64] = []
  /// What every fold leaves of the text.
  package private(set) var outline = Outline()
  /// A hash of the match key.
  package var keyHash: UInt32 { Self.hash(ofKey: scalars) }

  /// The hashes of the tokens before repeated ones are made distinct.
  private var rawTokens: [UInt64] = []

  /// Makes a reader that has read nothing.
  package init() {}

  /// Reads a text in UTF-8.
  ///
  /// - Complexity: O(n) for n bytes, plus O(m log m) to sort m tokens.
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    readKey(text)
    readTokens()
    outline.read(scalars)
  }

  /// Reads a text.
  package mutating func read(_ text: String) {
    var text = text
    text.withUTF8 { read($0) }
  }

  /// Reads a match key, which is normalized already: the scalars of a packed text, say.
  package mutating func read(key: [UInt32]) {
    scalars = key
    readTokens()
    outline.read(key)
  }

  /// Reads the tokens of a match key alone, not its outline.
  mutating func readTokens(ofKey key: [UInt32]) {
    scalars = key
    readTokens()
  }

  /// Reads, in place of the text at hand, what is left of it without the codes that are written in it.
  ///
  /// - Returns: `false` if it has none, or nothing is left; then the text is still at hand.
  package mutating func readBare() -> Bool {
    guard WrittenCodes.areIn(scalars) else { return false }
    let rest = WrittenCodes.bare(scalars)
    if rest.isEmpty { return false }
    read(key: rest)
    return true
  }

  /// Reads the match key of a text in UTF-8 alone: neither its tokens nor its outline.
  package mutating func readKey(_ text: UnsafeBufferPointer<UInt8>) {
    if !readPlain(text) {
      readScalars(TextForm.matchKey(of: String(decoding: text, as: UTF8.self)))
    }
  }

  /// Reads the match key of a text alone.
  package mutating func readKey(_ text: String) {
    var text = text
    text.withUTF8 { readKey($0) }
  }

  /// The hash of a match key.
  package static func hash(ofKey key: [UInt32]) -> UInt32 {
    var hash = StableHash()
    for scalar in key { hash.add(scalar: scalar) }
    return UInt32(truncatingIfNeeded: hash.mixed >> 32)
  }

  private mutating func readScalars(_ key: String) {
    scalars.removeAll(keepingCapacity: true)
    for scalar in key.unicodeScalars { scalars.append(scalar.value) }
  }

  /// Reads a text if each of its scalars is known to be unchanged by NFC.
  ///
  /// - Returns: `false` if one is not; then `scalars` holds only a part of the text.
  private mutating func readPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var isPlain = true
    // A new buffer for each text costs less than a capacity check at each scalar of an old one.
    scalars = Array(unsafeUninitializedCapacity: text.count) { key, count in
      var hasBlank = false
      var index = 0
      while index < text.count {
        var scalar = UInt32(text[index])
        index += 1
        if scalar >= 0x80 {
          guard let (value, length) = TextForm.plainScalar(text, at: index - 1) else {
            isPlain = false
            return
          }
          scalar = value
          index += length - 1
        }
        if ScalarClass.isBlank(scalar) {
          hasBlank = count > 0
          continue
        }
        if hasBlank {
          key[count] = 0x20
          count += 1
          hasBlank = false
        }
        key[count] = scalar
        count += 1
      }
    }
    return isPlain
  }

  // MARK: Tokens

  /// Finds the tokens of `scalars`.
  private mutating func readTokens() {
    rawTokens.removeAll(keepingCapacity: true)
    let key = scalars
    key.withUnsafeBufferPointer { key in
      var index = 0
      while index < key.count {
        let start = index
        let (kind, _) = Tokenizer.passToken(in: key, at: &index) { $0 }
        switch kind {
        case .word, .number: rawTokens.append(Self.wordHash(key[start..<index]))
        case .mark: rawTokens.append(Self.markHash(key[start]))
        case nil: break
        }
      }
    }
    makeDistinct()
  }

  /// The hash of a word's case-folded scalars.
  @inline(__always)
  private static func wordHash(_ word: Slice<UnsafeBufferPointer<UInt32>>) -> UInt64 {
    var hash = StableHash()
    for scalar in word {
      guard
        let folded = scalar < 0x80 ? TextForm.foldedASCII(scalar) : TextForm.foldedScalar(scalar)
      else {
        // One scalar may become several, so the word must be folded as a whole.
        return wideHash(word)
      }
      hash.add(scalar: folded)
    }
    return hash.mixed
  }

  /// The hash of the case-folded scalars of a token that Unicode's tables fold.
  private static func wideHash(_ token: some Sequence<UInt32>) -> UInt64 {
    var hash = StableHash()
    for scalar in folded(token) { hash.add(scalar: scalar) }
    return hash.mixed
  }

  /// Turns the multiset of tokens into a set: the k-th of several equal tokens gets a hash of its
  /// own.
  private mutating func makeDistinct() {
    rawTokens.sort()
    tokens.removeAll(keepingCapacity: true)
    var repetition: UInt32 = 0
    var isSorted = true
    for (index, token) in rawTokens.enumerated() {
      repetition = index > 0 && rawTokens[index - 1] == token ? repetition + 1 : 0
      if repetition == 0 {
        tokens.append(token)
      } else {
        var hash = StableHash(continuing: token)
        hash.add(scalar: repetition)
        tokens.append(hash.mixed)
        isSorted = false
      }
    }
    if !isSorted { tokens.sort() }
  }

  /// The hash of a punctuation mark or symbol.
  private static func markHash(_ scalar: UInt32) -> UInt64 {
    guard let folded = TextForm.foldedScalar(scalar) else {
      return wideHash(CollectionOfOne(scalar))
    }
    var hash = StableHash()
    hash.add(scalar: folded)
    return hash.mixed
  }

  private static func folded(_ scalars: some Sequence<UInt32>) -> [UInt32] {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(Unicode.Scalar(scalar)!) }
    return TextForm.folded(String(text)).unicodeScalars.map(\.value)
  }
}

extension Sequence<UInt64> {
  /// The size of the intersection of two ascending sequences of distinct hashes.
  ///
  /// - Complexity: O(n + m).
  package func sharedCount(with other: some Sequence<UInt64>) -> Int {
    var mine = makeIterator()
    var others = other.makeIterator()
    var (a, b) = (mine.next(), others.next())
    var count = 0
    while let x = a, let y = b {
      if x == y { count += 1 }
      if x <= y { a = mine.next() }
      if y <= x { b = others.next() }
    }
    return count
  }
}
