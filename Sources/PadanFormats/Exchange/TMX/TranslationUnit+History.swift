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
        guard property.kind == .attribute else { return false }
        switch property.type {
        case "creationdate": return Self.agrees(property.value, provenance.createdAt)
        case "changedate": return Self.agrees(property.value, provenance.changedAt)
        case "creationid": return property.value == provenance.createdBy
        case "changeid": return property.value == provenance.changedBy
        default: return false
        }
      }
    }
    if variantProperties.allSatisfy(\.isEmpty) { variantProperties = [] }
  }

  private static func agrees(_ text: String, _ date: Date?) -> Bool {
    date != nil && TMXDate.date(text) == date
  }

  private mutating func takeHistory(of properties: [Provenance.Property]) {
    for property in properties where property.kind == .attribute {
      switch property.type {
      case "creationdate": provenance.createdAt = TMXDate.date(property.value)
      case "changedate": provenance.changedAt = TMXDate.date(property.value)
      case "creationid" where provenance.createdBy == nil:
        provenance.createdBy = property.value
      case "changeid" where provenance.changedBy == nil:
        provenance.changedBy = property.value
      default: break
      }
    }
  }
}
