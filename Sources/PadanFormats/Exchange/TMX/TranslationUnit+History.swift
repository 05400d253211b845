import FoundationEssentials
import PadanModel

extension TranslationUnit {
  /// Takes over the dates and persons that only a variant states: the translation's, that is, those of
  /// the first variant in another language than the source's. What variants merely repeat goes.
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

  /// The field that an attribute of a variant holds, if it is one of its dates and persons.
  private static func historyField(of property: Provenance.Property) -> ProvenanceField? {
    guard property.kind == .attribute, TMXProperty.historyNames.contains(property.type) else {
      return nil
    }
    return TMXProperty.attributeFields[property.type]
  }

  private mutating func takeHistory(of properties: [Provenance.Property]) {
    for property in properties {
      guard let field = Self.historyField(of: property), provenance[field] == nil else { continue }
      provenance[field] = field.value(property.value)
    }
  }
}
