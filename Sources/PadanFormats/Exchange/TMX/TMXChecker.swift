import PadanModel

/// Checks a TMX file against TMX 1.4b.
///
/// It checks the structure, and also what a DTD cannot express: codes are paired, dates exist, and
/// language tags are valid.
///
///     try TMXChecker.check("padan.tmx") { print($0) }
package enum TMXChecker {
  /// Checks a file.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - body: Called with each finding. A file that is not well-formed gives a last finding at the
  ///     place where parsing ends.
  /// - Throws: `InputError` if the file cannot be read or is empty.
  /// - Complexity: O(n) time, O(longest unit) memory.
  package static func check(_ path: String, _ body: (Finding) -> Void) throws {
    var input = try UnpackedInput(path: path)
    try withoutActuallyEscaping(body) { body in
      let handler = TMXCheckHandler(body: body)
      let parser = XMLPushParser(file: input.name, handler: handler)
      do {
        let count = try withExtendedLifetime(handler) { try parser.parse(&input) }
        if count == 0 {
          throw InputError(input.name, .empty(advice: "Name a TMX file."))
        }
      } catch let error as TMXError {
        let place = error.location ?? SourceLocation(file: input.name)
        body(Finding(.init(error.code, error.explanation()), at: place))
      }
    }
  }
}

/// Follows the elements of a file and reports violations.
private final class TMXCheckHandler: XMLEventHandler {
  /// Receives the findings.
  private let body: (Finding) -> Void
  /// The parser that sends the events. It outlives this handler's use.
  private unowned(unsafe) var parser: XMLPushParser!
  /// The open elements from the root inwards, each with the number of its children by name.
  private var open: [(name: String, children: [String: Int])] = []
  /// The `srclang` of the header.
  private var headerSource: String?
  /// The elements that belong to TMX; `nil` before the root element.
  private var vocabulary: XMLVocabulary?
  /// Whether the open `ude` has a base.
  private var hasBase = false
  /// The open unit.
  private var unit = Unit()
  /// What has been read since the last unit began.
  private var budget = UnitBudget()
  /// The codes of the open segment.
  private var codes = TMXCodeCheck()

  /// What the checker needs to know about a unit.
  private struct Unit {
    /// The place where the unit begins.
    var location = SourceLocation(file: "")
    /// The unit's own `srclang`; `nil` if it has none.
    var source: String?
    /// The valid languages of the variants.
    var languages: [LanguageTag] = []
  }

  /// A handler that reports to a closure.
  init(body: @escaping (Finding) -> Void) { self.body = body }

  func begin(_ parser: XMLPushParser) { self.parser = parser }

  func error(for fault: XMLFault) -> any Error { TMXError(fault) }

  /// Reports a finding, by default at the parser's line.
  private func report(
    _ kind: Finding.Kind, _ detail: String? = nil, at place: SourceLocation? = nil
  ) {
    body(Finding(kind, at: place ?? parser.location, detail: detail))
  }

