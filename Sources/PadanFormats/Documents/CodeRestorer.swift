import PadanModel

/// Sees to it that a translated segment holds the codes it must have, as its file writes them.
///
/// A translation may move the codes of its source, and leave out a pair. What it must not lose is put
/// back: half of a pair whose other half is in another segment, and a code on its own, such as an
/// image. Codes that the source does not have are left out.
struct CodeRestorer {
  private struct Name: Hashable {
    var number: String?
    var side: InlineCode.Form

    init(_ code: InlineCode) {
      side = code.side
      number = code["i"] ?? code["x"]
    }
  }

  private let owned: [InlineCode]

  /// Takes the codes of the source segment.
  init(_ owned: [InlineCode]) { self.owned = owned }

  /// The codes of a translation, with their native markup.
  func codes(for translation: SegmentTranslation) -> [InlineCode] {
    let codes = Dictionary(owned.map { (Name($0), $0) }, uniquingKeysWith: { first, _ in first })
    var met: Set<Name> = []
    var placed: [InlineCode] = []
    for code in translation.codes {
      guard var native = codes[Name(code)], met.insert(Name(code)).inserted else { continue }
      native.offset = code.offset
      placed.append(native)
    }
    let kept = placed.filter { !isBroken($0, in: placed) }
    let lost = owned.filter { !met.contains(Name($0)) && !isPaired($0) }
    let count = translation.text.unicodeScalars.count
    return lost.filter { $0.side == .closing }.map { $0.at(0) } + kept
      + lost.filter { $0.side != .closing }.map { $0.at(count) }
  }

  /// Whether the segment holds both halves of a code's pair.
  private func isPaired(_ code: InlineCode) -> Bool {
    code.side != .whole
      && owned.count { $0.side != .whole && Name($0).number == Name(code).number } == 2
  }

  /// Whether a translation has but one half of a pair, or the end before the beginning.
  private func isBroken(_ code: InlineCode, in placed: [InlineCode]) -> Bool {
    guard isPaired(code) else { return false }
    let pair = placed.filter { $0.side != .whole && Name($0).number == Name(code).number }
    return pair.map(\.side) != [.opening, .closing]
  }
}

extension InlineCode {
  fileprivate func at(_ offset: Int) -> InlineCode {
    var code = self
    code.offset = offset
    return code
  }
}
