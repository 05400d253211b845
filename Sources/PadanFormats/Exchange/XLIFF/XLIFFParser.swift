import PadanModel
import PadanText

/// Builds translation units from the elements of an XLIFF file.
final class XLIFFParser: UnitHandler {
  /// Damaged files are cut before these elements. `file` is one of them for its languages.
  static let unitElements = ["trans-unit", "unit", "file"]
  /// The format's name in messages.
  static let formatName = "an XLIFF"
  /// The namespaces of all versions begin with it.
  private static let namespace: StaticString = "urn:oasis:names:tc:xliff:document:"
  /// The elements of units: `trans-unit` in version 1, `unit` in version 2.
  private static let units: Set = ["trans-unit", "unit"]
  /// Elements that hold neither units nor anything else that counts: suggestions, text that is not
  /// translated, and what a file says about its original.
  private static let ignored: Set = [
    "alt-trans", "matches", "match", "ignorable", "glossary", "header", "skl", "skeleton",
    "bin-source", "bin-target",
  ]

  /// The findings so far.
  private(set) var report = ReadingReport()
  /// The languages that count where the file names none.
  private let options: ReadingOptions
  /// Receives each unit and the place where it begins.
  private let body: (ExchangeUnit, SourceLocation) throws -> Void
  /// The parser that sends the events. It outlives this handler's use.
  private unowned(unsafe) var parser: XMLPushParser!
  /// The elements of XLIFF in this file; `nil` before the root element.
  private var vocabulary: XMLVocabulary?
  /// The major version of XLIFF: 1 or 2.
  private var version = 1
  /// The number of open elements.
  private var depth = 0
  /// Whether the root element is `xliff`.
  private(set) var hasRoot = false
  /// The open elements from the root inwards, except those inside text or inside ignored elements,
  /// with the start tags of those outside units.
  private var open: [(name: String, tag: String)] = []
  /// The number of open elements from an ignored one inwards.
  private var ignoredCount = 0
  /// The number of elements that a new parser has yet to open again after damage.
  private var reopenedCount = 0

  /// The languages that the open `file` names.
  private var languages = XLIFFLanguages()
  /// The `original` of the open `file`: the name of the document.
  private var document: String?
  /// The open units. XLIFF does not nest them, but some files do.
  private var openUnits: [XLIFFUnit] = []
  /// The open source or target.
  private var content: XLIFFContent?
  /// The open note. `isOwn` is true for a note of Padan's, which may hold the pair as JSON.
  private var note: (isOwn: Bool, property: Provenance.Property)?
  /// The name of the open `data` element of version 2, which holds native code.
  private var data: String?
  /// What has been read since the last unit began or ended.
  private var budget = UnitBudget()
  /// The depth of the outermost open unit.
  private var unitDepth = 0
  /// The text of the open note or `data` element.
  private var text: [UInt8] = []

  /// A handler that passes units to a closure.
  ///
  /// - Parameter options: The languages that count where the file names none.
  init(
    options: ReadingOptions, body: @escaping (ExchangeUnit, SourceLocation) throws -> Void
  ) {
    self.options = options
    self.body = body
  }

  func begin(_ parser: XMLPushParser) {
    self.parser = parser
    depth = 0
    open = []
    ignoredCount = 0
    vocabulary = nil
  }

