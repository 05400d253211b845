import PadanModel

/// Puts the codes of a segment where the words of its translation stand that are linked to the words
/// around which, or beside which, they stand.
///
/// A pair around the whole segment stands around the whole translation, and a code at an end at that
/// end. Nothing is guessed: a pair is left out where none of its words has a link, and where the words
/// of its translation stand among others'; a code on its own, such as an image, where neither the word
/// behind it nor that before it has a link.
struct CodePlacement {
  private let links: [WordLink]
  /// The UTF-8 bytes at which the scalars of the source begin, and its end.
  private let sourceOffsets: [Int]
  private let targetOffsets: [Int]
  private let source, target: [Unicode.Scalar]

  /// - Parameter links: The links between the words of both texts.
  init(_ source: String, _ target: String, links: [WordLink]) {
    self.links = links
    self.source = Array(source.unicodeScalars)
    self.target = Array(target.unicodeScalars)
    sourceOffsets = Self.offsets(of: source)
    targetOffsets = Self.offsets(of: target)
  }

  private static func offsets(of text: String) -> [Int] {
    text.unicodeScalars.reduce(into: [0]) { $0.append($0.last! + UTF8.width($1)) }
  }

  /// The translation, and its codes by ascending offset in its Unicode scalars. A code on its own that stands
  /// between blanks in the source has blanks around it there, too.
  ///
  /// - Parameter codes: The codes of the source, in order; half of a pair is left out.
  func placed(_ codes: [InlineCode]) -> (text: String, codes: [InlineCode]) {
    var closings: [String: Int] = [:]
    for (index, code) in codes.enumerated() where code.side == .closing {
      if let number = code["i"] { closings[number] = index }
    }
    var places: [(code: InlineCode, order: Int, isFree: Bool)] = []
    var hulls: [Range<Int>] = []
    for (index, code) in codes.enumerated() where code.side == .opening {
      guard let end = code["i"].flatMap({ closings[$0] }), end > index,
        let hull = hull(of: code.offset..<codes[end].offset),
        hulls.allSatisfy({ !$0.crosses(hull) })
      else { continue }
      hulls.append(hull)
      var (opening, closing) = (code, codes[end])
      (opening.offset, closing.offset) = (hull.lowerBound, hull.upperBound)
      places += [(opening, codes.count + index, false), (closing, end, false)]
    }
    for (index, code) in codes.enumerated() where code.side == .whole {
      guard let place = place(of: code.offset) else { continue }
      var placed = code
      placed.offset = place
      places.append((placed, codes.count + index, isFree(code.offset)))
    }
    // Where one pair ends and the next begins, the end comes first.
    places.sort { ($0.code.offset, $0.order) < ($1.code.offset, $1.order) }
    return withBlanks(places.map { ($0.code, $0.isFree) })
  }

  /// Whether a code at an offset of the source has blanks or the ends of the text on both sides.
  private func isFree(_ offset: Int) -> Bool {
    guard 0...source.count ~= offset else { return false }
    return (offset == 0 || source[offset - 1].properties.isWhitespace)
      && (offset == source.count || source[offset].properties.isWhitespace)
  }

  /// The translation with a blank between each free code and a letter beside it, in scripts that have blanks.
  private func withBlanks(
    _ codes: [(code: InlineCode, isFree: Bool)]
  ) -> (text: String, codes: [InlineCode]) {
    var text = String.UnicodeScalarView()
    var placed: [InlineCode] = []
    var start = 0
    func needsBlank(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar else { return false }
      return scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
    }
    for (code, isFree) in codes {
      text.append(contentsOf: target[start..<code.offset])
      start = code.offset
      if isFree, needsBlank(text.last) { text.append(" ") }
      var code = code
      code.offset = text.count
      placed.append(code)
      if isFree, start < target.count, needsBlank(target[start]) { text.append(" ") }
    }
    text.append(contentsOf: target[start...])
    return (String(text), placed)
  }

  /// The offset of a code on its own in the scalars of the target: before the word that translates the
  /// word behind it, or behind the one that translates the word before it; `nil` if that is not clear.
  private func place(of offset: Int) -> Int? {
    guard offset > 0 else { return 0 }
    guard offset < sourceOffsets.count - 1 else { return targetOffsets.count - 1 }
    let byte = sourceOffsets[offset]
    // A word within this many bytes is beside the code: a blank and a mark.
    let behind = links.lazy.filter { byte...byte + 2 ~= $0.source.range.lowerBound }
      .min { $0.source.range.lowerBound < $1.source.range.lowerBound }
    if let behind { return targetOffsets.firstIndex(of: behind.target.range.lowerBound) }
    let before = links.lazy.filter { byte - 2...byte ~= $0.source.range.upperBound }
      .max { $0.source.range.upperBound < $1.source.range.upperBound }
    return before.flatMap { targetOffsets.firstIndex(of: $0.target.range.upperBound) }
  }

  /// The scalars of the target that translate these scalars of the source; `nil` if that is not clear.
  private func hull(of range: Range<Int>) -> Range<Int>? {
    guard range.upperBound < sourceOffsets.count, !range.isEmpty else { return nil }
    if range == 0..<sourceOffsets.count - 1 { return 0..<targetOffsets.count - 1 }
    let bytes = sourceOffsets[range.lowerBound]..<sourceOffsets[range.upperBound]
    var inside: Range<Int>?
    for link in links where bytes.contains(link.source.range) {
      let word = link.target.range
      inside =
        inside.map {
          min($0.lowerBound, word.lowerBound)..<max($0.upperBound, word.upperBound)
        } ?? word
    }
    guard let inside,
      !links.contains(where: {
        !bytes.contains($0.source.range) && $0.target.range.overlaps(inside)
      }), let start = targetOffsets.firstIndex(of: inside.lowerBound),
      let end = targetOffsets.firstIndex(of: inside.upperBound)
    else { return nil }
    return start..<end
  }
}

extension Range<Int> {
  /// Whether both ranges share a part, and neither holds the other.
  fileprivate func crosses(_ other: Range<Int>) -> Bool {
    overlaps(other) && !contains(other) && !other.contains(self)
  }
}
