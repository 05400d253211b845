import PadanLanguage
package import PadanModel

/// Writes a value in the way in which another one is written.
///
///     // pukul 22.30 stands as “10:30 p.m.”; now it is pukul 21.45
///     writer.text(of: quarterToTen, like: halfPastTen, where: old)  // "9:45 p.m."
package struct ValueWriter: Sendable {
  private let conventions: NumberConventions
  /// Whether Padan has numbers of the language; if not, a text may show other marks than CLDR has.
  private let hasOwnNumbers: Bool
  private let forms: WritingForms
  private let speller: NumberSpeller

  /// The longest number, in words, that takes the place of one in words where the new one has digits.
  private static let mostWords = 3

  /// A writer for a language.
  package init(language: LanguageTag) {
    let profile = LanguageProfile.of(language)
    conventions = profile.markedNumbers
    hasOwnNumbers = profile.hasOwnNumbers
    forms = profile.forms
    speller = NumberSpeller(NumberReader(language: language), profile.forms)
  }

  /// A part of a value, written like another; `nil` where that is not clear.
  ///
  /// - Parameters:
  ///   - new: The new value, read from a text of any language.
  ///   - model: The part whose place it takes, read from a text of this language.
  ///   - old: The part that `model` translates, from a text of the language of `new`: where the new one
  ///     is written otherwise than this, so it is here.
  ///   - parts: The values of the text, which show its marks.
  ///   - isPadded: Whether days and months in digits have two of them.
  package func text(
    of new: WrittenValue.Part, like model: WrittenValue.Part, where old: WrittenValue.Part,
    among parts: [WrittenValue.Part], isPadded: Bool = false
  ) -> String? {
    let marks = marks(like: model, among: parts)
    guard let text = written(new, model, old, marks, isPadded) else { return nil }
    let letters = model.written.unicodeScalars.filter(\.isLetter)
    guard new.written != text, letters.first?.isUppercase ?? false,
      text.unicodeScalars.first?.isLetter ?? false
    else { return text }
    let isLoud = letters.count > 3 && letters.allSatisfy(\.isUppercase)
    return isLoud ? text.uppercased() : text.prefix(1).uppercased() + text.dropFirst()
  }

  private func written(
    _ new: WrittenValue.Part, _ model: WrittenValue.Part, _ old: WrittenValue.Part, _ marks: Marks,
    _ isPadded: Bool
  ) -> String? {
    switch model.field {
    case .number: return number(new, model, old, marks)
    case .ordinal: return ordinal(new, model, old)
    case .time: return time(new, model)
    case .weekday: return Int(new.value).flatMap { forms.weekdays[safe: $0 - 1] }
    case .year: return new.written
    case .day, .lastDay:
      if model.form == .suffixed { return suffixed(new.value) }
      return padded(new.value, isPadded)
    case .month:
      guard let month = Int(new.value) else { return nil }
      switch model.form {
      case .digits: return padded(new.value, isPadded)
      case .shortName: return forms.shortMonths[safe: month - 1]
      case .pointedName: return forms.pointedMonths[safe: month - 1]
      default: return forms.months[safe: month - 1]
      }
    }
  }

  private func padded(_ digits: String, _ isPadded: Bool) -> String {
    isPadded && digits.count == 1 ? "0" + digits : digits
  }

  private func suffixed(_ digits: String) -> String? {
    forms.ordinalSuffix(of: digits).map { digits + $0 }
  }

  /// A text as it is spoken at its beginning: a number in digits as its words.
  ///
  ///     writer.spoken("$80 million")  // "eighty"
  package func spoken(_ text: String) -> String {
    let pieces = TextPiece.pieces(of: text)
    guard let first = pieces.first(where: { $0.kind != .mark }) else { return "" }
    guard first.kind == .digits else { return first.folded }
    return Int(first.text).flatMap(speller.cardinal) ?? first.text
  }

  // MARK: Numbers

  /// The marks of a number in digits; `nil` where it is not sure which.
  private struct Marks {
    var decimal: Character?
    var thousands: Character?
  }

  /// The marks of the number whose place is taken, else those of the language, unless other numbers of the
  /// text show others.
  private func marks(like model: WrittenValue.Part, among parts: [WrittenValue.Part]) -> Marks {
    func digits(_ part: WrittenValue.Part) -> WrittenValue.Digits? {
      if case .digits(let digits) = part.form { digits } else { nil }
    }
    let own = digits(model)
    let others = hasOwnNumbers ? [] : parts.compactMap(digits)
    let decimals = Set(others.compactMap(\.decimalMark))
    let groups = Set(others.compactMap(\.groupMark))
    func mark(
      _ own: Character?, _ shown: Set<Character>, _ excluded: Set<Character>,
      _ usual: Unicode.Scalar
    ) -> Character? {
      if let own { return own }
      let usual = conventions.hasKnownMarks ? Character(usual) : nil
      let areBlank = usual?.isWhitespace ?? true && shown.allSatisfy(\.isWhitespace)
      let isUsual = usual == nil || shown.isEmpty || shown.first == usual || areBlank
      guard isUsual, shown.count < 2, let mark = shown.first ?? usual, !excluded.contains(mark)
      else { return nil }
      return mark
    }
    let marks = Marks(
      decimal: mark(own?.decimalMark, decimals, groups, conventions.decimal),
      thousands: mark(own?.groupMark, groups, decimals, conventions.thousands))
    return marks.decimal == marks.thousands
      ? Marks(decimal: own?.decimalMark, thousands: own?.groupMark) : marks
  }

  private func number(
    _ new: WrittenValue.Part, _ model: WrittenValue.Part, _ old: WrittenValue.Part, _ marks: Marks
  ) -> String? {
    guard case .digits(let digits) = model.form else {
      if new.form == .words || old.form != .words, let number = Int(new.value),
        let words = speller.cardinal(number),
        new.form == .words || words.split(separator: " ").count <= Self.mostWords
      {
        return words
      }
      return self.digits(
        new, like: WrittenValue.Digits(whole: "", fraction: "", isGrouped: false), old, model,
        marks)
    }
    if new.form == .words, old.form != .words {
      return Int(new.value).flatMap(speller.cardinal)
    }
    // A version, a telephone number or a number with zeros before it is the same in both languages.
    if old.written == model.written, digits.power == 0,
      digits.isCode || !digits.fraction.isEmpty || model.written.contains("-")
        || digits.whole.count > 1 && digits.whole.hasPrefix("0")
    {
      if case .digits(let new) = new.form, new.power > 0 { return nil }
      return new.form == .words ? nil : new.written
    }
    return self.digits(new, like: digits, old, model, marks)
  }

  /// A number in digits, with the marks of the language.
  private func digits(
    _ new: WrittenValue.Part, like model: WrittenValue.Digits, _ old: WrittenValue.Part,
    _ modelPart: WrittenValue.Part, _ marks: Marks
  ) -> String? {
    let plain = WrittenValue.Digits(whole: new.value, fraction: "", isGrouped: true)
    var digits = plain
    if case .digits(let written) = new.form { digits = written }
    guard !digits.isCode else { return nil }
    var previous: WrittenValue.Digits?
    if case .digits(let written) = old.form { previous = written }
    let oldPower = previous?.power ?? 0

    var isGrouped = digits.isGrouped
    if digits.power > 0, model.power == 0 && oldPower > 0 || word(for: digits.power, model) == nil {
      (digits.whole, digits.fraction) = Self.parts(of: new.value)
      digits.power = 0
      isGrouped = model.whole.count < 4 || model.isGrouped
    } else if digits.power == 0, model.power > 0, oldPower == 0 {
      guard let scaled = scaled(new.value) else { return nil }
      digits = scaled
    } else if let previous, previous.whole.count > 3, model.whole.count > 3,
      digits.isGrouped == previous.isGrouped
    {
      isGrouped = model.isGrouped
    }
    guard
      let whole = isGrouped
        ? grouped(digits.whole, marks.thousands, isEven: model.groupMark != nil) : digits.whole,
      let text = digits.fraction.isEmpty
        ? whole : marks.decimal.map({ "\(whole)\($0)\(digits.fraction)" })
    else { return nil }
    guard digits.power > 0 else { return text }
    guard
      let word = digits.power == model.power
        ? modelPart.written.split(whereSeparator: { $0 == " " || $0 == "-" || $0.isNumber }).last
          .map(String.init) : self.word(for: digits.power, model)
    else { return nil }
    return text + (model.power > 0 ? model.gap : " ") + word
  }

  /// The word for a power of ten, in the form that the model has; `nil` if none is written.
  private func word(for power: Int, _ model: WrittenValue.Digits) -> String? {
    let words = model.power > 0 && model.hasShortScale ? forms.shortScale : forms.scale
    return words.first { $0.power == power }?.word
  }

  /// A number with the greatest power of ten that leaves something before the decimal mark; `nil` if
  /// more than two digits stand after it.
  private func scaled(_ value: String) -> WrittenValue.Digits? {
    let (whole, fraction) = Self.parts(of: value)
    guard fraction.isEmpty,
      let power = forms.scale.map(\.power).filter({ $0 < whole.count }).max()
    else { return nil }
    var rest = String(whole.suffix(power))
    while rest.hasSuffix("0") { rest.removeLast() }
    guard rest.count <= 2 else { return nil }
    return WrittenValue.Digits(
      whole: String(whole.dropLast(power)), fraction: rest, isGrouped: true, power: power)
  }

  private static func parts(of value: String) -> (whole: String, fraction: String) {
    let parts = value.split(separator: ".").map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }

  /// Digits in groups of three.
  ///
  /// - Parameter isEven: Whether the text has such groups, whatever the language usually has.
  private func grouped(_ whole: String, _ mark: Character?, isEven: Bool) -> String? {
    if whole.count <= 3 { return whole }
    guard let mark, isEven || conventions.hasEvenGroups || whole.count <= 5 else { return nil }
    return whole.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (whole.count - digit.offset).isMultiple(of: 3) { text.append(mark) }
      text.append(digit.element)
    }
  }

  private func ordinal(
    _ new: WrittenValue.Part, _ model: WrittenValue.Part, _ old: WrittenValue.Part
  ) -> String? {
    guard let number = Int(new.value) else { return nil }
    switch model.form {
    case .prefixed(let prefix): return prefix + new.value
    case .suffixed: return suffixed(new.value)
    default:
      if new.form == .words || old.form != .words, let words = speller.ordinal(number) {
        return words
      }
      return suffixed(new.value) ?? conventions.ordinalPrefixes.first.map { "\($0)-\(new.value)" }
    }
  }

  // MARK: Times

  private func time(_ new: WrittenValue.Part, _ model: WrittenValue.Part) -> String? {
    guard case .clock(let clock) = model.form, case .clock(let written) = new.form,
      !written.isOpen, !clock.isOpen
    else { return nil }
    let parts = new.value.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    let (hour, minute) = (parts[0], parts[1])
    var shown = hour
    var dayPart = ""
    if let old = clock.dayPart {
      guard let word = forms.dayPart(at: hour, like: old) else { return nil }
      let isFullDay = (Int(model.written.prefix { $0.isNumber }) ?? 0) > 12
      shown = isFullDay ? hour : (hour + 11) % 12 + 1
      dayPart = clock.gap + word
    }
    let isPadded =
      shown < 10 && (clock.isPadded || clock.dayPart == nil && model.value.utf8.count > 4)
    let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
    let tail = clock.mark != nil || minute > 0 ? (clock.mark ?? forms.clockMark) + minutes : ""
    return (isPadded ? "0" : "") + "\(shown)" + tail + dayPart
  }
}
