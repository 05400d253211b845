import FoundationEssentials
import PadanModel
import PadanText

/// The elements of TMX 1.1 to 1.4b.
enum TMXElement: String, CaseIterable {
  // The commonest first: names are looked for in this order.
  case seg, tuv, tu, prop, bpt, ept, ph, note, it, hi, ut, sub, header, body, tmx, ude, map
}

/// Makes units out of the elements of a TMX file.
final class TMXParser: UnitHandler {
  static let unitElements = ["tu"]
  static let formatName = "a TMX"

  private(set) var report = ReadingReport()
  /// Whether a `tmx` element was met at all.
  private(set) var hasRoot = false
  private let file: String
  private let isStrict: Bool
  private let body: (TranslationUnit, SourceLocation) throws -> Void
  private unowned(unsafe) var parser: XMLPushParser!
  private var names: XMLNames<TMXElement>!
  private var languages: [String: LanguageTag?] = [:]

  // No event of the parser comes while another is handled, so the dynamic checks, which cost as much as
  // the handling itself, have nothing to find.
  @exclusivity(unchecked) private var depth = 0
  /// The language that the header says units are written in.
  private var headerSource: LanguageTag?
  private var isHeaderOpen = false
  private var header = TMXHeader()
  /// Whether a unit has begun and not ended.
  private(set) var isUnitOpen = false
  @exclusivity(unchecked) private var unit = TranslationUnit(variants: [])
  private var unitPlace = SourceLocation(file: "")
  private var seenVariants: Set<Variant> = []
  @exclusivity(unchecked) private var variant = Variant(language: .undetermined, text: "")
  /// Whether the variant that is open has a language, without which it is none.
  private var hasLanguage = false
  private var variantProperties: [Provenance.Property] = []
  @exclusivity(unchecked) private var isVariantOpen = false
  private var hasSegment = false
  @exclusivity(unchecked) private var segment = TMXSegment()
  /// Where characters go. Most are the blanks between elements and go nowhere.
  @exclusivity(unchecked) private var textGoal = TextGoal.nowhere
  private var remark = Provenance.Property(type: "", value: "")
  @exclusivity(unchecked) private var remarkText: [UInt8] = []
  private enum TextGoal { case nowhere, segment, remark }

  /// Why the unit cannot be kept, once that is known.
  private var unitFault: Finding.Kind?

  init(
    file: String, isStrict: Bool, body: @escaping (TranslationUnit, SourceLocation) throws -> Void
  ) {
    self.file = file
    self.isStrict = isStrict
    self.body = body
  }

  func begin(_ parser: XMLPushParser) {
    self.parser = parser
    names = XMLNames(parser: parser.context)
    depth = 0
  }

  // MARK: Elements

  func start(
    _ name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, _ attributes: XMLAttributes
  ) {
    depth += 1
    if depth > TMXReader.deepestNesting { return stop(.nestedTooDeeply) }
    let element = names[name]
    if textGoal == .segment {
      var full = element?.rawValue ?? String(cString: name)
      if let prefix { full = String(cString: prefix) + ":" + full }
      return segment.start(full, attributes.pairs)
    }
    if depth == 1 {
      hasRoot = element == .tmx
      return hasRoot ? () : stop(.notTMX(root: String(cString: name)))
    }
    switch element {
    case .tu: startUnit(attributes)
    case .tuv where isUnitOpen: startVariant(attributes)
    case .seg where isVariantOpen: startSegment()
    case .prop where isUnitOpen || isHeaderOpen: startRemark(.property, attributes)
    case .note where isUnitOpen || isHeaderOpen: startRemark(.note, attributes)
    case .ude where isHeaderOpen: startRemark(.userEncoding, attributes)
    case .map where textGoal == .remark && remark.kind == .userEncoding: addMap(attributes)
    case .header: startHeader(attributes)
    case .body, .ude, .map, .prop, .note: break
    default: warn(.foreignElement, String(cString: name))
    }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
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
    switch textGoal {
    case .nowhere: break
    case .segment:
      guard segment.size + text.count > TMXReader.longestSegment else {
        return segment.append(text)
      }
      unitFault = .longSegment
    case .remark:
      if remark.kind == .userEncoding { return }
      if remarkText.count + text.count <= TMXReader.longestSegment {
        remarkText.append(contentsOf: text)
      } else {
        unitFault = .longRemark
      }
    }
  }

