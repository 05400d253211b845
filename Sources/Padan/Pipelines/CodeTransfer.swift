import PadanMemory
import PadanModel

/// Puts the codes of a segment where the stored translation has those of the stored source.
///
/// That is sure only if the segment has the same codes as the stored source: as many, of the same sides,
/// in the same order; and if the stored translation has each of these once.
struct CodeTransfer {
  private let source: [InlineCode]
  private let target: [InlineCode]

  /// A transfer by the codes of a match.
  init(_ match: Match) {
    source = match.source.codes
    target = match.target.codes
  }

  /// What a code has in common with its counterpart in the other language.
  private struct Name: Hashable {
    var side: InlineCode.Form
    var number: String?
    /// The name of a tag, without its attributes, which may differ: `<a`.
    var tag: Substring

    init(_ code: InlineCode) {
      side = code.side
      number = code["i"] ?? code["x"]
      tag = code.content.prefix { !$0.isWhitespace && $0 != ">" }
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
      code.offset = stored.offset
      placed.append(code)
    }
    return placed
  }
}
