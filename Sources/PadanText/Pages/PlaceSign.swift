import PadanLanguage

/// The signs that a line of a page shows by its place among the others.
enum PlaceSign {
  /// Always there.
  static let bias = SignFamily("bias", 1, after: nil)
  /// The number of blank lines before it, at most 3.
  static let gap = SignFamily("gap", 4, after: bias)
  /// The number of blank lines after it, at most 3.
  static let gapAfter = SignFamily("gapAfter", 4, after: gap)
  /// The number of lines before it, in classes.
  static let start = SignFamily("start", PagePlaces.distances.count + 1, after: gapAfter)
  /// The number of lines after it, in classes.
  static let rest = SignFamily("rest", PagePlaces.distances.count + 1, after: start)
  /// The number of lines of prose before it, in classes.
  static let before = SignFamily("before", PagePlaces.amounts.count + 1, after: rest)
  /// The number of lines of prose among the next lines, in classes.
  static let after = SignFamily("after", PagePlaces.amounts.count + 1, after: before)
  /// The number of lines to the next line of prose, in classes; the last value is for none.
  static let next = SignFamily("next", PagePlaces.steps.count + 2, after: after)
  /// The number of lines since the last line of prose, in classes; the last value is for none.
  static let last = SignFamily("last", PagePlaces.steps.count + 2, after: next)
  /// Where it stands in the article.
  static let zone = SignFamily("zone", Zone.self, after: last)
  /// What else its place tells.
  static let place = SignFamily("place", Trait.self, after: zone)
  /// The number of lines to the next date, from 1, at most 4.
  static let dateIn = SignFamily("dateIn", 4, after: place)
  /// The cue of the heading under which it stands.
  static let under = SignFamily("under", PageSigns.Cue.self, after: dateIn)
  /// The number of lines since that heading, in classes.
  static let underAt = SignFamily("underAt", PagePlaces.depths.count + 1, after: under)
  /// Its length beside the line before.
  static let lengthBefore = SignFamily("lengthBefore", Comparison.self, after: underAt)
  /// Its length beside the line after.
  static let lengthAfter = SignFamily("lengthAfter", Comparison.self, after: lengthBefore)
  /// The number of lines with cues around it, in classes: whether this is a page at all.
  static let cues = SignFamily("cues", PagePlaces.cueLevels.count + 1, after: lengthAfter)
  /// The same for each zone: a text without cues has no menus and no tail.
  static let zoneCues = SignFamily(
    "zoneCues", Zone.allCases.count * (PagePlaces.cueLevels.count + 1), after: cues)
  /// How far from the page's ends it is: the places before or after it that are empty.
  static let edge = SignFamily("edge", Edge.self, after: zoneCues)

  /// All families, in the order of their signs.
  static let families = [
    bias, gap, gapAfter, start, rest, before, after, next, last, zone, place, dateIn, under,
    underAt,
    lengthBefore, lengthAfter, cues, zoneCues, edge,
  ]

  /// The names of all signs, by their numbers.
  static let names = SignFamily.names(of: families)

  /// Where a line stands in the article, by the prose before and after it.
  enum Zone: Int, CaseIterable, CodingKey {
    case head, inside, tail, none
  }

  /// What else a place tells.
  enum Trait: Int, CaseIterable, CodingKey {
    case longestOfHead, afterDate, repeats, repeated
  }

  /// How the length of a line compares with another's.
  enum Comparison: Int, CaseIterable, CodingKey {
    case longer, shorter, alike
  }

  /// A place beside a line at which no line stands.
  enum Edge: Int, CaseIterable, CodingKey {
    case noSecondBefore, noneBefore, noneAfter, noSecondAfter
  }
}
