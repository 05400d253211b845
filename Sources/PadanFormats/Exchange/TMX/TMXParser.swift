import FoundationEssentials
import PadanModel

/// The elements of TMX 1.1 to 1.4b that the parser handles.
enum TMXElement: String, CaseIterable {
  // The most frequent elements come first, because names are looked up in this order.
  case seg, tuv, tu, prop, bpt, ept, ph, note, it, hi, ut, sub, header, body, tmx, ude, map
}

/// Builds translation units from the elements of a TMX file.
final class TMXParser: UnitHandler {
  /// Damaged files are cut before each `tu`.
  static let unitElements = ["tu"]
  /// The format's name in messages.
  static let formatName = "a TMX"

  /// The findings and the header so far.
  private(set) var report = ReadingReport()
  /// Whether the root element is `tmx`.
  private(set) var hasRoot = false
  /// The name of the file in messages.
  private let file: String
  /// Whether the first violation of the format is an error.
  private let isStrict: Bool
  /// Receives each unit and the place where it begins.
  private let body: (ExchangeUnit, SourceLocation) throws -> Void
  /// The parser that sends the events. It outlives this handler's use.
  private unowned(unsafe) var parser: XMLPushParser!
  /// The element names in the parser's dictionary.
  private var names: XMLNames<TMXElement>!
  /// The elements that belong to TMX; `nil` before the root element.
  private var vocabulary: XMLVocabulary?
  /// The tags read so far with their languages; `nil` for a tag that is malformed.
  private var languages: [String: LanguageTag?] = [:]

  // The parser sends no event while another is handled, so exclusive access needs no dynamic check.
  // The checks would cost as much time as the handling itself.
  @exclusivity(unchecked) private var depth = 0
  /// The number of open elements from one of another tool's inwards.
  @exclusivity(unchecked) private var foreignCount = 0
  /// The `srclang` of the header; `nil` if there is none, or for `*all*`.
  private var headerSource: LanguageTag?
  /// Whether the `header` element is open.
  private var isHeaderOpen = false
  /// The properties of the header.
  private var header = TMXHeader()
  /// Whether a unit has begun and not ended.
  private(set) var isUnitOpen = false
  /// The open unit.
  @exclusivity(unchecked) private var open = TMXOpenUnit()
  /// What has been read since the last unit began or ended.
  @exclusivity(unchecked) private var budget = UnitBudget()
  /// The depth of the open unit.
  private var unitDepth = 0
  /// The open variant.
  @exclusivity(unchecked) private var variant = Variant(language: .undetermined, text: "")
  /// Whether the open variant has a valid language. A variant without one is left out.
  private var hasLanguage = false
  /// The attributes, notes and props of the open variant.
  private var variantProperties: [Provenance.Property] = []
  /// Whether a `tuv` is open.
  @exclusivity(unchecked) private var isVariantOpen = false
  /// Whether the open variant has a `seg` already.
  private var hasSegment = false
  /// The open segment.
  @exclusivity(unchecked) private var segment = TMXSegment()
  /// The destination of text. Most texts are the white space between elements, which is ignored.
  @exclusivity(unchecked) private var textGoal = TextGoal.nowhere
  /// The open note, prop or encoding.
  @exclusivity(unchecked) private var remark = TMXRemark()
  /// The longest tag of a language, in bytes: more than BCP 47 needs.
  private static let longestTag = 100
  /// Where text may go.
  private enum TextGoal { case nowhere, segment, remark }

  /// A handler for one file.
  ///
  /// - Parameters:
  ///   - file: The name of the file in messages.
  ///   - isStrict: Whether the first violation of the format is an error.
  ///   - body: Receives each unit and the place where it begins.
  init(
    file: String, isStrict: Bool, body: @escaping (ExchangeUnit, SourceLocation) throws -> Void
  ) {
    self.file = file
    self.isStrict = isStrict
    self.body = body
  }

  func begin(_ parser: XMLPushParser) {
    self.parser = parser
    names = XMLNames(parser: parser.context)
    vocabulary = nil
    depth = 0
    foreignCount = 0
  }