  func error(for fault: XMLFault) -> any Error {
    let reason: TMXError.Reason =
      if fault.isTruncated { .truncated } else if let entity = fault.entity { .entity(entity) } else
      {
        .xml(fault.message)
      }
    return TMXError(location: fault.location, reason: reason)
  }

  // MARK: The header

  private func startHeader(_ attributes: XMLAttributes) {
    headerSource = attributes["srclang"].flatMap(language)
    isHeaderOpen = true
    header = TMXHeader(attributes)
    report.header = header.remarks
  }

  private func addMap(_ attributes: XMLAttributes) {
    guard let tag = TMXHeader.map(attributes) else {
      return warn(.emptyMap)
    }
    if remarkText.count + tag.count <= TMXReader.longestSegment { remarkText += tag }
  }

  private func addToHeader(_ remark: Provenance.Property) {
    if let fault = header.add(remark) { return warn(fault.kind, fault.detail) }
    report.header = header.remarks
  }

  // MARK: Units

  private func startUnit(_ attributes: XMLAttributes) {
    if isUnitOpen { finishUnit() }
    isHeaderOpen = false
    unitPlace = parser.location
    unitFault = nil
    seenVariants.removeAll(keepingCapacity: true)
    isUnitOpen = true
    unit = TranslationUnit(sourceLanguage: headerSource, variants: [])
    for index in 0..<attributes.count {
      let name = attributes.name(at: index)
      let value = attributes.value(at: index)
      if name == "srclang" { unit.sourceLanguage = language(value) }
      if !take(name, value) {
        unit.provenance.properties.append(
          Provenance.Property(type: name, value: value, kind: .attribute))
      }
    }
  }

  /// Puts an attribute of a unit where it belongs; `false` where it is only to be kept.
  private func take(_ name: String, _ value: String) -> Bool {
    if let field = TMXProperty.attributeFields[name] {
      guard let known = field.value(value) else {
        warn(.unreadableDate, value)
        return false
      }
      unit.provenance[field] = known
      return true
    }
    switch name {
    case "tuid": unit.id = value
    case "usagecount":
      guard let count = Int(value), count > 0 else {
        if Int(value) == 0 { return true }
        warn(.unreadableUsage, value)
        return false
      }
      unit.usageCount = count
    default: return false
    }
    return true
  }

  private func finishUnit() {
    guard isUnitOpen else { return }
    if !unit.variantProperties.isEmpty { unit.settleVariantHistory() }
    isUnitOpen = false
    if let unitFault { return skip(unitFault) }
    guard unit.variants.count > 1 else { return skip(.fewVariants) }
    if let language = unit.sourceLanguage,
      !unit.variants.contains(where: { $0.language.hasLanguage(of: language) })
    {
      warn(.noSourceVariant, "\(language)")
    }
    guard !parser.isStopped else { return }
    do { try body(unit, unitPlace) } catch { parser.stop(error) }
  }

  // MARK: Variants

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

  private func startSegment() {
    if hasSegment { warn(.manySegments) }
    hasSegment = true
    textGoal = .segment
    segment.reset()
  }

  private func endSegment() {
    textGoal = .nowhere
    guard unitFault == nil else { return }
    if !segment.codes.isEmpty {
      segment.pairCodes()
      for fault in segment.faults { warn(fault.kind, fault.detail) }
    }
    variant.text = String(decoding: segment.text, as: UTF8.self)
    variant.codes = segment.codes
  }