  // MARK: Elements

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    depth += 1
    if depth > Limits.deepestNesting { return stop(.nestedTooDeeply) }
    if vocabulary == nil { vocabulary = XMLVocabulary(root: element) }
    budget.add(attributes)
    if budget.isExhausted { return stop(.endlessUnit("xliff")) }
    guard isWithinBudget() else { return }
    let isOwn = vocabulary!.holds(element) || element.isInNamespace(of: Self.namespace)
    if ignoredCount > 0 {
      ignoredCount += 1
      return isOwn ? () : readState(element, attributes)
    }
    let name = element.localName
    if content != nil {
      content!.start(isOwn ? name : nil, attributes)
      return
    }
    guard isOwn, !Self.ignored.contains(name) else {
      ignoredCount = 1
      return isOwn ? () : readState(element, attributes)
    }
    let parent = open.last?.name
    // Only the tags outside units are read again after damage.
    let isOutside = openUnits.isEmpty && !Self.units.contains(name)
    open.append((name, isOutside ? element.tag : ""))
    if reopenedCount > 0 {
      reopenedCount -= 1
    } else if parent == nil {
      startRoot(name, element, attributes)
    } else {
      start(name, in: parent!, attributes)
    }
  }

  /// Whether the open unit is to be read. One that is larger than a unit may be is let go.
  private func isWithinBudget() -> Bool {
    guard budget.isExceeded, let unit = openUnits.first else { return true }
    if unit.fault != .largeUnit {
      openUnits = [XLIFFUnit(place: unit.place)]
      openUnits[0].fault = .largeUnit
      open = Array(open.prefix { !Self.units.contains($0.name) })
      (content, note, data, ignoredCount) = (nil, nil, nil, 0)
    }
    return false
  }

  /// Reads the root element.
  private func startRoot(_ name: String, _ element: XMLElement, _ attributes: XMLAttributes) {
    guard name == "xliff" else { return stop(.otherRoot(name)) }
    hasRoot = true
    let isSecond =
      attributes["version"].map { $0.hasPrefix("2") }
      ?? element.isInNamespace(of: "urn:oasis:names:tc:xliff:document:2")
    version = isSecond ? 2 : 1
    languages = XLIFFLanguages(source: attributes["srcLang"], target: attributes["trgLang"])
  }

  /// Reads an element of XLIFF inside another one.
  private func start(_ name: String, in parent: String, _ attributes: XMLAttributes) {
    switch (parent, name) {
    case (_, "file"): startFile(attributes)
    case (_, "trans-unit"), (_, "unit"): startUnit(name, attributes)
    case ("unit", "segment"):
      changeUnit { unit in
        unit.segments.append(
          .init(
            place: parser.location, state: attributes["state"], qualifier: attributes["subState"]))
      }
    case ("trans-unit", "source"), ("trans-unit", "target"), ("trans-unit", "seg-source"),
      ("segment", "source"), ("segment", "target"):
      content = XLIFFContent(version: version, language: attributes["xml:lang"])
      if parent == "trans-unit", name == "target" {
        changeUnit {
          $0.segments[0].state = attributes["state"]
          $0.segments[0].qualifier = attributes["state-qualifier"]
        }
      }
    case ("trans-unit", "note"), ("notes", "note"): startNote(attributes)
    case ("originalData", "data"):
      data = attributes["id"] ?? ""
      text = []
    case ("data", "cp"): if let scalar = attributes.codePoint { text += String(scalar).utf8 }
    default: break
    }
  }

  /// Reads the attributes of a `file`.
  private func startFile(_ attributes: XMLAttributes) {
    document = attributes["original"].flatMap { $0.isEmpty ? nil : $0 }
    guard version == 1 else { return }
    languages = XLIFFLanguages(
      source: attributes["source-language"], target: attributes["target-language"])
  }

  /// Begins a unit.
  private func startUnit(_ name: String, _ attributes: XMLAttributes) {
    var unit = XLIFFUnit(
      place: parser.location, name: attributes[version == 2 ? "name" : "resname"])
    unit.state.isApproved = attributes["approved"] == "yes"
    unit.state.status = attributes["status", in: XLIFFState.statusNamespace]
    unit.state.percent = attributes["percent", in: XLIFFState.statusNamespace].flatMap { Int($0) }
    if name == "trans-unit" { unit.segments.append(.init(place: parser.location)) }
    if openUnits.isEmpty {
      budget = UnitBudget()
      budget.add(attributes)
      unitDepth = depth
    }
    openUnits.append(unit)
  }

  /// Begins a note, with the side that it is about and its other attributes.
  private func startNote(_ attributes: XMLAttributes) {
    guard !openUnits.isEmpty else { return }
    var property = Provenance.Property.note("")
    for attribute in attributes.pairs {
      if ["annotates", "appliesTo"].contains(attribute.name) {
        property.place = Provenance.Property.Place(rawValue: attribute.value) ?? .unit
      } else {
        property.attributes.append(attribute)
      }
    }
    note = (attributes[version == 2 ? "category" : "from"] == "padan", property)
    text = []
  }

  /// Reads the state of a segment from an element of SDLXLIFF's.
  private func readState(_ element: XMLElement, _ attributes: XMLAttributes) {
    guard element.isNamed("seg", in: XLIFFState.confirmationNamespace),
      let name = attributes["id"]
    else { return }
    changeUnit { $0.confirmations[name] = attributes["conf"] ?? "Unspecified" }
  }

  /// Changes the innermost open unit, if there is one.
  private func changeUnit(_ body: (inout XLIFFUnit) -> Void) {
    if let last = openUnits.indices.last { body(&openUnits[last]) }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    if openUnits.first?.fault == .largeUnit {
      return depth < unitDepth ? finishUnit() : ()
    }
    if ignoredCount > 0 {
      ignoredCount -= 1
      return
    }
    if content != nil, content!.end() { return }
    guard let element = open.popLast()?.name else { return }
    if let finished = content {
      content = nil
      return changeUnit { $0.take(finished, as: element) }
    }
    switch element {
    case "note":
      guard var note else { return }
      note.property.value = String(decoding: text, as: UTF8.self)
      self.note = nil
      changeUnit { $0.take(note.property, isOwn: note.isOwn) }
    case "data":
      guard let data else { return }
      self.data = nil
      changeUnit { $0.data[data] = String(decoding: text, as: UTF8.self) }
    case _ where Self.units.contains(element):
      finishUnit()
    default: break
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    guard ignoredCount == 0 else { return }
    guard content != nil || note != nil || data != nil else { return }
    budget.add(bytes: text.count)
    guard isWithinBudget() else { return }
    if content != nil { return content!.append(text) }
    if self.text.count + text.count <= Limits.longestText {
      self.text.append(contentsOf: text)
    } else {
      changeUnit { $0.fault = .longXLIFFNote }
    }
  }

  // MARK: Units

  /// Ends the innermost open unit.
  private func finishUnit() {
    guard let unit = openUnits.popLast() else { return }
    if openUnits.isEmpty { budget = UnitBudget() }
    finish(unit)
  }

  /// Passes the pairs of a finished unit to the caller, or skips its segments with findings.
  private func finish(_ unit: XLIFFUnit) {
    if let fault = unit.fault { return skip(unit.place, fault) }
    // Each pair has all notes of its unit.
    let pairCount = max(unit.segments.count, unit.segmentedSource?.marks.count ?? 0)
    guard unit.notes.count * pairCount <= Limits.mostPairProperties else {
      return skip(unit.place, .largeUnit)
    }
    let codes = unit.recordedCodes
    for segment in unit.segments {
      guard let source = segment.source, let target = segment.target else {
        skip(segment.place, .untranslatedSegment)
        continue
      }
      guard !source.isTooLong, !target.isTooLong, unit.segmentedSource?.isTooLong != true else {
        skip(segment.place, .longXLIFFSegment)
        continue
      }
      guard let languages = languages(of: source, target, at: segment.place) else { continue }
      if let marked = unit.marked(target, in: languages) {
        for sides in marked.pairs { emit(sides, segment, of: unit) }
        for _ in 0..<marked.untranslated { skip(segment.place, .untranslatedSegment) }
        for _ in 0..<marked.sourceless { skip(segment.place, .emptySide) }
      } else {
        emit(unit.sides(source, target, in: languages, codes), segment, of: unit)
      }
    }
  }

  /// The languages of a segment: those that it names itself, those of its file, or those of the
  /// options, which is reported once for each file. `nil` if the segment is skipped for its tags.
  private func languages(
    of source: XLIFFContent, _ target: XLIFFContent, at place: SourceLocation
  ) -> (LanguageTag, LanguageTag)? {
    let found = languages.of(source: source.language, target: target.language, options)
    guard let found else {
      skip(place, .noLanguages)
      return nil
    }
    if found.assumesSource || found.assumesTarget { report.assumesLanguages = true }
    if found.assumesSource, languages.isNew(.assumedSource) {
      report.warnings.add(Finding(.assumedSource, at: place, detail: "\(found.source)"))
    }
    if found.assumesTarget, languages.isNew(.assumedTarget) {
      report.warnings.add(Finding(.assumedTarget, at: place, detail: "\(found.target)"))
    }
    return (found.source, found.target)
  }

  /// Passes a pair to the caller as a unit, unless a side of it is empty or not translated.
  private func emit(
    _ sides: XLIFFUnit.Sides, _ segment: XLIFFUnit.Segment, of unit: XLIFFUnit
  ) {
    let state = unit.state(of: segment, mark: sides.mark)
    if state.isUntranslated { return skip(segment.place, .untranslatedState) }
    if state.isUnconfirmed(qualifier: segment.qualifier) {
      return skip(segment.place, .unconfirmedProposal)
    }
    guard !TextForm.isBlank(sides.source.text) else {
      return skip(segment.place, .emptySide)
    }
    guard !TextForm.isBlank(sides.target.text) else {
      return skip(segment.place, .untranslatedSegment)
    }
    guard !parser.isStopped else { return }
    do {
      try body(unit.unit(of: sides, segment, document: document), unit.place)
    } catch {
      parser.stop(error)
    }
  }

  // MARK: Reports

  var isUnitOpen: Bool { !openUnits.isEmpty }

  var openTags: [String] { open.prefix { !Self.units.contains($0.name) }.map(\.tag) }

  func damage(in error: any Error) -> (reason: String, line: Int?)? {
    guard hasRoot, let error = error as? InputError, error.code.subject == "xliff" else {
      return nil
    }
    let isCut = error.code == "xliff.truncated"
    return (error.explanation(), isCut ? nil : error.location?.line)
  }

  func note(_ damage: String, at location: SourceLocation) {
    report.skipped.add(Finding(.damagedFile, at: location, detail: damage))
  }

  func warn(_ finding: Finding) { report.warnings.add(finding) }

  func abandonUnit(_ reason: String, at location: SourceLocation, reopening tags: [String]) {
    (openUnits, content, note, data, budget) = ([], nil, nil, nil, UnitBudget())
    reopenedCount = tags.count
    report.skipped.add(Finding(.damagedUnit, at: location, detail: reason))
  }

  func error(for fault: XMLFault) -> any Error { InputError(fault.location, .xliff(fault.kind)) }

  /// Stops the parser with an error at its line.
  private func stop(_ reason: InputError.Reason) {
    parser.stop(InputError(parser.location, reason))
  }

  /// Skips a segment with a finding.
  private func skip(_ place: SourceLocation, _ kind: Finding.Kind) {
    report.skipped.add(Finding(kind, at: place))
  }
}
