import PadanMemory
import PadanModel

/// Puts the codes of a segment where the stored translation has those of the stored source.
///
/// That is sure only if the segment has the same codes as the stored source: as many, of the same sides,
/// in the same order; and if the stored translation has each of these once. In a repaired translation they stand
/// where they stood, around or beside what was replaced.
struct CodeTransfer {
  private let source: [InlineCode]
  private let target: [InlineCode]
  private let text: String
  private let repair: TranslationPair.Repair?

  /// A transfer by the codes of a match.
  init(_ match: Match) {
    source = match.source.codes
    target = match.target.codes
    text = match.target.text
    repair = match.repair
  }

  /// What a code has in common with its counterpart in the other language.
  private struct Name: Hashable {
    var side: InlineCode.Form
    var number: String?
    /// The name of a tag, without its attributes, which may differ: `<a`.
    var tag: String

    init(_ code: InlineCode) {
      side = code.side
      number = code["i"] ?? code["x"]
      tag = code.tagName
    }
  }

  /// The codes of the translation, by ascending offset; `nil` if it is not sure where they stand.
  ///
  /// - Parameter codes: The codes of the segment, in order.
  func placed(_ codes: [InlineCode]) -> [InlineCode]? {
    guard codes.count == source.count, zip(codes, source).allSatisfy({ $0.side == $1.side }),
      target.count == source.count
    else { return nil }
    var own: [Name: InlineCode] = [:]
    for (code, stored) in zip(codes, source) {
      guard own.updateValue(code, forKey: Name(stored)) == nil else { return nil }
    }
    var placed: [InlineCode] = []
    for stored in target {
      guard var code = own.removeValue(forKey: Name(stored)) else { return nil }
      guard let offset = moved(stored.offset) else { return nil }
      code.offset = offset
      placed.append(code)
    }
    return placed
  }

  /// An offset in the scalars of the stored translation as one in the repaired translation; `nil` if it stands
  /// within what was replaced.
  private func moved(_ offset: Int) -> Int? {
    guard let repair else { return offset }
    let new = repair.text.utf8
    func count(_ bytes: Range<Int>) -> Int {
      new.dropFirst(bytes.lowerBound).prefix(bytes.count).count { $0 & 0xC0 != 0x80 }
    }
    var shift = 0
    for span in repair.spans {
      let start = count(0..<span.range.lowerBound) - shift
      let (old, length) = (span.target.old.unicodeScalars.count, count(span.range))
      // Where nothing took the place of words, a blank went with them.
      guard length > 0 || old == 0 else { return nil }
      if offset <= start { break }
      guard offset >= start + old else { return nil }
      shift += length - old
    }
    let scalars = text.unicodeScalars.count
    return offset == scalars ? repair.text.unicodeScalars.count : offset + shift
  }
}
