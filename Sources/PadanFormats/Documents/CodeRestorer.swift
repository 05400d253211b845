import PadanModel

/// Gives a translated segment the inline codes that its file needs.
///
/// A translation may move the codes of its source, and may leave out a whole pair. It must keep
/// every other code: a code on its own, such as an image, and half of a pair whose other half is in
/// another segment. If one is missing, it is added at an end of the segment. Codes that the source
/// does not have are left out.
struct CodeRestorer {
  /// What identifies a code in a segment.
  private struct Name: Hashable {
    /// Its `i` or `x`.
    var number: String?
    /// Whether it is whole, or which half of a pair it is.
    var side: InlineCode.Form

    /// The name of a code.
    init(_ code: InlineCode) {
      side = code.side
      number = code["i"] ?? code["x"]
    }
  }

  /// The codes of the source segment, with native markup.
  private let owned: [InlineCode]
  /// For each number, how many halves of a pair with it the source segment has.
  private let halves: [String?: Int]

  /// A restorer for a translation of a segment with these codes.
  init(_ owned: [InlineCode]) {
    self.owned = owned
    halves = owned.lazy.filter { $0.side != .whole }
      .reduce(into: [:]) { $0[Name($1).number, default: 0] += 1 }
  }

  /// The codes of a translation, with native markup and by ascending offset.
  ///
  /// Missing closing halves come first, and all other missing codes last.
  func codes(for translation: SegmentTranslation) -> [InlineCode] {
    let codes = Dictionary(owned.map { (Name($0), $0) }, uniquingKeysWith: { first, _ in first })
    var met: Set<Name> = []
    var placed: [InlineCode] = []
    for code in translation.codes {
      guard var native = codes[Name(code)], met.insert(Name(code)).inserted else { continue }
      native.offset = code.offset
      placed.append(native)
    }
    let sides = Dictionary(grouping: placed.filter { $0.side != .whole }) { Name($0).number }
      .mapValues { $0.map(\.side) }
    // A pair that is incomplete, or in the wrong order, is left out.
    let kept = placed.filter {
      !isPaired($0) || sides[Name($0).number] == [.opening, .closing]
    }
    let lost = owned.filter { !met.contains(Name($0)) && !isPaired($0) }
    let count = translation.text.unicodeScalars.count
    return lost.filter { $0.side == .closing }.map { $0.at(0) } + kept
      + lost.filter { $0.side != .closing }.map { $0.at(count) }
  }

  /// Whether the source segment holds both halves of a code's pair.
  private func isPaired(_ code: InlineCode) -> Bool {
    code.side != .whole && halves[Name(code).number] == 2
  }
}

extension InlineCode {
  /// The code with another offset, in Unicode scalars.
  fileprivate func at(_ offset: Int) -> InlineCode {
    var code = self
    code.offset = offset
    return code
  }
}
