import PadanLanguage

/// The signs that a line of a page shows by itself.
enum LineSign {
  /// The number of scalars, in classes.
  static let length = SignFamily("length", LineShape.lengths.count + 1, after: nil)
  /// The number of words, in classes.
  static let words = SignFamily("words", LineShape.wordCounts.count + 1, after: length)
  /// The last character.
  static let end = SignFamily("end", End.self, after: words)
  /// The first character.
  static let first = SignFamily("first", First.self, after: end)
  /// The number of sentence ends inside the line, at most 3.
  static let inner = SignFamily("inner", 4, after: first)
  /// Which words begin with a capital.
  static let capitals = SignFamily("capitals", Capitals.self, after: inner)
  /// The share of function words, in classes.
  static let function = SignFamily("function", 5, after: capitals)
  /// The share of digits, in classes.
  static let digits = SignFamily("digits", 5, after: function)
  /// The number of words beside a date or a time, in classes.
  static let besideDate = SignFamily("besideDate", 5, after: digits)
  /// A mark in the line.
  static let mark = SignFamily("mark", Mark.self, after: besideDate)
  /// What the line holds, or is.
  static let holds = SignFamily("holds", Trait.self, after: mark)
  /// The form of the dateline with which the line begins.
  static let dateline = SignFamily("dateline", Dateline.self, after: holds)
  /// The cue with whose words the line begins.
  static let begins = SignFamily("begins", PageSigns.Cue.self, after: dateline)
  /// The cue of whose words the line consists.
  static let only = SignFamily("only", PageSigns.Cue.self, after: begins)
  /// A cue whose words stand inside the line.
  static let inside = SignFamily("inside", PageSigns.Cue.self, after: only)
  /// The place in the line, if the line has several parts.
  static let part = SignFamily("part", Part.self, after: inside)

  /// All families, in the order of their signs.
  static let families = [
    length, words, end, first, inner, capitals, function, digits, besideDate, mark, holds, dateline,
    begins, only, inside, part,
  ]

  /// The names of all signs, by their numbers.
  static let names = SignFamily.names(of: families)

  /// What a line ends in.
  enum End: Int, CaseIterable, CodingKey {
    case stop, exclamation, question, ellipsis, colon, comma, bracket, quote, quotedStop, digit
    case letter, other
  }

  /// What a line begins with.
  enum First: Int, CaseIterable, CodingKey {
    case capital, small, letter, digit, bullet, mark, bracket, quote, at, other
  }

  /// Which words begin with a capital.
  enum Capitals: Int, CaseIterable, CodingKey {
    case noWord, oneCapital, oneSmall, upper, title, sentence, quarter, half, most, nearlyAll
  }

  /// Marks in a line.
  enum Mark: Int, CaseIterable, CodingKey {
    case bar, slash, dot, angle, at, hash, copyright, colons, dash, quote
  }

  /// What a line holds, or is.
  enum Trait: Int, CaseIterable, CodingKey {
    case item, number, name, date, calendar, clock, zone, address, domain, firstDomain
    case label, bareLabel, menuRow, picture, firstPicture, agency, initials, smallInitials
    case capitalInitials, brackets, manyCapitals, prose
  }

  /// Forms of datelines.
  enum Dateline: Int, CaseIterable, CodingKey {
    case capitals, mixed, bracket, domain, comma, doubleDash, outletFirst, alone
  }

  /// The place of a part in its line; the last part may be one that names a source.
  enum Part: Int, CaseIterable, CodingKey {
    case first, middle, last, source
  }
}
