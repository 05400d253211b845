import PadanModel

/// Puts the pairs of codes of a segment around the words of its translation that translate the words
/// which they stand around.
///
/// A pair around the whole segment stands around the whole translation. Nothing is guessed: a pair is
/// left out where none of its words has a link, and where the words of its translation stand among
/// others'.
struct CodePlacement {
  private let source: String
  private let target: String
  private let links: [WordLink]

  /// - Parameter links: The links between the words of both texts.
  init(_ source: String, _ target: String, links: [WordLink]) {
    self.source = source
    self.target = target
    self.links = links
  }

  /// The codes of the translation, by ascending offset in its Unicode scalars.
  ///
  /// - Parameter codes: The codes of the source, in order; what is not a pair is left out.
  func placed(_ codes: [InlineCode]) -> [InlineCode] {
    var places: [(code: InlineCode, order: Int)] = []
    var hulls: [Range<Int>] = []
    for (index, code) in codes.enumerated() where code.form == .opening || code.element == "bpt" {
      guard
        let end = codes[(index + 1)...].firstIndex(where: {
          $0["i"] == code["i"] && ($0.form == .closing || $0.element == "ept")
        }), let hull = hull(of: code.offset..<codes[end].offset),
        hulls.allSatisfy({ !$0.crosses(hull) })
      else { continue }
      hulls.append(hull)
      var (opening, closing) = (code, codes[end])
      (opening.offset, closing.offset) = (hull.lowerBound, hull.upperBound)
      places += [(opening, codes.count + index), (closing, end)]
    }
    // Where one pair ends and the next begins, the end comes first.
    return places.sorted { ($0.code.offset, $0.order) < ($1.code.offset, $1.order) }.map(\.code)
  }

  /// The scalars of the target that translate these scalars of the source; `nil` if that is not clear.
  private func hull(of range: Range<Int>) -> Range<Int>? {
    let source = source.bytes(ofScalars: range)
    guard !source.isEmpty else { return nil }
    let outside = links.filter { !source.contains($0.source.range) }
    let inside = links.filter { source.contains($0.source.range) }
    let size = self.source.utf8.count
    if source == 0..<size { return 0..<target.unicodeScalars.count }
    guard let start = inside.map(\.target.range.lowerBound).min(),
      let end = inside.map(\.target.range.upperBound).max(),
      !outside.contains(where: { $0.target.range.overlaps(start..<end) })
    else { return nil }
    return target.scalars(ofBytes: start..<end)
  }
}

extension Range<Int> {
  /// Whether both ranges share a part, and neither holds the other.
  fileprivate func crosses(_ other: Range<Int>) -> Bool {
    overlaps(other) && !contains(other) && !other.contains(self)
  }
}

extension String {
  /// The UTF-8 bytes of a range of scalars.
  fileprivate func bytes(ofScalars range: Range<Int>) -> Range<Int> {
    func offset(_ count: Int) -> Int {
      unicodeScalars.prefix(count).reduce(0) { $0 + UTF8.width($1) }
    }
    return offset(range.lowerBound)..<offset(range.upperBound)
  }

  /// The scalars of a range of UTF-8 bytes that begins and ends with a scalar.
  fileprivate func scalars(ofBytes range: Range<Int>) -> Range<Int> {
    func count(_ bytes: Int) -> Int { utf8.prefix(bytes).count { $0 & 0xC0 != 0x80 } }
    return count(range.lowerBound)..<count(range.upperBound)
  }
}
