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

  @Test func `plain letters are letters that NFC leaves as they are`() {
    // What follows the first scalar of a decomposition may compose with the scalar before it.
    let scalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
    let composing = Set(scalars.flatMap { ICUText.nfd(String($0)).unicodeScalars.dropFirst() })
    let plain = scalars.filter { ScalarClass.isPlainLetter($0.value) }
    let faults = plain.filter { scalar in
      let properties = scalar.properties
      return !properties.isAlphabetic || properties.numericType == .decimal
        || properties.isDefaultIgnorableCodePoint || composing.contains(scalar)
        || properties.canonicalCombiningClass != .notReordered
        || Array(ICUText.nfc(String(scalar)).unicodeScalars) != [scalar]
    }
    #expect(faults == [])
    #expect(plain.count > 30_000)
  }

  @Test func `a scalar is folded as every text that has it`() {
    let faults = (0...0x10FFFF as ClosedRange<UInt32>).filter { value in
      guard let scalar = Unicode.Scalar(value), let folded = TextForm.foldedScalar(value) else {
        return false
      }
      return TextForm.folded(String(scalar)).unicodeScalars.map(\.value) != [folded]
    }
    #expect(faults == [])
  }
}
