import PadanModel

extension ProvenanceField {
  /// A value of the field as a file writes it; `nil` where it makes no sense.
  func value(_ text: String) -> ProvenanceValue? {
    switch kind {
    case .text: .text(text)
    case .number: Int(text).flatMap(number)
    case .fraction: Double(text).flatMap(fraction)
    case .flag: .flag(text == "yes")
    case .date: TMXDate.date(text).map(ProvenanceValue.date)
    case .remarks: nil
    }
  }

  /// A position; `nil` where it is negative.
  func number(_ number: Int) -> ProvenanceValue? { number >= 0 ? .number(number) : nil }

  /// A share; `nil` where it is not between 0 and 1.
  func fraction(_ share: Double) -> ProvenanceValue? {
    (0...1).contains(share) ? .fraction(share) : nil
  }
}

extension ProvenanceValue {
  /// The value as tables have it; dates are those of ISO 8601.
  var text: String {
    if case .date(let date) = self { return TMXDate.extendedText(date) }
    return tmxText
  }

  /// The value as TMX has it, with its own form of dates.
  var tmxText: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .fraction(let share): "\(share)"
    case .flag(let isSet): isSet ? "yes" : ""
    case .date(let date): TMXDate.text(date)
    case .remarks(let remarks): remarks.first { $0.kind == .note }?.value ?? ""
    }
  }
}
