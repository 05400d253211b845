import PadanModel

extension ProvenanceField {
  /// Reads a value of this field as files write it; `nil` if the text is not of the field's kind.
  ///
  /// A flag is set by `yes`. Notes are read from elements, so a field of notes gives `nil`.
  func value(_ text: String) -> ProvenanceValue? {
    switch kind {
    case .text: .text(text)
    case .number: Int(text).flatMap(number)
    case .fraction: Double(text).flatMap(fraction)
    case .flag: .flag(text == "yes")
    case .date: ExchangeDate.date(text).map(ProvenanceValue.date)
    case .remarks: nil
    }
  }

  /// A position as a value; `nil` if it is negative or beyond all positions.
  func number(_ number: Int) -> ProvenanceValue? {
    0...Limits.greatestNumber ~= number ? .number(number) : nil
  }

  /// A share as a value; `nil` if it is not in 0...1.
  func fraction(_ share: Double) -> ProvenanceValue? {
    (0...1).contains(share) ? .fraction(share) : nil
  }
}

extension ProvenanceValue {
  /// The value as tables show it. Dates have the extended form of ISO 8601.
  var text: String {
    if case .date(let date) = self { return ExchangeDate.extendedText(date) }
    return tmxText
  }

  /// The value as TMX writes it. Dates have the form `20250714T090500Z`; a list of notes and props
  /// gives the first note.
  var tmxText: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .fraction(let share): "\(share)"
    case .flag(let isSet): isSet ? "yes" : ""
    case .date(let date): ExchangeDate.text(date)
    case .remarks(let remarks): remarks.first { $0.kind == .note }?.value ?? ""
    }
  }
}