  /// Reports the faults of codes.
  private func report(_ faults: [TMXCodeCheck.Fault]) {
    for fault in faults { report(fault.kind, fault.detail) }
  }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    if vocabulary == nil { vocabulary = XMLVocabulary(root: element) }
    let name = vocabulary!.holds(element) ? element.localName : element.qualifiedName
    let pairs = attributes.pairs
    if open.isEmpty, name != "tmx" {
      return parser.stop(
        TMXError(location: parser.location, reason: .notTMX(root: name)))
    }
    if open.count >= Limits.deepestNesting {
      return parser.stop(TMXError(location: parser.location, reason: .nestedTooDeeply))
    }
    if name == "tu" { budget = UnitBudget() }
    budget.add(attributes)
    if budget.isExhausted {
      return parser.stop(TMXError(location: parser.location, reason: .endlessUnit))
    }
    checkPlace(of: name)
    check(pairs, of: name)
    open.append((name, [:]))
    switch name {
    case "header": headerSource = pairs.first { $0.name == "srclang" }?.value
    case "tu": startUnit(pairs)
    case "tuv": startVariant(pairs)
    case "ude": hasBase = pairs.contains { $0.name == "base" }
    case "map":
      if !hasBase, pairs.contains(where: { $0.name == "code" }) { report(.mapWithoutBase) }
    case "seg": codes = TMXCodeCheck()
    case "sub": codes.startSub()
    case "bpt", "ept": report(codes.add(name, pairs))
    default: break
    }
  }

  /// Checks that the element may occur in its parent, and in this order among its siblings.
  private func checkPlace(of name: String) {
    guard let parent = open.last else { return }
    guard let rule = TMXGrammar.rules[parent.name] else { return }
    guard TMXGrammar.rules[name] != nil else {
      return report(.unknownElement, "<\(name)>")
    }
    guard rule.children.contains(name) else {
      return report(.misplaced(name, in: parent.name))
    }
    let before = parent.children
    switch (parent.name, name) {
    case ("tu", "note"), ("tu", "prop"):
      if before["tuv"] != nil { report(.late(name, after: "tuv")) }
    case ("tuv", "note"), ("tuv", "prop"):
      if before["seg"] != nil { report(.late(name, after: "seg")) }
    case ("tuv", "seg"), ("tmx", "header"), ("tmx", "body"):
      if before[name] != nil { report(.repeated(name, in: parent.name)) }
      if name == "body", before["header"] == nil { report(.lateHeader) }
    default: break
    }
    open[open.count - 1].children[name, default: 0] += 1
  }

  /// Checks that an element has its required attributes, no unknown ones, and valid values.
  private func check(_ attributes: [MarkupAttribute], of element: String) {
    guard let rule = TMXGrammar.rules[element] else { return }
    for name in rule.required where !attributes.contains(where: { $0.name == name }) {
      report(.missingAttribute(of: element), name)
    }
    for attribute in attributes {
      let (name, value) = (attribute.name, attribute.value)
      // Only a finding needs it.
      var shown: String { "\(name)=\"\(value.prefix(60))\"" }
      guard rule.attributes.contains(name) else {
        report(.unknownAttribute(of: element), name)
        continue
      }
      if let choices = TMXGrammar.choices[name], !choices.contains(value) {
        report(.choice(of: choices), shown)
      } else if TMXGrammar.dates.contains(name), !ExchangeDate.isISO8601(value) {
        report(.date, shown)
      } else if TMXGrammar.counts.contains(name), !TMXGrammar.isCount(value) {
        report(.number, shown)
      } else if TMXGrammar.languages.contains(name), !TMXGrammar.isLanguage(value, name) {
        report(name == "srclang" ? .sourceLanguageTag : .languageTag, shown)
      } else if name == "tuid", !TMXGrammar.isName(value) {
        report(.nameWithBlanks, shown)
      } else if element == "tmx", name == "version", value != "1.4" {
        report(.version, shown)
      }
    }
  }

  /// Begins a unit.
  private func startUnit(_ attributes: [MarkupAttribute]) {
    unit = Unit(location: parser.location)
    unit.source = attributes.first { $0.name == "srclang" }?.value
  }

  /// Begins a variant. Checks that it has a language.
  private func startVariant(_ attributes: [MarkupAttribute]) {
    let language = attributes.first { $0.name == "xml:lang" || $0.name == "lang" }
    guard let language else { return report(.noLanguage) }
    guard let tag = LanguageTag(language.value) else { return }
    unit.languages.append(tag)
    if language.name == "lang" { report(.oldLanguage) }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    guard let element = open.popLast() else { return }
    switch element.name {
    case "tmx":
      for child in ["header", "body"] where element.children[child] == nil {
        report(.missing(child, in: "tmx"))
      }
    case "tuv": if element.children["seg"] == nil { report(.missing("seg", in: "tuv")) }
    case "ude": if element.children["map"] == nil { report(.missing("map", in: "ude")) }
    case "seg", "sub": report(codes.endText())
    case "tu": finishUnit(element.children)
    default: break
    }
  }

  /// Checks a finished unit: it has variants, one of them in the source language.
  private func finishUnit(_ children: [String: Int]) {
    if children["tuv"] == nil { return report(.missing("tuv", in: "tu"), at: unit.location) }
    if let source = unit.source ?? headerSource, let tag = LanguageTag(source),
      !unit.languages.contains(where: { tag.accepts($0) || $0.accepts(tag) })
    {
      report(.noVariantOfSource, source, at: unit.location)
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    guard let element = open.last, TMXGrammar.rules[element.name]?.holdsText == false,
      text.contains(where: { $0 > 0x20 })
    else { return }
    report(
      .misplacedText,
      "<\(element.name)> "
        + String(decoding: text, as: UTF8.self).prefix(40))
  }
}
