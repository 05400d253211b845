public import PadanModel

/// One meaning in two or more languages, as exchange formats hold it.
public struct ExchangeUnit: Hashable, Codable, Sendable {
  /// The unit's name in the file (TMX `tuid`); `nil` if it has none.
  public var id: String?
  /// The language in which the unit was written; `nil` if the file does not say.
  public var sourceLanguage: LanguageTag?
  /// The texts, at least one, in the order of the file. The source language is not always the
  /// first.
  public var variants: [Variant]
  /// The properties and notes of each variant, in the order of `variants`; empty if no variant has
  /// any.
  public var variantProperties: [[Provenance.Property]]
  /// Where the unit comes from.
  public var provenance: Provenance
  /// A reviewer's verdict.
  public var review: ReviewState
  /// How often the unit was used, according to the file.
  public var usageCount: Int
  /// The same for all pairs that are made from the unit, if a file or memory gives it.
  public var group: Int64?

  /// A unit, by default without a name and without properties.
  public init(
    id: String? = nil, sourceLanguage: LanguageTag? = nil, variants: [Variant],
    variantProperties: [[Provenance.Property]] = [], provenance: Provenance = Provenance(),
    review: ReviewState = .unreviewed, usageCount: Int = 0
  ) {
    self.id = id
    self.sourceLanguage = sourceLanguage
    self.variants = variants
    self.variantProperties = variantProperties
    self.provenance = provenance
    self.review = review
    self.usageCount = usageCount
  }

  /// Every pair of a variant in one language with a variant in another language, in the order in
  /// which the variants stand.
  ///
  /// A language without a region includes its regions. If it has a region that the unit lacks,
  /// variants without a region are taken under its name: for `en-US`, an `en` variant is returned
  /// as `en-US`. No variant is paired with itself: from `en` to `en-GB`, an `en-GB` variant is a
  /// target only.
  ///
  /// If a pair's source is not in the language in which the unit was written, the neighbouring
  /// segments become properties of the target, because they are not neighbours of the source.
  ///
  /// - Parameters:
  ///   - source: The language of the pairs' sources.
  ///   - target: The language of the pairs' targets.
  ///   - isExact: Whether only variants with exactly these tags are taken.
  ///   - limit: The largest number of pairs.
  public func pairs(
    from source: LanguageTag, to target: LanguageTag, isExact: Bool = false, limit: Int = .max
  ) -> [TranslationPair] {
    var pairs: [TranslationPair] = []
    let group = group ?? variantGroup
    var sources = choices(of: source, isExact: isExact)
    var targets = choices(of: target, isExact: isExact)
    // A variant is no translation of itself: where one language includes the other, each variant
    // stands on the side that names it more closely.
    if target.accepts(source) {
      targets.removeAll { sources.contains($0) }
    } else {
      sources.removeAll { targets.contains($0) }
    }
    for sourceIndex in sources {
      for targetIndex in targets {
        guard pairs.count < limit else { return pairs }
        var pair = TranslationPair(
          source: variants[sourceIndex], target: variants[targetIndex], provenance: provenance,
          review: review, usageCount: usageCount, group: group)
        if !source.accepts(pair.source.language) { pair.source.language = source }
        if !target.accepts(pair.target.language) { pair.target.language = target }
        if !isSource(pair.source) { pair.provenance.turnContextsAround() }
        pair.provenance.properties += properties(of: sourceIndex, at: .source)
        pair.provenance.properties += properties(of: targetIndex, at: .target)
        pairs.append(pair)
      }
    }
    return pairs
  }

  /// Whether a variant is in the language in which the unit was written; `true` if that is not
  /// known.
  private func isSource(_ variant: Variant) -> Bool {
    sourceLanguage.map { variant.language.hasLanguage(of: $0) } ?? true
  }

  /// The group of the pairs of a unit with more than two variants: a hash of its name and its
  /// variants, in whatever order they stand. `nil` for a unit of two.
  private var variantGroup: Int64? {
    guard variants.count > 2 else { return nil }
    var sum = hash(id ?? "", "")
    for variant in variants { sum &+= hash(variant.language.description, variant.text) }
    return Int64(bitPattern: sum)
  }

  /// The stable hash of some fields.
  private func hash(_ fields: String...) -> UInt64 {
    var hash = StableHash()
    for field in fields { hash.add(field: field) }
    return hash.value
  }

  /// The positions of the variants in a language.
  private func choices(of language: LanguageTag, isExact: Bool) -> [Int] {
    let own = variants.indices.filter {
      isExact ? language == variants[$0].language : language.accepts(variants[$0].language)
    }
    if isExact || !own.isEmpty { return own }
    return variants.indices.filter { variants[$0].language.accepts(language) }
  }

  /// The properties of a variant, each marked with the side on which the variant stands.
  private func properties(
    of index: Int, at place: Provenance.Property.Place
  ) -> [Provenance.Property] {
    guard variantProperties.indices.contains(index) else { return [] }
    return variantProperties[index].map {
      var property = $0
      property.place = place
      return property
    }
  }
}
