import PadanModel

/// A `tu` to write: the properties of the unit, and its variants with their own properties.
struct TMXUnit {
  /// A variant with its attributes, notes and props, in order.
  struct Side: Hashable {
    /// The text and its language.
    var variant: Variant
    /// The attributes, notes and props of the variant.
    var properties: [Provenance.Property]
  }

  /// One of the unit's pairs, for the provenance, review and usage that all of them share.
  let pair: TranslationPair
  /// The `tuid`; `nil` if the unit has none.
  let name: String?
  /// The attributes, notes and props of the unit, in order.
  let properties: [Provenance.Property]
  /// The variants in the source language.
  private(set) var sources: [Side]
  /// The variants in the target language.
  private(set) var targets: [Side]

  /// A unit of one pair.
  ///
  /// - Parameter name: The `tuid`; `nil` for none.
  init(_ pair: TranslationPair, name: String?) {
    self.pair = pair
    self.name = name
    let all = pair.provenance.properties
    func properties(at place: Provenance.Property.Place) -> [Provenance.Property] {
      all.isEmpty ? all : all.filter { $0.place == place }
    }
    self.properties = properties(at: .unit)
    sources = [Side(variant: pair.source, properties: properties(at: .source))]
    targets = [Side(variant: pair.target, properties: properties(at: .target))]
  }

  /// Joins units into as few as possible, such that a reader gets the same pairs back.
  ///
  /// Units with equal properties become one unit if their pairs are every combination of its
  /// sources with its targets.
  ///
  /// - Complexity: O(n · d) for n units of which d differ in their properties.
  static func joined(_ units: [TMXUnit]) -> [TMXUnit] {
    guard units.count > 1 else { return units }
    var families: [[TMXUnit]] = []
    for unit in units {
      if let place = families.firstIndex(where: { $0[0].saysTheSame(as: unit) }) {
        families[place].append(unit)
      } else {
        families.append([unit])
      }
    }
    return families.flatMap { family in
      family.count > 1 ? product(family).map { [$0] } ?? family : family
    }
  }

  /// Whether two units differ only in their variants.
  private func saysTheSame(as other: TMXUnit) -> Bool {
    var (mine, theirs) = (pair.provenance, other.pair.provenance)
    mine.properties = properties
    theirs.properties = other.properties
    return name == other.name && pair.review == other.pair.review
      && pair.usageCount == other.pair.usageCount && mine == theirs
  }

  /// A unit whose combinations of sources and targets are exactly the pairs of the given units;
  /// `nil` if there is none.
  private static func product(_ units: [TMXUnit]) -> TMXUnit? {
    var product = units[0]
    var sources: Set<Side> = Set(product.sources)
    var targets: Set<Side> = Set(product.targets)
    for unit in units {
      product.sources += unit.sources.filter { sources.insert($0).inserted }
      product.targets += unit.targets.filter { targets.insert($0).inserted }
    }
    let pairs = Set(units.map { $0.sources + $0.targets })
    // A reader takes variants that differ only in their properties for one variant.
    let variants = Set((product.sources + product.targets).map(\.variant))
    return pairs.count == units.count && units.count == sources.count * targets.count
      && variants.count == sources.count + targets.count ? product : nil
  }
}
