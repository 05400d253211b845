import Testing

@testable import PadanText

struct ScalarClassTests {
  /// All scalars for which two rules disagree, in hexadecimal.
  private func disagreements(
    _ a: (UInt32) -> Bool, _ b: (Unicode.Scalar) -> Bool
  ) -> [String] {
    (0...0x10FFFF as ClosedRange<UInt32>).compactMap { value in
      guard let scalar = Unicode.Scalar(value), a(value) != b(scalar) else { return nil }
      return String(value, radix: 16)
    }
  }

  @Test func `a word is letters, marks, digits and low lines`() {
    let rule = { (scalar: Unicode.Scalar) in
      scalar == "_"
        || [
          .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
          .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber,
        ].contains(scalar.properties.generalCategory)
    }
    #expect(disagreements(ScalarClass.isWord, rule) == [])
  }

  @Test func `a digit is what stands for one in a decimal number`() {
    #expect(
      disagreements(ScalarClass.isDigit) { $0.properties.numericType == .decimal } == [])
  }

  @Test func `blank is white space and the byte order mark`() {
    let rule = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar == "\u{FEFF}"
    }
    #expect(disagreements(ScalarClass.isBlank, rule) == [])
  }

  @Test func `ASCII is folded as every other text`() {
    for value in 0..<0x80 as Range<UInt32> {
      let folded = TextForm.folded(String(Unicode.Scalar(UInt8(value))))
      #expect(folded.unicodeScalars.map(\.value) == [TextForm.foldedASCII(value)])
    }
  }
}
