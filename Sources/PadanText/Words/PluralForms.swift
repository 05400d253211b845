import CICU
package import PadanModel

/// The forms that nouns have after numbers, by the plural rules of Unicode's Common Locale Data Repository.
package enum PluralForms {
  /// Whether a noun has the same form after two numbers.
  ///
  ///     PluralForms.areSame("2", "5", in: russian)  // false: 2 файла, 5 файлов
  ///
  /// - Parameters:
  ///   - first: A number in digits, with a point before its fraction.
  ///   - second: Another one.
  package static func areSame(_ first: String, _ second: String, in language: LanguageTag) -> Bool {
    var status: Int32 = 0
    return cicu_same_plural(language.description, first, second, &status) != 0
  }

  /// The rule by which gettext chooses one of the forms of a language; `nil` if it has more than two.
  ///
  ///     PluralForms.gettextRule(of: english)  // "nplurals=2; plural=(n != 1);"
  package static func gettextRule(of language: LanguageTag) -> String? {
    // Where there are more forms, one of these numbers has another one than 2.
    let others = ["3", "5", "11", "21", "22", "100", "101", "102", "111"]
    guard others.allSatisfy({ areSame("2", $0, in: language) }) else { return nil }
    return switch (areSame("0", "2", in: language), areSame("1", "2", in: language)) {
    case (true, true): "nplurals=1; plural=0;"
    case (true, false): "nplurals=2; plural=(n != 1);"
    case (false, false) where areSame("0", "1", in: language): "nplurals=2; plural=(n > 1);"
    default: nil
    }
  }
}
