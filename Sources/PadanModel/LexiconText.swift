/// The entries of a lexicon as they stand in its text: an index finds their words, and an entry is
/// read when it is asked for.
///
/// To read thousands of entries takes longer than most commands need for all else.
///
/// A line is a headword, a tab and its translations, separated by commas. There is no third column, and
/// a line that begins with `#` is a comment. All is case-folded but for capitals of ASCII, with single
/// blanks inside a phrase, and none behind it.
struct LexiconText: Sendable {
  /// One side of the entries.
  private enum Side {
    case headwords, translations
  }

  /// A word of a line.
  private struct Word {
    /// Where it begins, in bytes.
    var start: Int
    /// Where it ends, in bytes.
    var end: Int
    /// Where its line begins, in bytes.
    var line: Int
    /// The hash of its bytes, case-folded.
    var hash: UInt64
  }

  private let bytes: [UInt8]
  /// The side whose words can be looked up.
  private let side: Side
  /// The words of that side, in the order of the text.
  private var words: [Word] = []
  /// For each value of the hash's lowest bits, the position of the last word with it, or -1.
  private var last: [Int32] = []
  /// For each word, the position of the word before it with the same bits of the hash, or -1.
  private var previous: [Int32] = []
  /// The number of different words.
  private(set) var count = 0
  /// The words with a blank or a hyphen, in the order of the text; some twice.
  private(set) var compounds: [String] = []

  /// The entries of a text in UTF-8.
  ///
  /// - Complexity: O(n) for n bytes.
  init(_ text: [UInt8]) {
    self.init(text, side: .headwords)
  }

  private init(_ bytes: [UInt8], side: Side) {
    self.bytes = bytes
    self.side = side
    (words, compounds) = Self.words(of: bytes, on: side)
    var size = 1
    while size < 2 * words.count { size *= 2 }
    last = Array(repeating: -1, count: size)
    previous = Array(repeating: -1, count: words.count)
    for position in words.indices {
      let bucket = Int(words[position].hash & UInt64(size - 1))
      var other = Int(last[bucket])
      while other >= 0, !isSame(words[position], words[other]) { other = Int(previous[other]) }
      if other < 0 { count += 1 }
      previous[position] = last[bucket]
      last[bucket] = Int32(position)
    }
  }

  /// The entries with their sides exchanged: each translation is a headword.
  ///
  /// - Complexity: O(n) for n bytes.
  func reversed() -> LexiconText {
    LexiconText(bytes, side: side == .headwords ? .translations : .headwords)
  }

  /// The headwords, in the order of the text; some twice.
  var headwords: [String] { words.map(text) }

  /// The translations of a headword; `nil` if it is none.
  ///
  /// Those of a reversed text are sorted, as none is better than another.
  func translations(of headword: String) -> [Lexicon.Translation]? {
    let found = positions(of: headword)
    guard !found.isEmpty else { return nil }
    var texts: [String] = []
    for position in found {
      for text in otherSide(of: words[position]) where !texts.contains(text) { texts.append(text) }
    }
    if side == .translations { texts.sort() }
    return texts.map { Lexicon.Translation($0) }
  }

  /// Whether a text is a headword.
  func contains(_ headword: String) -> Bool { !positions(of: headword).isEmpty }

  // MARK: Reading

  /// The words of a side, and those of them that have a blank or a hyphen.
  private static func words(
    of bytes: [UInt8], on side: Side
  ) -> (words: [Word], compounds: [String]) {
    var (words, compounds): ([Word], [String]) = ([], [])
    words.reserveCapacity(bytes.count / 16)
    let text = bytes.span
    var (line, start) = (0, 0)
    var column = Side.headwords
    var (isComment, isCompound) = (false, false)
    var hash = StableHash()
    for offset in 0...text.count {
      let byte = offset < text.count ? text[offset] : 0x0A
      switch byte {
      case UInt8(ascii: "#") where offset == line: isComment = true
      // The condition is the comma's: in a headword it is a mark like any other.
      case 0x0A, 0x09,
        UInt8(ascii: ",") where column == .translations:
        if column == side, !isComment, offset > start {
          words.append(Word(start: start, end: offset, line: line, hash: hash.mixed))
          if isCompound { compounds.append(self.text(bytes[start..<offset])) }
        }
        (start, hash, isCompound) = (offset + 1, StableHash(), false)
        if byte == 0x09 { column = .translations }
        if byte == 0x0A { (line, column, isComment) = (start, .headwords, false) }
      case 0x20 where offset == start: start += 1
      case _ where column != side: break
      default:
        if byte == 0x20 || byte == UInt8(ascii: "-") { isCompound = true }
        hash.add(folded(byte))
      }
    }
    return (words, compounds)
  }

  /// The words of a word's line that are on the other side.
  private func otherSide(of word: Word) -> [String] {
    let line = bytes[word.line...].prefix { $0 != 0x0A }
    let tab = line.firstIndex(of: 0x09) ?? line.endIndex
    guard side == .headwords else { return [Self.text(line[..<tab])] }
    return line[tab...].dropFirst().split(separator: UInt8(ascii: ",")).map { word in
      Self.text(word.drop { $0 == 0x20 })
    }
  }

  private func text(_ word: Word) -> String { Self.text(bytes[word.start..<word.end]) }

  private static func text(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.map(folded), as: UTF8.self)
  }

  /// A byte of a capital of ASCII as that of its small letter; any other as it is.
  private static func folded(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }

  // MARK: Looking up

  /// The positions of the words that are a text, in the order of the text.
  private func positions(of text: String) -> [Int] {
    var hash = StableHash()
    for byte in text.utf8 { hash.add(byte) }
    var positions: [Int] = []
    var position = Int(last[Int(hash.mixed & UInt64(last.count - 1))])
    while position >= 0 {
      let word = words[position]
      if word.hash == hash.mixed,
        text.utf8.elementsEqual(bytes[word.start..<word.end].lazy.map(Self.folded))
      {
        positions.append(position)
      }
      position = Int(previous[position])
    }
    return positions.reversed()
  }

  /// Whether two words are the same text.
  private func isSame(_ word: Word, _ other: Word) -> Bool {
    word.hash == other.hash && word.end - word.start == other.end - other.start
      && zip(bytes[word.start..<word.end], bytes[other.start..<other.end]).allSatisfy {
        Self.folded($0) == Self.folded($1)
      }
  }
}
