/// A word of a text as searches and terms compare it, with its place in the text.
///
/// It is a run of letters, marks, digits and `_`, as `Tokenizer` finds them, case-folded; ignorable
/// scalars such as soft hyphens do not count. In scripts that are written without blanks each letter is
/// a word, so that a search finds 苹果 wherever it stands, however a dictionary would divide the text.
package struct PlainWord: Hashable, Sendable {
  /// What stands between a word and the word before it.
  package enum Gap: Hashable, Sendable {
    /// Nothing.
    case none
    /// Only white space.
    case blank
    /// One hyphen.
    case hyphen
    /// One apostrophe.
    case apostrophe
    /// Other marks, or the beginning of the text.
    case other
  }

  /// The word in the form of `TextForm.wordForm`, in NFC.
  package var folded: String
  /// Its place in the text, in UTF-8 bytes.
  package var range: Range<Int>
  /// What stands before it.
  package var gap: Gap

  /// The words of a text, in order.
  ///
  ///     PlainWord.words(in: "Anak-anak").map(\.folded)  // ["anak", "anak"]
  package static func words(in text: String) -> [PlainWord] {
    var text = text
    return text.withUTF8(words(in:))
  }

  /// The words of a text in UTF-8, in order.
  ///
  /// - Complexity: O(n) for n bytes.
  package static func words(in text: UnsafeBufferPointer<UInt8>) -> [PlainWord] {
    var reader = Reader(text)
    reader.read()
    return reader.words
  }

  /// Reads the words of one text.
  private struct Reader {
    private(set) var words: [PlainWord] = []
    private let text: UnsafeBufferPointer<UInt8>
    private var gap = Gap.other
    private var start = 0
    /// Whether the word that is being read has scalars outside ASCII, or ignorable ones.
    private var isPlain = true
    private var isOpen = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
      self.text = text
      words.reserveCapacity(text.count / 6)
    }

    mutating func read() {
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte < 0x80 {
          if ScalarClass.isWord(UInt32(byte)) { open(at: index) } else { pass(UInt32(byte), index) }
          index += 1
        } else {
          let (scalar, length) = Self.scalar(of: text, at: index)
          if scalar.isUnspaced, ScalarClass.isWord(scalar.value) {
            close(at: index)
            open(at: index)
            isPlain = false
            close(at: index + length)
          } else if scalar.isIgnorable {
            if isOpen { isPlain = false }
          } else if ScalarClass.isWord(scalar.value) {
            open(at: index)
            isPlain = false
          } else {
            pass(scalar.value, index)
          }
          index += length
        }
      }
      close(at: text.count)
    }

    private mutating func open(at index: Int) {
      guard !isOpen else { return }
      (isOpen, isPlain, start) = (true, true, index)
    }

    /// Ends the word before a place, if one is open.
    private mutating func close(at end: Int) {
      guard isOpen else { return }
      let folded = isPlain ? plainWord(to: end) : foreignWord(to: end)
      words.append(PlainWord(folded: folded, range: start..<end, gap: gap))
      (isOpen, gap) = (false, .none)
    }

    /// Notes a scalar that belongs to no word.
    private mutating func pass(_ scalar: UInt32, _ index: Int) {
      close(at: index)
      let mark: Gap =
        if ScalarClass.isBlank(scalar) {
          .blank
        } else {
          switch scalar {
          case 0x2D, 0x2010, 0x2011: .hyphen
          case 0x27, 0x2019, 0x2BC: .apostrophe
          default: .other
          }
        }
      gap = gap == .none || (gap == .blank && mark == .blank) ? mark : .other
    }

    private func plainWord(to end: Int) -> String {
      String(unsafeUninitializedCapacity: end - start) { buffer in
        for index in start..<end {
          buffer[index - start] = UInt8(TextForm.foldedASCII(UInt32(text[index])))
        }
        return end - start
      }
    }

    private func foreignWord(to end: Int) -> String {
      let word = String(decoding: text[start..<end], as: UTF8.self)
      return ICUText.nfc(TextForm.wordForm(TextForm.withoutIgnorables(ICUText.nfc(word))))
    }

    /// The scalar at a place and its length in bytes. Ill-formed bytes are U+FFFD, one each.
    private static func scalar(
      of text: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (Unicode.Scalar, Int) {
      let first = text[index]
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
      guard length > 1, index + length <= text.count else { return ("\u{FFFD}", 1) }
      var value = UInt32(first) & (0x7F >> UInt32(length))
      for offset in 1..<length {
        guard text[index + offset] & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
        value = value << 6 | UInt32(text[index + offset] & 0x3F)
      }
      return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
  }
}
