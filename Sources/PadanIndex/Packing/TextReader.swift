import PadanModel
import PadanText

/// Reads what an index needs of a text: its match key as scalars, its tokens as hashes, and its
/// loose hash. Plain text is read without a `String`.
///
/// Tokens follow the rules of `Tokenizer`, and the key those of `TextForm`; tests compare both with
/// `MatchText`. The reader keeps its buffers for the next text.
package struct TextReader {
  /// The match key: NFC, white space collapsed, as Unicode scalars.
  package private(set) var scalars: [UInt32] = []
  /// A hash for each case-folded token, ascending and distinct. The second `di` of a text has
  /// another hash than the first, so the set stands for the multiset.
  package private(set) var tokens: [UInt64] = []
  /// A hash of the letters of words and numbers, case-folded, with each run of digits as one. Texts
  /// that differ only in case, only in numbers or only in punctuation have the same hash; other
  /// texts hardly ever do.
  package private(set) var looseHash: UInt32 = 0

  /// The hashes of the tokens before repeated ones are made distinct.
  private var rawTokens: [UInt64] = []

  /// Makes a reader that has read nothing.
  package init() {}

  /// Reads a text in UTF-8.
  ///
  /// - Complexity: O(n) for n bytes, plus O(m log m) to sort m tokens.
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    if !readPlain(text) {
      readKey(TextForm.matchKey(of: String(decoding: text, as: UTF8.self)))
    }
    readTokens()
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
  }

  private mutating func readKey(_ key: String) {
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

  /// Finds the tokens of `scalars` and the loose hash.
  private mutating func readTokens() {
    rawTokens.removeAll(keepingCapacity: true)
    var loose = LooseHash()
    let key = scalars
    key.withUnsafeBufferPointer { key in
      var index = 0
      while index < key.count {
        let start = index
        let (kind, _) = Tokenizer.passToken(in: key, at: &index) { $0 }
        switch kind {
        case .word, .number: rawTokens.append(Self.wordHash(key[start..<index], &loose))
        case .mark: rawTokens.append(Self.markHash(key[start]))
        case nil: break
        }
      }
    }
    looseHash = UInt32(truncatingIfNeeded: loose.value >> 32)
    makeDistinct()
  }

  /// The hash of a word's case-folded scalars, which are added to `loose` too.
  @inline(__always)
  private static func wordHash(
    _ word: Slice<UnsafeBufferPointer<UInt32>>, _ loose: inout LooseHash
  ) -> UInt64 {
    var hash = StableHash()
    let looseBefore = loose
    for scalar in word {
      guard scalar < 0x80 else {
        // The word has scalars beyond ASCII, so it must be folded as a whole.
        loose = looseBefore
        return wideWordHash(word, &loose)
      }
      let folded = TextForm.foldedASCII(scalar)
      hash.add(scalar: folded)
      loose.add(folded)
    }
    return hash.mixed
  }

  /// The same for a word with scalars beyond ASCII.
  private static func wideWordHash(
    _ word: Slice<UnsafeBufferPointer<UInt32>>, _ loose: inout LooseHash
  ) -> UInt64 {
    var hash = StableHash()
    for scalar in folded(word) {
      hash.add(scalar: scalar)
      loose.add(scalar)
    }
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
    var hash = StableHash()
    if scalar < 0x80 {
      hash.add(scalar: scalar)
    } else {
      for part in folded(CollectionOfOne(scalar)) { hash.add(scalar: part) }
    }
    return hash.mixed
  }

  private static func folded(_ scalars: some Sequence<UInt32>) -> [UInt32] {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(Unicode.Scalar(scalar)!) }
    return TextForm.folded(String(text)).unicodeScalars.map(\.value)
  }

  /// A hash of letters in which every run of digits is one and the same sign.
  private struct LooseHash {
    private var hash = StableHash()
    private var endsInNumber = false

    @inline(__always)
    mutating func add(_ scalar: UInt32) {
      let isDigit = ScalarClass.isDigit(scalar)
      if !isDigit {
        hash.add(scalar: scalar)
      } else if !endsInNumber {
        hash.add(scalar: 1)
      }
      endsInNumber = isDigit
    }

    var value: UInt64 { hash.mixed }
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
