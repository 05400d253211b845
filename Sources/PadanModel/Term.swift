/// A term: a word or phrase that is always translated in the same way.
///
///     Term(source: "miliar", target: "billion")
///     Term(source: "Pertamina", status: .untranslated)
///
/// Terms with the same source and different targets are senses or choices.
package struct Term: Hashable, Codable, Sendable {
  /// How a term is used.
  package enum Status: String, Codable, CaseIterable, Sendable {
    /// The target is the translation that is wanted.
    case preferred
    /// The target may be used too.
    case admitted
    /// The target must not be used as the translation.
    case forbidden
    /// The source is not translated: it stands in the target as it is.
    case untranslated = "do-not-translate"

    /// Whether the target is right.
    package var isAllowed: Bool { self != .forbidden }
  }

  /// The term in the source language.
  package var source: String
  /// Its translation; that of a term that is not translated is the source.
  package var target: String
  /// How it is used.
  package var status: Status
  /// Which of several meanings it is, such as “of a river”.
  package var sense: String?
  /// The field in which it is used, such as “law”.
  package var subject: String?
  /// A remark for translators.
  package var note: String?

  /// A term.
  package init(
    source: String, target: String? = nil, status: Status = .preferred, sense: String? = nil,
    subject: String? = nil, note: String? = nil
  ) {
    self.source = source
    self.target = target ?? source
    self.status = status
    self.sense = sense
    self.subject = subject
    self.note = note
  }
}
