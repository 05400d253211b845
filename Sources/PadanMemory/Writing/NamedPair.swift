package import PadanModel
import PadanText

/// A pair as a memory stores it, with the numbers by which it is found there.
///
/// To compute these is a good part of the work of adding a pair, and it needs no memory: an import does
/// it on another thread (`PairNamer`).
package struct NamedPair: Sendable {
  /// The pair, with U+FFFD in place of each U+0000, which a text column cannot hold.
  package let pair: TranslationPair
  /// The pair's name in its exchange file (TMX `tuid`).
  let name: String?
  /// Whether the pair had U+0000.
  package let hadNUL: Bool
  /// 64 bits of its source's match key.
  let sourceKey: Int64
  /// 64 bits of the unit's name (`Identity.unit`).
  let unit: Int64
  /// 64 bits of the occurrence's name (`Identity.occurrence`).
  let occurrence: Int64
}

/// Names pairs. It keeps its buffer for the next pair.
package struct PairNamer {
  private var identity = Identity()

  /// Makes a namer.
  package init() {}

  /// A pair with its names.
  ///
  /// - Parameter name: The pair's name in its exchange file (TMX `tuid`).
  /// - Complexity: O(n) for n bytes of its texts.
  package mutating func named(_ pair: TranslationPair, name: String? = nil) -> NamedPair {
    let hadNUL = pair.hasNUL
    let pair = hadNUL ? pair.withoutNULs : pair
    let name = name?.withoutNULs
    let unit = identity.unit(pair)
    return NamedPair(
      pair: pair, name: name, hadNUL: hadNUL,
      sourceKey: identity.key(ofMatchKey: TextForm.matchKey(of: pair.source.text)),
      unit: unit.number, occurrence: identity.occurrence(of: unit, pair.provenance, name: name))
  }
}