  // MARK: Elements

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    depth += 1
    if depth > Limits.deepestNesting { return stop(.nestedTooDeeply) }
    if depth == 1 { vocabulary = XMLVocabulary(root: element) }
    budget.add(attributes)
    guard isWithinBudget() else { return }
    let isOwn = foreignCount == 0 && vocabulary!.holds(element)
    if textGoal == .segment {
      let known = isOwn ? names[element.name]?.rawValue : nil
      return segment.start(known ?? element.qualifiedName, attributes.pairs)
    }
    guard isOwn else { return startForeign(element) }
    let name = names[element.name]
    if depth == 1 {
      hasRoot = name == .tmx
      return hasRoot ? () : stop(.notTMX(root: element.localName))
    }
    start(name, element, attributes)
  }

  /// Whether the open unit is to be read. One that is larger than a unit may be is let go.
  private func isWithinBudget() -> Bool {
    if budget.isExhausted { stop(.endlessUnit) }
    guard isUnitOpen, budget.isExceeded else { return true }
    if open.fault != .largeUnit {
      open.letGo()
      segment = TMXSegment()
      variantProperties = []
      textGoal = .nowhere
      isVariantOpen = false
      foreignCount = 0
    }
    return false
  }

  /// Passes over an element of another tool with all that it holds.
  private func startForeign(_ element: XMLElement) {
    if foreignCount == 0 { warn(.foreignElement, element.qualifiedName) }
    foreignCount += 1
  }

  /// Reads an element inside the root element and outside of segments.
  private func start(_ name: TMXElement?, _ element: XMLElement, _ attributes: XMLAttributes) {
    switch name {
    case .tu: startUnit(attributes)
    case .tuv where isUnitOpen: startVariant(attributes)
    case .seg where isVariantOpen: startSegment()
    case .prop where isUnitOpen || isHeaderOpen: startRemark(.property, attributes)
    case .note where isUnitOpen || isHeaderOpen: startRemark(.note, attributes)
    case .ude where isHeaderOpen: startRemark(.userEncoding, attributes)
    case .map where textGoal == .remark && remark.kind == .userEncoding: addMap(attributes)
    case .header: startHeader(attributes)
    case .body, .ude, .map, .prop, .note: break
    default: warn(.foreignElement, element.localName)
    }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    if isUnitOpen, open.fault == .largeUnit {
      return depth < unitDepth ? finishUnit() : ()
    }
    if foreignCount > 0 {
      foreignCount -= 1
      return
    }
    if textGoal == .segment, segment.end() { return }
    switch names[name] {
    case .seg where textGoal == .segment: endSegment()
    case .tuv where isVariantOpen: endVariant()
    case .prop where textGoal == .remark, .note where textGoal == .remark,
      .ude where textGoal == .remark:
      endRemark()
    case .tu: finishUnit()
    case .header: isHeaderOpen = false
    default: break
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    guard foreignCount == 0, textGoal != .nowhere else { return }
    budget.add(bytes: text.count)
    guard isWithinBudget() else { return }
    if textGoal == .remark { return remark.append(text) }
    guard segment.size + text.count > Limits.longestText else { return segment.append(text) }
    open.fault = .longSegment
  }

  func error(for fault: XMLFault) -> any Error { TMXError(fault) }

  // MARK: The header

  /// Reads the header's attributes.
  private func startHeader(_ attributes: XMLAttributes) {
    headerSource = attributes["srclang"].flatMap(language)
    isHeaderOpen = true
    header = TMXHeader(attributes)
    report.header = header.remarks
  }

  /// Adds a `map` to the open encoding.
  private func addMap(_ attributes: XMLAttributes) {
    if let fault = remark.add(map: attributes) { warn(fault) }
  }

  /// Adds a note, prop or encoding to the header, unless the header is full.
  private func addToHeader(_ remark: Provenance.Property) {
    if let fault = header.add(remark) { return warn(fault.kind, fault.detail) }
    report.header = header.remarks
  }

  // MARK: Units

  /// Begins a unit with its attributes. A unit that is still open is finished first.
  private func startUnit(_ attributes: XMLAttributes) {
    if isUnitOpen { finishUnit() }
    isHeaderOpen = false
    isUnitOpen = true
    unitDepth = depth
    budget = UnitBudget()
    budget.add(attributes)
    open.begin(at: parser.location, source: headerSource)
    for index in 0..<attributes.count {
      let name = attributes.name(at: index)
      let value = attributes.value(at: index)
      if name == "srclang" { open.unit.sourceLanguage = language(value) }
      if let fault = open.take(attribute: name, value) { warn(fault, value) }
    }
  }

  /// Passes the finished unit to the caller, or skips it with a finding.
  private func finishUnit() {
    guard isUnitOpen else { return }
    isUnitOpen = false
    budget = UnitBudget()
    if let fault = open.finish() { return skip(fault) }
    if let language = open.missingSource { warn(.noSourceVariant, "\(language)") }
    guard !parser.isStopped else { return }
    do { try body(open.unit, open.place) } catch { parser.stop(error) }
  }

  // MARK: Variants

  /// Begins a variant. Its language comes from `xml:lang` or, in files of TMX 1.1, from `lang`.
  private func startVariant(_ attributes: XMLAttributes) {
    isVariantOpen = true
    hasSegment = false
    hasLanguage = false
    variantProperties.removeAll(keepingCapacity: true)
    var tag: String?
    for index in 0..<attributes.count {
      if attributes.isNamed("xml:lang", at: index) {
        tag = attributes.value(at: index)
      } else if attributes.isNamed("lang", at: index) {
        tag = tag ?? attributes.value(at: index)
      } else {
        variantProperties.append(
          Provenance.Property(
            type: attributes.name(at: index), value: attributes.value(at: index), kind: .attribute))
      }
    }
    guard let tag else { return warn(.missingLanguage) }
    guard let language = language(tag) else {
      return warn(.unreadableLanguage, tag)
    }
    hasLanguage = true
    variant.language = language
    variant.text = ""
    variant.codes = []
  }

  /// Begins a segment. If a variant has several, the last one counts.
  private func startSegment() {
    if hasSegment { warn(.manySegments) }
    hasSegment = true
    textGoal = .segment
    segment.reset()
  }

  /// Stores the segment's text and codes in the open variant.
  private func endSegment() {
    textGoal = .nowhere
    guard open.fault == nil else { return }
    if !segment.codes.isEmpty {
      segment.pairCodes()
      for fault in segment.faults { warn(fault.kind, fault.detail) }
    }
    variant.text = String(decoding: segment.text, as: UTF8.self)
    variant.codes = segment.codes
  }

  /// Adds the open variant to the unit, unless it is empty, repeated or without a language.
  private func endVariant() {
    isVariantOpen = false
    guard open.fault == nil, hasLanguage, isUnitOpen else { return }
    if let fault = open.add(variant, variantProperties) {
      warn(fault, fault == .emptyVariant ? "\(variant.language)" : nil)
    }
  }

  // MARK: Notes and properties

  /// Begins a note, a prop or an encoding.
  private func startRemark(_ kind: Provenance.Property.Kind, _ attributes: XMLAttributes) {
    if !remark.begin(kind, attributes) { warn(.untypedProperty) }
    textGoal = .remark
  }

  /// Stores the finished note, prop or encoding: in a field of the unit, or else as a property.
  private func endRemark() {
    textGoal = .nowhere
    if remark.isTooLong {
      if isHeaderOpen { return warn(.longHeaderRemark) }
      open.fault = .longRemark
    }
    let property = remark.finished
    if isHeaderOpen { return addToHeader(property) }
    guard isUnitOpen, open.fault == nil else { return }
    let isKnown =
      property.kind == .property && property.attributes.isEmpty && !isContextOfTarget(property)
      && TMXProperty.apply(
        property.type, property.value, to: &open.unit, hasNextSource: header.hasNextSource)
    if TMXProperty.saysUnconfirmed(property) { open.isUnconfirmed = true }
    if !isKnown { keep(TMXProperty.restored(property)) }
  }

  /// Keeps a property of the open variant or unit.
  private func keep(_ property: Provenance.Property) {
    if isVariantOpen {
      variantProperties.append(property)
    } else if property.kind == .attribute, property.type == "tuid", open.unit.id == nil {
      open.unit.id = property.value
    } else {
      open.unit.provenance.properties.append(property)
    }
  }

  /// Whether a prop of the open variant is about the neighbours of the translation, not of the
  /// source.
  private func isContextOfTarget(_ property: Provenance.Property) -> Bool {
    isVariantOpen && hasLanguage && TMXProperty.contextTypes.contains(property.type)
      && open.unit.sourceLanguage.map { !variant.language.hasLanguage(of: $0) } ?? false
  }

  // MARK: Reports

  /// A reader of a damaged file continues inside the body.
  var openTags: [String] { ["<tmx>", "<body>"] }

  func damage(in error: any Error) -> (reason: String, line: Int?)? {
    guard let error = error as? TMXError else { return nil }
    if case .notTMX = error.reason { return nil }
    let isCut = error.reason == .markup(.truncated)
    return (error.explanation(), isCut ? nil : error.location?.line)
  }

  func warn(_ finding: Finding) { report.warnings.add(finding) }

  func note(_ damage: String, at location: SourceLocation) {
    report.skipped.add(Finding(.damagedFile, at: location, detail: damage))
  }

  func abandonUnit(_ reason: String, at location: SourceLocation, reopening tags: [String]) {
    isUnitOpen = false
    budget = UnitBudget()
    textGoal = .nowhere
    isVariantOpen = false
    isHeaderOpen = false
    segment = TMXSegment()
    report.skipped.add(Finding(.damagedUnit, at: location, detail: reason))
  }

  /// The language of a tag; `nil` for a malformed tag or `*all*`.
  private func language(_ tag: String) -> LanguageTag? {
    if let known = languages[tag] { return known }
    guard tag.utf8.count <= Self.longestTag else { return nil }
    let language = LanguageTag(tag.filter { !$0.isWhitespace })
    if languages.count < Limits.mostVariants { languages[tag] = language }
    return language
  }

  /// Skips the open unit with a finding; stops a strict reading.
  private func skip(_ kind: Finding.Kind) {
    if isStrict, kind.isFault { return stop(.deviation(kind.reason)) }
    report.skipped.add(Finding(kind, at: open.place))
  }

  /// Reports a violation that is tolerated; stops a strict reading.
  private func warn(_ kind: Finding.Kind, _ detail: String? = nil) {
    if isStrict { return stop(.deviation(kind.reason)) }
    let detail = detail.map { $0.count > 60 ? String($0.prefix(60)) + "…" : $0 }
    report.warnings.add(Finding(kind, at: parser.location, detail: detail))
  }

  /// Stops the parser with an error at its line.
  private func stop(_ reason: TMXError.Reason) {
    parser.stop(TMXError(location: parser.location, reason: reason))
  }
}
