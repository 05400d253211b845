/// What TMX 1.4b allows where: written from the specification, for checking and for writing.
enum TMXGrammar {
  /// An element: its attributes, which of them it must have, and what may stand in it.
  struct Rule: Sendable {
    var attributes: Set<String>
    var required: [String] = []
    /// Elements that may stand in it; `nil` where nothing may.
    var children: [String] = []
    var holdsText = false
  }

  /// How one segment may be cut; the `segtype` of headers and units.
  static let segmentTypes: Set<String> = ["block", "paragraph", "sentence", "phrase"]

  private static let history: Set<String> = [
    "creationtool", "creationtoolversion", "creationdate", "creationid", "changedate", "changeid",
    "o-encoding", "datatype", "o-tmf",
  ]
  private static let usage: Set<String> = ["usagecount", "lastusagedate"]
  private static let codes = ["bpt", "ept", "it", "ph", "hi", "ut"]

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

  /// Values that an attribute must be one of.
  static let choices: [String: Set<String>] = [
    "segtype": segmentTypes, "pos": ["begin", "end"], "assoc": ["p", "f", "b"],
  ]
  static let dates: Set<String> = ["creationdate", "changedate", "lastusagedate"]
  static let counts: Set<String> = ["usagecount", "i", "x"]

  /// Whether an element may be written with an attribute of this value.
  static func allows(_ attribute: String, _ value: String, on element: String) -> Bool {
    guard rules[element]?.attributes.contains(attribute) == true else { return false }
    if let choices = choices[attribute] { return choices.contains(value) }
    if dates.contains(attribute) { return isDate(value) }
    if attribute == "usagecount" { return isCount(value) }
    return true
  }

  /// Whether an element with some attributes may stand in another one.
  static func allows(_ element: String, with attributes: [String], in parent: String) -> Bool {
    guard rules[parent]?.children.contains(element) == true, let rule = rules[element] else {
      return false
    }
    return rule.required.allSatisfy(attributes.contains)
  }

  /// Whether a date is as TMX wants it: `20250714T090500Z`, a real day.
  static func isDate(_ text: String) -> Bool {
    text.utf8.count == 16 && TMXDate.date(text).map(TMXDate.text) == text
  }

  static func isCount(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
