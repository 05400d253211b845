import FoundationEssentials
import PadanModel

extension ExchangeUnit {
  /// Takes dates and users from a variant if the unit has none of its own.
  ///
  /// They come from the first translation with such attributes: a variant in another language than
  /// the source's. Then attributes that only repeat the unit's values are removed from the
  /// variants.
  mutating func settleVariantHistory() {
    let hasHistory = provenance.createdAt != nil || provenance.changedAt != nil
    let place = variantProperties.indices.first {
      !variants[$0].language.hasLanguage(of: sourceLanguage)
        && variantProperties[$0].contains { $0.kind == .attribute }
    }
    if !hasHistory, let place { takeHistory(of: variantProperties[place]) }
    let provenance = provenance
    for index in variantProperties.indices {
      variantProperties[index].removeAll { property in
        guard let field = Self.historyField(of: property), let known = provenance[field] else {
          return false
        }
        return known == field.value(property.value)
      }
    }
    if variantProperties.allSatisfy(\.isEmpty) { variantProperties = [] }
  }

  /// The field of a variant's attribute for a date or user; `nil` for another property.
  private static func historyField(of property: Provenance.Property) -> ProvenanceField? {
    guard property.kind == .attribute, TMXProperty.historyNames.contains(property.type) else {
      return nil
    }
    return TMXProperty.attributeFields[property.type]
  }

  /// Fills the unit's empty fields of dates and users.
  private mutating func takeHistory(of properties: [Provenance.Property]) {
    for property in properties {
      guard let field = Self.historyField(of: property), provenance[field] == nil else { continue }
      provenance[field] = field.value(property.value)
    }
  }
}
