import PadanModel
import PadanText

/// The unit whose elements are being read: its variants so far, and why it is skipped at its end.
struct TMXOpenUnit {
  /// The unit so far.
  var unit = ExchangeUnit(variants: [])
  /// The place where it begins.
  private(set) var place = SourceLocation(file: "")
  /// Why it is skipped; `nil` if no reason is known.
  var fault: Finding.Kind?
  /// Whether Trados's level says that nobody has confirmed the translation.
  var isUnconfirmed = false
  /// The variants, once there are four of them.
  private var seen: Set<Variant> = []

  /// Begins a unit.
  ///
  /// - Parameter source: The source language of the file.
  mutating func begin(at place: SourceLocation, source: LanguageTag?) {
    self.place = place
    fault = nil
    isUnconfirmed = false
    seen.removeAll(keepingCapacity: true)
    unit = ExchangeUnit(sourceLanguage: source, variants: [])
  }

  /// Lets go of all that the unit holds, because it is too much.
  mutating func letGo() {
    unit = ExchangeUnit(variants: [])
    seen = []
    fault = .largeUnit
  }

  /// Stores an attribute in its field or, if it has none, as a property.
  ///
  /// - Returns: What is wrong with its value, which is kept as a property then.
  mutating func take(attribute name: String, _ value: String) -> Finding.Kind? {
    var fault: Finding.Kind?
    if let field = TMXProperty.attributeFields[name] {
      if let known = field.value(value) {
        unit.provenance[field] = known
        return nil
      }
      fault = .unreadableDate
    } else if name == "tuid" {
      unit.id = value
      return nil
    } else if name == "usagecount" {
      if let count = Int(value), count >= 0 {
        unit.usageCount = count
        return nil
      }
      fault = .unreadableUsage
    }
    unit.provenance.properties.append(
      Provenance.Property(type: name, value: value, kind: .attribute))
    return fault
  }

  /// Adds a variant with its properties, unless it is empty or repeated.
  ///
  /// - Returns: Why it is left out; `nil` if it is not.
  mutating func add(_ variant: Variant, _ properties: [Provenance.Property]) -> Finding.Kind? {
    // The fast path: most texts begin with a visible ASCII character.
    let begins = variant.text.utf8.first.map { $0 > 0x20 && $0 < 0x7F } ?? false
    guard begins || !TextForm.isBlank(variant.text) else { return .emptyVariant }
    guard unit.variants.count < Limits.mostVariants else {
      fault = .manyVariants
      return nil
    }
    guard !isKnown(variant) else { return .repeatedVariant }
    if !properties.isEmpty {
      while unit.variantProperties.count < unit.variants.count {
        unit.variantProperties.append([])
      }
      unit.variantProperties.append(properties)
    }
    unit.variants.append(variant)
    return nil
  }

  /// Whether the unit has an equal variant. Marks the variant as known.
  private mutating func isKnown(_ variant: Variant) -> Bool {
    // A comparison with two or three variants is faster than a hash.
    if unit.variants.count < 4 { return unit.variants.contains(variant) }
    if seen.isEmpty { seen = Set(unit.variants) }
    return !seen.insert(variant).inserted
  }

  /// Ends the unit.
  ///
  /// - Returns: Why it is skipped; `nil` if it is not.
  mutating func finish() -> Finding.Kind? {
    if !unit.variantProperties.isEmpty { unit.settleVariantHistory() }
    if let fault { return fault }
    guard unit.variants.count > 1 else { return .fewVariants }
    return isUnconfirmed && unit.review == .unreviewed ? .unconfirmedUnit : nil
  }

  /// The source language, if no variant is in it; `nil` otherwise.
  var missingSource: LanguageTag? {
    unit.sourceLanguage.flatMap { source in
      unit.variants.contains { $0.language.hasLanguage(of: source) } ? nil : source
    }
  }
}
