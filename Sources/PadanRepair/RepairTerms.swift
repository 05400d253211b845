import PadanModel
import PadanText

/// The terms that prove repairs, by their folded sources.
struct RepairTerms: Sendable {
  private var known: [String: [Term]] = [:]

  init(_ terms: [Term]) {
    for term in terms { known[TextForm.folded(term.source), default: []].append(term) }
  }

  /// Whether a translation of a word is known that may be used.
  func knows(_ word: String) -> Bool { known[word]?.contains(where: \.status.isAllowed) ?? false }

  /// All translations of a word that may stand in a text.
  func translations(of word: String) -> [String] {
    known[word]?.filter(\.status.isAllowed).map(\.target) ?? []
  }

  /// The translation that a word must have; `nil` if there are several, one for each sense.
  func translation(of word: String) -> String? {
    let wanted = Set(
      known[word]?.filter { [.preferred, .untranslated].contains($0.status) }
        .map(\.target) ?? [])
    return wanted.count == 1 ? wanted.first : nil
  }

  /// Whether a translation of a word must not be used.
  func forbids(_ translation: String, for word: String) -> Bool {
    known[word]?.contains {
      $0.status == .forbidden && TextForm.folded($0.target) == TextForm.folded(translation)
    } ?? false
  }
}
