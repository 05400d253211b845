import PadanModel
import PadanText

/// A text as the placement of codes sees it: scalars, words and values.
struct CodedSide {
  let scalars: [Unicode.Scalar]
  /// The runs of letters and digits.
  let words: [Range<Int>]
  /// The values, each with what two of them must have in common to be the same.
  let values: [(range: Range<Int>, key: [String])]
  private let smallWords: Set<String>
  /// The UTF-8 bytes at which the scalars begin, and the end.
  private let offsets: [Int]

  init(_ text: String, _ language: CodePlacement.Language) {
    let scalars = Array(text.unicodeScalars)
    self.scalars = scalars
    let offsets = scalars.reduce(into: [0]) { $0.append($0.last! + UTF8.width($1)) }
    self.offsets = offsets
    words = scalars.indices.split { !Self.isWord(scalars[$0]) }
    let pieces = TextPiece.pieces(of: text)
    values = language.values.values(in: pieces).compactMap { value in
      let bytes =
        pieces[value.pieces.lowerBound].range
        .lowerBound..<pieces[value.pieces.upperBound - 1].range.upperBound
      guard let range = Self.range(of: bytes, in: offsets) else { return nil }
      return (range, value.parts.map { "\($0.field.rawValue) \($0.value)" }.sorted())
    }
    smallWords = language.smallWords
  }

  var count: Int { scalars.count }

  /// The words of which no scalar stands in one of these ranges.
  ///
  /// - Complexity: O(n) for n scalars and those of the ranges.
  func words(without ranges: [Range<Int>]) -> [Range<Int>] {
    var isTaken = Array(repeating: false, count: count)
    for place in ranges.joined() { isTaken[place] = true }
    return words.filter { !isTaken[$0].contains(true) }
  }

  /// The scalars of some bytes; `nil` if the bytes do not begin and end with one.
  func scalars(of bytes: Range<Int>) -> Range<Int>? { Self.range(of: bytes, in: offsets) }

  private static func range(of bytes: Range<Int>, in offsets: [Int]) -> Range<Int>? {
    func index(_ offset: Int) -> Int? {
      let index = offsets.partitioningIndex { $0 >= offset }
      return index < offsets.count && offsets[index] == offset ? index : nil
    }
    guard let start = index(bytes.lowerBound), let end = index(bytes.upperBound) else { return nil }
    return start..<end
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// A mark, with a plain form for quotation marks.
  static func plainMark(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "“", "”", "„", "«", "»": "\""
    case "‘", "’": "'"
    default: scalar
    }
  }

  /// Whether a blank or an end of the text is at an offset.
  func isBlank(at offset: Int) -> Bool {
    !scalars.indices.contains(offset) || scalars[offset].properties.isWhitespace
  }

  func isDigit(at offset: Int) -> Bool {
    scalars.indices.contains(offset) && scalars[offset].properties.numericType == .decimal
  }

  /// Whether a sign of a currency or per cent stands at an offset.
  func isAmountSign(at offset: Int) -> Bool {
    scalars.indices.contains(offset) && Self.isAmountSign(scalars[offset])
  }

  /// Whether a scalar is the sign of a currency, or per cent.
  static func isAmountSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .currencySymbol || ["%", "‰"].contains(scalar)
  }

  /// Whether no word goes on across an offset.
  func isBoundary(_ offset: Int) -> Bool {
    guard offset > 0, offset < count else { return true }
    return !Self.isWord(scalars[offset - 1]) || !Self.isWord(scalars[offset])
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first(where: { !isBlank(at: $0) }),
      let last = range.last(where: { !isBlank(at: $0) })
    else { return range }
    return first..<last + 1
  }

  /// The places of a text, none of which overlaps another.
  ///
  /// - Parameter boundaries: Whether a word may not go on before and behind it.
  func places(
    of text: ArraySlice<Unicode.Scalar>, boundaries: (start: Bool, end: Bool)
  ) -> [Range<Int>] {
    guard let first = text.first, text.count <= count else { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while start + text.count <= count {
      let end = start + text.count
      if scalars[start] == first, scalars[start..<end].elementsEqual(text),
        !boundaries.start || isBoundary(start), !boundaries.end || isBoundary(end)
      {
        places.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return places
  }

  func folded(_ word: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[word])
    return TextForm.folded(String(text))
  }

  /// Whether a word turns the meaning of others and needs no translation of its own.
  func isSmallWord(_ word: Range<Int>) -> Bool { smallWords.contains(folded(word)) }

  /// How many words and amount signs stand in a range.
  func tokenCount(in range: Range<Int>) -> Int {
    words.count { range.contains($0) } + range.count { isAmountSign(at: $0) }
  }

  /// Whether a word stands directly beside a range, with at most a blank between them.
  func isBeside(_ word: Range<Int>, _ range: Range<Int>) -> Bool {
    let gap =
      word.upperBound <= range.lowerBound
      ? word.upperBound..<range.lowerBound
      : range.upperBound..<max(range.upperBound, word.lowerBound)
    return !word.overlaps(range) && gap.count <= 1 && gap.allSatisfy { isBlank(at: $0) }
  }
}
