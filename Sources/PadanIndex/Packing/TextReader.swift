import PadanText

/// Reads what an index must know of a text, fast and without a `String` where the text is plain: its
/// match key as scalars, its tokens as hashes, and a hash of what its letters say.
///
/// It agrees with `MatchText`, which is the definition, on every text; its buffers are used again for
/// the next one.
package struct TextReader {
  /// The match key: NFC, white space collapsed.
  package private(set) var scalars: [UInt32] = []
  /// A hash for each case-folded token, ascending; the second `di` of a text has another hash than the
  /// first, so that the multiset is a set.
  package private(set) var tokens: [UInt64] = []
  /// The same for texts that differ only in case, only in numbers or only in punctuation; for others
  /// hardly ever.
  package private(set) var looseHash: UInt32 = 0

  private var rawTokens: [UInt64] = []

  package init() {}

  /// Reads a text in UTF-8.
  ///
  /// - Complexity: O(n) for n bytes.
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    if !readPlain(text) {
      readKey(TextForm.matchKey(of: String(decoding: text, as: UTF8.self)))
    }
    readTokens()
  }

  package mutating func read(_ text: String) {
    var text = text
    text.withUTF8 { read($0) }
  }

  /// Takes a match key that was packed.
  package mutating func read(key: [UInt32]) {
    scalars = key
    readTokens()
  }

  private mutating func readKey(_ key: String) {
    scalars.removeAll(keepingCapacity: true)
    for scalar in key.unicodeScalars { scalars.append(scalar.value) }
  }

  /// Reads a text whose scalars are all known to stay as they are in NFC; `false` where one is not.
  private mutating func readPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var isPlain = true
    // A buffer of its own for each text costs less than a check of an old one at each scalar.
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
        if Self.isCollapsible(scalar) {
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

  /// Whether a match key has a blank in the scalar's place: in ASCII without asking a table.
  @inline(__always)
  private static func isCollapsible(_ scalar: UInt32) -> Bool {
    if scalar < 0x85 { return scalar == 0x20 || scalar &- 0x09 < 5 }
    return Unicode.Scalar(scalar)!.isCollapsible
  }

  // MARK: Tokens

  private mutating func readTokens() {
    rawTokens.removeAll(keepingCapacity: true)
    var loose = LooseHash()
    let key = scalars
    key.withUnsafeBufferPointer { key in
      var index = 0
      while index < key.count {
        let start = index
        guard Self.isWord(key[start]) else {
          index += 1
          if key[start] != 0x20 { rawTokens.append(Self.markHash(key[start])) }
          continue
        }
        let looseBefore = loose
        var hash = Hash()
        while index < key.count, key[index] < 0x80, Self.isWord(key[index]) {
          let scalar = key[index] &- 0x41 < 26 ? key[index] | 0x20 : key[index]
          hash.add(scalar)
          loose.add(scalar, isDigit: scalar &- 0x30 < 10)
          index += 1
        }
        if index < key.count, key[index] >= 0x80, Self.isWord(key[index]) {
          // The word goes on beyond ASCII, and must be folded as a whole.
          while index < key.count, Self.isWord(key[index]) { index += 1 }
          loose = looseBefore
          hash = Self.hash(of: Self.folded(key[start..<index]), &loose)
        }
        rawTokens.append(hash.value)
      }
    }
    looseHash = UInt32(truncatingIfNeeded: loose.value >> 32)
    makeDistinct()
  }

  /// The hash of a folded word, whose scalars `loose` takes in too.
  private static func hash(of word: [UInt32], _ loose: inout LooseHash) -> Hash {
    var hash = Hash()
    for scalar in word {
      hash.add(scalar)
      loose.add(scalar, isDigit: isDigit(scalar))
    }
    return hash
  }

  /// Turns the tokens into a set: the k-th of several equal ones gets a hash of its own.
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
        var hash = Hash(token)
        hash.add(repetition)
        tokens.append(hash.value)
        isSorted = false
      }
    }
    if !isSorted { tokens.sort() }
  }

  private static func markHash(_ scalar: UInt32) -> UInt64 {
    var hash = Hash()
    if scalar < 0x80 {
      hash.add(scalar)
    } else {
      for part in folded(CollectionOfOne(scalar)) { hash.add(part) }
    }
    return hash.value
  }

  private static func folded(_ scalars: some Sequence<UInt32>) -> [UInt32] {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(Unicode.Scalar(scalar)!) }
    return TextForm.folded(String(text)).unicodeScalars.map(\.value)
  }

  @inline(__always)
  private static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      // Letters, digits and `_`, as `Token.isWordScalar` has them, without asking a table.
      return (scalar | 0x20) &- 0x61 < 26 || scalar &- 0x30 < 10 || scalar == 0x5F
    }
    return Token.isWordScalar(Unicode.Scalar(scalar)!)
  }

  @inline(__always)
  private static func isDigit(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar &- 0x30 < 10 }
    return Unicode.Scalar(scalar)!.properties.numericType == .decimal
  }

  /// A hash of a text's letters that takes each run of digits as one and the same.
  private struct LooseHash {
    private var hash = Hash()
    private var endsInNumber = false

    @inline(__always)
    mutating func add(_ scalar: UInt32, isDigit: Bool) {
      if !isDigit {
        hash.add(scalar)
      } else if !endsInNumber {
        hash.add(1)
      }
      endsInNumber = isDigit
    }

    var value: UInt64 { hash.value }
  }

  /// FNV-1a over scalars (http://www.isthe.com/chongo/tech/comp/fnv), with SplitMix64's finish, so
  /// that every bit of the hash can be used on its own.
  private struct Hash {
    private var state: UInt64

    init(_ seed: UInt64 = 0xCBF2_9CE4_8422_2325) { state = seed }

    @inline(__always)
    mutating func add(_ scalar: UInt32) {
      state = (state ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
    }

    var value: UInt64 {
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}

extension Sequence<UInt64> {
  /// How many hashes two ascending lists of distinct ones share.
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
