import PadanText

/// A text prepared for comparison: its match key and what can be folded in it.
package struct MatchText: Sendable {
  /// The match key as Unicode scalars: NFC without ignorable scalars, white space collapsed.
  package let scalars: [UInt32]
  /// The folds that change the text.
  let foldable: Folds
  /// How many numbers it has.
  let numberCount: Int
  /// Whether it has a letter, so that its numbers are not all that it says.
  private let hasWords: Bool
  /// Whether codes are written in it (`WrittenCodes`).
  package var hasCodes: Bool { WrittenCodes.areIn(scalars) }

  /// Stands for a number, or for a digit of one: a scalar that no match key has.
  private static let numberSign: UInt32 = 0x0A

  /// Prepares a text.
  ///
  /// - Complexity: O(n) for n scalars.
  package init(_ text: String) {
    self.init(key: TextForm.matchKey(of: text).unicodeScalars.map(\.value))
  }

  /// Prepares a text whose match key is known.
  ///
  /// - Complexity: O(n) for n scalars.
  package init(key scalars: [UInt32]) {
    self.scalars = scalars
    var foldable: Folds = []
    var numberCount = 0
    var hasWords = false
    var folded: [UInt32] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if ScalarClass.isDigit(scalar) {
        numberCount += 1
        index = Self.endOfNumber(in: scalars, from: index)
        continue
      }
      index += 1
      if ScalarClass.isPunctuation(scalar) {
        foldable.insert(.punctuation)
      } else if ScalarClass.isWord(scalar) {
        hasWords = true
      }
      if scalar < 0x80 {
        if TextForm.foldedASCII(scalar) != scalar { foldable.insert(.letterCase) }
      } else if !foldable.contains(.letterCase) {
        folded.removeAll(keepingCapacity: true)
        TextForm.appendFolded(scalar, to: &folded)
        if folded != [scalar] { foldable.insert(.letterCase) }
      }
    }
    if numberCount > 0 { foldable.insert(.numbers) }
    self.foldable = foldable
    self.numberCount = numberCount
    self.hasWords = hasWords
  }

  /// The text without the codes that are written in it; itself if it has none, and `nil` if nothing is
  /// left of it.
  ///
  /// - Complexity: O(n) for n scalars.
  package func bare() -> MatchText? {
    guard hasCodes else { return self }
    let rest = WrittenCodes.bare(scalars)
    return rest.isEmpty ? nil : MatchText(key: rest)
  }

  /// The text as it is written and, if codes are written in it, what is left without them.
  package var forms: [MatchText] {
    guard hasCodes, let bare = bare() else { return [self] }
    return [self, bare]
  }

  /// The position in `forms` of the text without codes; `nil` if nothing is left without them.
  package var bareForm: Int? { hasCodes ? forms.indices.dropFirst().first : 0 }

  /// The match key after some folds.
  ///
  /// - Complexity: O(n) for n scalars.
  func folded(_ folds: Folds) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    var hasBlank = false
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if folds.contains(.punctuation), scalar == 0x20 || ScalarClass.isPunctuation(scalar) {
        hasBlank = !result.isEmpty
        index += 1
        continue
      }
      if hasBlank { result.append(0x20) }
      hasBlank = false
      if ScalarClass.isDigit(scalar) {
        let end = Self.endOfNumber(in: scalars, from: index)
        append(number: scalars[index..<end], folds, to: &result)
        index = end
      } else {
        if folds.contains(.letterCase) {
          TextForm.appendFolded(scalar, to: &result)
        } else {
          result.append(scalar)
        }
        index += 1
      }
    }
    return result
  }

  private func append(number: ArraySlice<UInt32>, _ folds: Folds, to result: inout [UInt32]) {
    if !folds.contains(.numbers) {
      result.append(contentsOf: number)
    } else if hasWords {
      result.append(Self.numberSign)
    } else {
      for scalar in number {
        result.append(ScalarClass.isDigit(scalar) ? Self.numberSign : scalar)
      }
    }
  }

  /// The position behind the number that begins at a position.
  private static func endOfNumber(in scalars: [UInt32], from start: Int) -> Int {
    var end = start + 1
    while end < scalars.count {
      if ScalarClass.isDigit(scalars[end]) {
        end += 1
      } else if ScalarClass.isNumberMark(scalars[end]), end + 1 < scalars.count,
        ScalarClass.isDigit(scalars[end + 1])
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }
}