  private func endVariant() {
    isVariantOpen = false
    guard unitFault == nil, hasLanguage, isUnitOpen else { return }
    // Most texts begin with a letter of ASCII, which is no white space.
    let begins = variant.text.utf8.first.map { $0 > 0x20 && $0 < 0x7F } ?? false
    guard begins || !TextForm.isBlank(variant.text) else {
      return warn(.emptyVariant, "\(variant.language)")
    }
    if unit.variants.count >= TMXReader.mostVariants {
      unitFault = .manyVariants
      return
    }
    // Two or three variants are compared at less cost than they are hashed.
    let isKnown: Bool
    if unit.variants.count < 4 {
      isKnown = unit.variants.contains(variant)
    } else {
      if seenVariants.isEmpty { seenVariants = Set(unit.variants) }
      isKnown = !seenVariants.insert(variant).inserted
    }
    guard !isKnown else { return warn(.repeatedVariant) }
    if !variantProperties.isEmpty {
      while unit.variantProperties.count < unit.variants.count {
        unit.variantProperties.append([])
      }
      unit.variantProperties.append(variantProperties)
    }
    unit.variants.append(variant)
  }

  // MARK: Remarks

  private func startRemark(_ kind: Provenance.Property.Kind, _ attributes: XMLAttributes) {
    remark = Provenance.Property(type: kind == .note ? "note" : "", value: "", kind: kind)
    var hasType = false
    let typeName: StaticString = kind == .userEncoding ? "name" : "type"
    for index in 0..<attributes.count {
      if kind != .note, attributes.isNamed(typeName, at: index) {
        remark.type = attributes.value(at: index)
        hasType = true
      } else {
        remark.attributes.append(
          .init(name: attributes.name(at: index), value: attributes.value(at: index)))
      }
    }
    if kind == .property, !hasType { warn(.untypedProperty) }
    textGoal = .remark
    remarkText.removeAll(keepingCapacity: true)
  }

  private func endRemark() {
    textGoal = .nowhere
    remark.value = String(decoding: remarkText, as: UTF8.self)
    if isHeaderOpen { return addToHeader(remark) }
    guard isUnitOpen, unitFault == nil else { return }
    let isKnown =
      remark.kind == .property && remark.attributes.isEmpty && !isContextOfTarget
      && TMXProperty.apply(
        remark.type, remark.value, to: &unit, hasNextSource: header.hasNextSource)
    if isKnown { return }
    let property = TMXProperty.restored(remark)
    if isVariantOpen {
      variantProperties.append(property)
    } else {
      unit.provenance.properties.append(property)
    }
  }

  /// Whether the remark is what a translation says of its own neighbours, not the source's.
  private var isContextOfTarget: Bool {
    isVariantOpen && hasLanguage && TMXProperty.contextTypes.contains(remark.type)
      && unit.sourceLanguage.map { !variant.language.hasLanguage(of: $0) } ?? false
  }

  // MARK: Reports

  var openElements: [String] { ["tmx", "body"] }

  func damage(in error: any Error) -> String? {
    guard let error = error as? TMXError else { return nil }
    if case .notTMX = error.reason { return nil }
    return error.explanation()
  }

  func note(_ damage: String, at location: SourceLocation) {
    report.skipped.add(Finding(.damagedFile, at: location, detail: damage))
  }

  func abandonUnit(_ reason: String, at location: SourceLocation, reopening path: [String]) {
    isUnitOpen = false
    textGoal = .nowhere
    isVariantOpen = false
    isHeaderOpen = false
    segment = TMXSegment()
    report.skipped.add(Finding(.damagedUnit, at: location, detail: reason))
  }

  /// A language by its tag; `nil` where it is none, or `*all*`.
  private func language(_ tag: String) -> LanguageTag? {
    if let known = languages[tag] { return known }
    let language = LanguageTag(tag.filter { !$0.isWhitespace })
    if languages.count < TMXReader.mostVariants { languages[tag] = language }
    return language
  }

  private func skip(_ kind: Finding.Kind) {
    if isStrict { return stop(.deviation(kind.reason)) }
    report.skipped.add(Finding(kind, at: unitPlace))
  }

  private func warn(_ kind: Finding.Kind, _ detail: String? = nil) {
    if isStrict { return stop(.deviation(kind.reason)) }
    let detail = detail.map { $0.count > 60 ? String($0.prefix(60)) + "…" : $0 }
    report.warnings.add(Finding(kind, at: parser.location, detail: detail))
  }

  private func stop(_ reason: TMXError.Reason) {
    parser.stop(TMXError(location: parser.location, reason: reason))
  }
}
