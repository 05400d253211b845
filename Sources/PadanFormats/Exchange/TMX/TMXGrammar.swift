import PadanModel

/// The elements and attributes that TMX 1.4b allows, after its specification. The checker and the
/// writer use it.
enum TMXGrammar {
  /// What an element may hold.
  struct Rule: Sendable {
    /// The attributes it may have.
    var attributes: Set<String>
    /// The attributes it must have.
    var required: [String] = []
    /// The elements it may hold; empty if none are allowed.
    var children: [String] = []
    /// Whether it may hold text.
    var holdsText = false
  }

  /// The units into which a text may be segmented: values of `segtype` in headers and units.
  static let segmentTypes: Set<String> = ["block", "paragraph", "sentence", "phrase"]

  /// Attributes of the origin and the format, common to header, unit and variant.
  private static let history: Set<String> = [
    "creationtool", "creationtoolversion", "creationdate", "creationid", "changedate", "changeid",
    "o-encoding", "datatype", "o-tmf",
  ]
  /// Attributes that say how often and when a unit or variant was used.
  private static let usage: Set<String> = ["usagecount", "lastusagedate"]
  /// The elements of inline codes, which segments and `sub` elements hold.
  private static let codes = ["bpt", "ept", "it", "ph", "hi", "ut"]

  /// The rules of all elements by their names.
  static let rules: [String: Rule] = [
    "tmx": Rule(attributes: ["version"], required: ["version"], children: ["header", "body"]),
    "header": Rule(
      attributes: history.union(["segtype", "adminlang", "srclang"]),
      required: [
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
      ], children: ["note", "prop", "ude"]),
    "ude": Rule(attributes: ["name", "base"], required: ["name"], children: ["map"]),
    "map": Rule(attributes: ["unicode", "code", "ent", "subst"], required: ["unicode"]),
    "body": Rule(attributes: [], children: ["tu"]),
    "tu": Rule(
      attributes: history.union(usage).union(["tuid", "segtype", "srclang"]),
      children: ["note", "prop", "tuv"]),
    "tuv": Rule(
      attributes: history.union(usage).union(["xml:lang", "lang"]),
      children: ["note", "prop", "seg"]),
    "note": Rule(attributes: ["xml:lang", "lang", "o-encoding"], holdsText: true),
    "prop": Rule(
      attributes: ["type", "xml:lang", "lang", "o-encoding"], required: ["type"], holdsText: true),
    "seg": Rule(attributes: [], children: codes, holdsText: true),
    "bpt": Rule(
      attributes: ["i", "x", "type"], required: ["i"], children: ["sub"], holdsText: true),
    "ept": Rule(attributes: ["i"], required: ["i"], children: ["sub"], holdsText: true),
    "it": Rule(
      attributes: ["pos", "x", "type"], required: ["pos"], children: ["sub"], holdsText: true),
    "ph": Rule(attributes: ["x", "assoc", "type"], children: ["sub"], holdsText: true),
    "ut": Rule(attributes: ["x"], children: ["sub"], holdsText: true),
    "hi": Rule(attributes: ["x", "type"], children: codes, holdsText: true),
    "sub": Rule(attributes: ["datatype", "type"], children: codes, holdsText: true),
  ]

  /// The allowed values of attributes that have a fixed set of values.
  static let choices: [String: Set<String>] = [
    "segtype": segmentTypes, "pos": ["begin", "end"], "assoc": ["p", "f", "b"],
  ]
  /// The attributes whose value is a date.
  static let dates: Set<String> = ["creationdate", "changedate", "lastusagedate"]
  /// The attributes whose value is a whole number.
  static let counts: Set<String> = ["usagecount", "i", "x"]

  /// The attributes whose value is a language.
  static let languages: Set<String> = ["xml:lang", "lang", "adminlang", "srclang"]

  /// Whether TMX allows an attribute with this value on an element.
  static func allows(_ attribute: String, _ value: String, on element: String) -> Bool {
    guard rules[element]?.attributes.contains(attribute) == true else { return false }
    if let choices = choices[attribute] { return choices.contains(value) }
    if dates.contains(attribute) { return isDate(value) }
    if attribute == "usagecount" { return isCount(value) }
    if attribute == "tuid" { return isName(value) }
    if languages.contains(attribute) { return isLanguage(value, attribute) }
    return true
  }

  /// Whether TMX allows an element in another one, and the element has all attributes it must have.
  static func allows(_ element: String, with attributes: [String], in parent: String) -> Bool {
    guard rules[parent]?.children.contains(element) == true, let rule = rules[element] else {
      return false
    }
    return rule.required.allSatisfy(attributes.contains)
  }

  /// Whether a date has the form that TMX recommends, `20250714T090500Z`, and exists.
  static func isDate(_ text: String) -> Bool {
    text.utf8.count == 16 && ExchangeDate.date(text).map(ExchangeDate.text) == text
  }

  /// Whether a value is a language tag, with hyphens as RFC 3066 has it, or `*all*` in `srclang`.
  static func isLanguage(_ text: String, _ attribute: String) -> Bool {
    if attribute == "srclang", text.lowercased() == "*all*" { return true }
    return LanguageTag(text) != nil && !text.utf8.contains(UInt8(ascii: "_"))
  }

  /// The value of an attribute as TMX writes it: a language has hyphens.
  static func canonical(_ value: String, of attribute: String) -> String {
    guard languages.contains(attribute), !isLanguage(value, attribute) else { return value }
    return LanguageTag(value)?.description ?? value
  }

  /// Whether a value can be the name of a unit: a text without white space.
  static func isName(_ text: String) -> Bool {
    // The fast path: most names are of visible ASCII characters.
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x80 }
      || !text.unicodeScalars.contains(where: \.properties.isWhitespace)
  }

  /// Whether a value is a whole number, 0 or more.
  static func isCount(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
