import PadanModel

/// A `tu` to be: what is said of the whole unit, and its variants with what is said of each.
struct TMXUnit {
  /// A variant and its remarks, in their order.
  struct Side: Hashable {
    var variant: Variant
    var properties: [Provenance.Property]
  }

  /// A pair of the unit: what is said of the whole unit is the same in all of them.
  let pair: TranslationPair
  let name: String?
  /// Remarks on the unit, in their order.
  let properties: [Provenance.Property]
  private(set) var sources: [Side]
  private(set) var targets: [Side]

  init(_ pair: TranslationPair, name: String?) {
    self.pair = pair
    self.name = name
    func properties(at place: Provenance.Property.Place) -> [Provenance.Property] {
      pair.provenance.properties.filter { $0.place == place }
    }
    self.properties = properties(at: .unit)
    sources = [Side(variant: pair.source, properties: properties(at: .source))]
    targets = [Side(variant: pair.target, properties: properties(at: .target))]
  }

  /// The pairs of one group as few units: those of which the same is said become one, where each of its
  /// sources has each of its targets, so that reading it gives these pairs and no others.
  ///
  /// - Complexity: O(n), but for the comparison with as many different units as there are.
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

  private func saysTheSame(as other: TMXUnit) -> Bool {
    var (mine, theirs) = (pair.provenance, other.pair.provenance)
    mine.properties = properties
    theirs.properties = other.properties
    return name == other.name && pair.review == other.pair.review
      && pair.usageCount == other.pair.usageCount && mine == theirs
  }

  /// The unit whose pairs are those of the given ones; `nil` where there is none.
  private static func product(_ units: [TMXUnit]) -> TMXUnit? {
    var product = units[0]
    var sources: Set<Side> = Set(product.sources)
    var targets: Set<Side> = Set(product.targets)
    for unit in units {
      product.sources += unit.sources.filter { sources.insert($0).inserted }
      product.targets += unit.targets.filter { targets.insert($0).inserted }
    }
    let pairs = Set(units.map { $0.sources + $0.targets })
    // What differs in its remarks alone would be read as one variant.
    let variants = Set((product.sources + product.targets).map(\.variant))
    return pairs.count == units.count && units.count == sources.count * targets.count
      && variants.count == sources.count + targets.count ? product : nil
  }
}
