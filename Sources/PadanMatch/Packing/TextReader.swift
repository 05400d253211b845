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
    scalars.removeAll(keepingCapacity: true)
    var hasBlank = false
    var index = 0
    while index < text.count {
      var scalar = UInt32(text[index])
      index += 1
      if scalar >= 0x80 {
        guard let (value, length) = Self.plainScalar(text, at: index - 1) else { return false }
        scalar = value
        index += length - 1
      }
      if scalar <= 0x20 || scalar >= 0x85, Unicode.Scalar(scalar)!.isCollapsible {
        hasBlank = true
        continue
      }
      if hasBlank, !scalars.isEmpty { scalars.append(0x20) }
      hasBlank = false
      scalars.append(scalar)
    }
    return true
  }

  /// A scalar of two or three bytes that NFC never changes: below U+0300 nothing composes with what
  /// stands before it, and neither do quotation marks, dashes and the euro sign.
  private static func plainScalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (UInt32, Int)? {
    let first = UInt32(text[index])
    if first >= 0xC2, first < 0xCC, index + 1 < text.count, text[index + 1] & 0xC0 == 0x80 {
      return ((first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F), 2)
    }
    guard first == 0xE2, index + 2 < text.count, text[index + 1] & 0xC0 == 0x80,
      text[index + 2] & 0xC0 == 0x80
    else { return nil }
    let value = 0x2000 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
    return (0x2010...0x2027).contains(value) || value == 0x20AC ? (value, 3) : nil
  }

  // MARK: Tokens

  private mutating func readTokens() {
    rawTokens.removeAll(keepingCapacity: true)
    var loose = Hash()
    var endsInNumber = false
    var index = 0
    while index < scalars.count {
      let start = index
      let isWord = Self.isWord(scalars[index])
      index += 1
      if !isWord {
        if scalars[start] == 0x20 { continue }
        rawTokens.append(Self.markHash(scalars[start]))
        continue
      }
      while index < scalars.count, Self.isWord(scalars[index]) { index += 1 }
      var hash = Hash()
      func add(_ scalar: UInt32, to loose: inout Hash) {
        hash.add(scalar)
        guard !Self.isDigit(scalar) else {
          if !endsInNumber { loose.add(1) }
          endsInNumber = true
          return
        }
        endsInNumber = false
        loose.add(scalar)
      }
      if scalars[start..<index].allSatisfy({ $0 < 0x80 }) {
        for scalar in scalars[start..<index] {
          add(scalar &- 0x41 < 26 ? scalar | 0x20 : scalar, to: &loose)
        }
      } else {
        for scalar in Self.folded(scalars[start..<index]) { add(scalar, to: &loose) }
      }
      rawTokens.append(hash.value)
    }
    looseHash = UInt32(truncatingIfNeeded: loose.value >> 32)
    makeDistinct()
  }

  /// Turns the tokens into a set: the k-th of several equal ones gets a hash of its own.
  private mutating func makeDistinct() {
    rawTokens.sort()
    tokens.removeAll(keepingCapacity: true)
    var repetition: UInt32 = 0
    for (index, token) in rawTokens.enumerated() {
      repetition = index > 0 && rawTokens[index - 1] == token ? repetition + 1 : 0
      if repetition == 0 {
        tokens.append(token)
      } else {
        var hash = Hash(token)
        hash.add(repetition)
        tokens.append(hash.value)
      }
    }
    tokens.sort()
  }

  private static func markHash(_ scalar: UInt32) -> UInt64 {
    var hash = Hash()
    if scalar < 0x80 {
      hash.add(scalar)
    } else {
      for part in folded([scalar]) { hash.add(part) }
    }
    return hash.value
  }

  private static func folded(_ scalars: ArraySlice<UInt32>) -> [UInt32] {
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
