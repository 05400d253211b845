import FoundationEssentials
import PadanModel

/// A column of a table of pairs; its raw value is its name in a header.
public enum PairColumn: String, CaseIterable, Sendable {
  case source, target, id, document, paragraph, sentence, previous, next, bead, confidence, crossing
  case created, author, tool, changed, changer, usage, review, note

  /// What a pair has for the column; empty where nothing is known.
  func text(of pair: TranslationPair, name: String?) -> String {
    let provenance = pair.provenance
    switch self {
    case .source: return pair.source.text
    case .target: return pair.target.text
    case .id: return name ?? ""
    case .document: return provenance.document ?? ""
    case .paragraph: return provenance.paragraph.map(String.init) ?? ""
    case .sentence: return provenance.sentence.map(String.init) ?? ""
    case .previous: return provenance.previousSource ?? ""
    case .next: return provenance.nextSource ?? ""
    case .bead: return provenance.beadKind ?? ""
    case .confidence: return provenance.confidence.map { "\($0)" } ?? ""
    case .crossing: return provenance.isCrossing ? "yes" : ""
    case .created: return provenance.createdAt.map(TMXDate.extendedText) ?? ""
    case .author: return provenance.createdBy ?? ""
    case .tool: return provenance.creationTool ?? ""
    case .changed: return provenance.changedAt.map(TMXDate.extendedText) ?? ""
    case .changer: return provenance.changedBy ?? ""
    case .usage: return pair.usageCount > 0 ? "\(pair.usageCount)" : ""
    case .review: return pair.review == .unreviewed ? "" : pair.review.rawValue
    case .note: return provenance.properties.first { $0.kind == .note }?.value ?? ""
    }
  }

  /// Puts a text where the column says; the two texts themselves are the reader's.
  ///
  /// - Returns: Whether it made sense; an empty text does, and says nothing.
  func apply(_ text: String, to unit: inout TranslationUnit) -> Bool {
    guard !text.isEmpty else { return true }
    switch self {
    case .source, .target: break
    case .id: unit.id = text
    case .document: unit.provenance.document = text
    case .paragraph, .sentence:
      guard let number = Int(text), number >= 0 else { return false }
      if self == .paragraph {
        unit.provenance.paragraph = number
      } else {
        unit.provenance.sentence = number
      }
    case .previous: unit.provenance.previousSource = text
    case .next: unit.provenance.nextSource = text
    case .bead: unit.provenance.beadKind = text
    case .confidence:
      guard let number = Double(text), (0...1).contains(number) else { return false }
      unit.provenance.confidence = number
    case .crossing: unit.provenance.isCrossing = text == "yes"
    case .created, .changed:
      guard let date = TMXDate.date(text) else { return false }
      if self == .created {
        unit.provenance.createdAt = date
      } else {
        unit.provenance.changedAt = date
      }
    case .author: unit.provenance.createdBy = text
    case .tool: unit.provenance.creationTool = text
    case .changer: unit.provenance.changedBy = text
    case .usage:
      guard let count = Int(text), count >= 0 else { return false }
      unit.usageCount = count
    case .review:
      guard let state = ReviewState(rawValue: text) else { return false }
      unit.review = state
    case .note: unit.provenance.properties.append(.note(text))
    }
    return true
  }
}
