import PadanModel

/// The elements of TMX 1.1 to 1.4b.
enum TMXElement: String, CaseIterable {
  // The commonest first: names are looked for in this order.
  case seg, tuv, tu, prop, bpt, ept, ph, note, it, hi, ut, sub, header, body, tmx, ude, map
}

/// Makes units out of the elements of a TMX file.
final class TMXParser: XMLEventHandler {
  private(set) var report = ReadingReport()
  /// Whether a `tmx` element was met at all.
  private(set) var hasRoot = false
  private let file: String
  private let isStrict: Bool
  private let body: (TranslationUnit, SourceLocation) throws -> Void
  private unowned(unsafe) var parser: XMLPushParser!
  private var names: XMLNames<TMXElement>!
  private var languages: [String: LanguageTag?] = [:]

  private var depth = 0
  /// The language that the header says units are written in.
  private var headerSource: LanguageTag?
  private var unit: TranslationUnit?
  private var unitPlace = SourceLocation(file: "")
  private var seenVariants: Set<Variant> = []
  private var variant: Variant?
  private var variantProperties: [Provenance.Property] = []
  private var isVariantOpen = false
  private var hasSegment = false
  private var segment = TMXSegment()
  private var isInSegment = false
  private var remark: Provenance.Property?
  private var remarkText: [UInt8] = []
  /// Why the unit cannot be kept, once that is known.
  private var unitFault: (reason: String, detail: String?)?

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
    if isInSegment {
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
    case .tuv where unit != nil: startVariant(attributes)
    case .seg where isVariantOpen: startSegment()
    case .prop where unit != nil: startRemark(.property, attributes)
    case .note where unit != nil: startRemark(.note, attributes)
    case .header: headerSource = attributes["srclang"].flatMap(language)
    case .body, .ude, .map, .prop, .note: break
    default: warn("an element stands where TMX has none", String(cString: name))
    }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    if isInSegment, segment.end() { return }
    switch names[name] {
    case .seg where isInSegment: endSegment()
    case .tuv where isVariantOpen: endVariant()
    case .prop where remark != nil, .note where remark != nil: endRemark()
    case .tu: finishUnit()
    default: break
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    if isInSegment {
      guard unitFault == nil else { return }
      segment.append(text)
      if segment.size > TMXReader.longestSegment {
        unitFault = ("a segment is longer than \(TMXReader.longestSegment) bytes", nil)
        segment.reset()
      }
    } else if remark != nil, remarkText.count <= TMXReader.longestSegment {
      remarkText.append(contentsOf: text)
    }
  }

  func error(for fault: XMLFault) -> any Error {
    let reason: TMXError.Reason =
      if fault.isTruncated { .truncated } else if let entity = fault.entity { .entity(entity) } else {
        .xml(fault.message)
      }
    return TMXError(location: fault.location, reason: reason)
  }

  // MARK: Units

  private func startUnit(_ attributes: XMLAttributes) {
    if unit != nil { finishUnit() }
    unitPlace = parser.location
    unitFault = nil
    seenVariants.removeAll(keepingCapacity: true)
    var unit = TranslationUnit(sourceLanguage: headerSource, variants: [])
    for index in 0..<attributes.count {
      let name = attributes.name(at: index)
      let value = attributes.value(at: index)
      if name == "srclang" { unit.sourceLanguage = language(value) }
      if !take(name, value, into: &unit) {
        unit.provenance.properties.append(
          Provenance.Property(type: name, value: value, kind: .attribute))
      }
    }
    self.unit = unit
  }

  /// Puts an attribute of a unit where it belongs; `false` where it is only to be kept.
  private func take(_ name: String, _ value: String, into unit: inout TranslationUnit) -> Bool {
    switch name {
    case "tuid": unit.id = value
    case "creationdate", "changedate":
      guard let date = TMXDate.date(value) else {
        warn("a date that cannot be read is kept as a property", value)
        return false
      }
      if name == "creationdate" {
        unit.provenance.createdAt = date
      } else {
        unit.provenance.changedAt = date
      }
    case "creationid": unit.provenance.createdBy = value
    case "changeid": unit.provenance.changedBy = value
    case "creationtool": unit.provenance.creationTool = value
    case "usagecount":
      guard let count = Int(value), count > 0 else {
        if Int(value) == 0 { return true }
        warn("a usagecount that is no number is kept as a property", value)
        return false
      }
      unit.usageCount = count
    default: return false
    }
    return true
  }

  private func finishUnit() {
    guard let open = unit else { return }
    unit = nil
    if let unitFault { return skip(unitFault.reason, unitFault.detail) }
    guard open.variants.count > 1 else {
      return skip("the unit has fewer than two variants with a language and a text")
    }
    if let language = open.sourceLanguage,
      !open.variants.contains(where: { $0.language.language == language.language })
    {
      warn("the unit has no variant in its source language", "\(language)")
    }
    guard parser.error == nil else { return }
    do { try body(withDates(open), unitPlace) } catch { parser.stop(error) }
  }

  /// The unit with the dates and persons that only a variant states: the translation's, that is, those
  /// of the first variant in another language than the source's.
  private func withDates(_ unit: TranslationUnit) -> TranslationUnit {
    guard unit.provenance.createdAt == nil, unit.provenance.changedAt == nil,
      let place = unit.variants.indices.first(where: {
        unit.variantProperties.indices.contains($0)
          && unit.variants[$0].language.language != unit.sourceLanguage?.language
          && unit.variantProperties[$0].contains { $0.kind == .attribute }
      })
    else { return unit }
    var unit = unit
    for property in unit.variantProperties[place] where property.kind == .attribute {
      switch property.type {
      case "creationdate": unit.provenance.createdAt = TMXDate.date(property.value)
      case "changedate": unit.provenance.changedAt = TMXDate.date(property.value)
      case "creationid" where unit.provenance.createdBy == nil:
        unit.provenance.createdBy = property.value
      case "changeid" where unit.provenance.changedBy == nil:
        unit.provenance.changedBy = property.value
      default: break
      }
    }
    return unit
  }

  // MARK: Variants

  private func startVariant(_ attributes: XMLAttributes) {
    isVariantOpen = true
    hasSegment = false
    variant = nil
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
    guard let tag else { return warn("a variant without a language is left out") }
    guard let language = language(tag) else {
      return warn("a variant whose language is none is left out", tag)
    }
    variant = Variant(language: language, text: "")
  }

  private func startSegment() {
    if hasSegment { warn("a variant with more than one segment: the last one is read") }
    hasSegment = true
    isInSegment = true
    segment.reset()
  }

  private func endSegment() {
    isInSegment = false
    guard unitFault == nil else { return }
    segment.pairCodes()
    for fault in segment.faults { warn(fault.reason, fault.detail.isEmpty ? nil : fault.detail) }
    variant?.text = String(decoding: segment.text, as: UTF8.self)
    variant?.codes = segment.codes
  }

  private func endVariant() {
    isVariantOpen = false
    guard unitFault == nil, let variant, unit != nil else { return }
    guard variant.text.utf8.contains(where: { $0 > 0x20 }),
      !variant.text.allSatisfy(\.isWhitespace)
    else { return warn("a variant without a text is left out", "\(variant.language)") }
    if unit!.variants.count >= TMXReader.mostVariants {
      unitFault = ("the unit has more than \(TMXReader.mostVariants) variants", nil)
      return
    }
    // Two or three variants are compared at less cost than they are hashed.
    let isKnown: Bool
    if unit!.variants.count < 4 {
      isKnown = unit!.variants.contains(variant)
    } else {
      if seenVariants.isEmpty { seenVariants = Set(unit!.variants) }
      isKnown = !seenVariants.insert(variant).inserted
    }
    guard !isKnown else { return warn("a variant that the unit has already is left out") }
    if !variantProperties.isEmpty {
      while unit!.variantProperties.count < unit!.variants.count {
        unit!.variantProperties.append([])
      }
      unit!.variantProperties.append(variantProperties)
    }
    unit!.variants.append(variant)
  }

  // MARK: Remarks

  private func startRemark(_ kind: Provenance.Property.Kind, _ attributes: XMLAttributes) {
    var property = Provenance.Property(type: kind == .note ? "note" : "", value: "", kind: kind)
    for attribute in attributes.pairs {
      if kind == .property, attribute.name == "type" {
        property.type = attribute.value
      } else {
        property.attributes.append(attribute)
      }
    }
    remark = property
    remarkText.removeAll(keepingCapacity: true)
  }

  private func endRemark() {
    guard var property = remark else { return }
    remark = nil
    guard unit != nil else { return }
    property.value = String(decoding: remarkText, as: UTF8.self)
    let isKnown =
      property.kind == .property && property.attributes.isEmpty
      && TMXProperty.apply(property.type, property.value, to: &unit!)
    if isKnown { return }
    property = TMXProperty.restored(property)
    if isVariantOpen {
      variantProperties.append(property)
    } else {
      unit!.provenance.properties.append(property)
    }
  }

  // MARK: Reports

  /// Leaves the unit out that is open, as far as one is, because the file is damaged in it.
  func abandonUnit(_ reason: String, at location: SourceLocation) {
    unit = nil
    isInSegment = false
    isVariantOpen = false
    remark = nil
    segment = TMXSegment()
    report.skipped.add(
      Finding(location: location, reason: "the unit is damaged", detail: reason))
  }

  /// Whether a unit has begun and not ended.
  var isUnitOpen: Bool { unit != nil }

  /// A language by its tag; `nil` where it is none, or `*all*`.
  private func language(_ tag: String) -> LanguageTag? {
    if let known = languages[tag] { return known }
    let language = LanguageTag(tag.filter { !$0.isWhitespace })
    if languages.count < TMXReader.mostVariants { languages[tag] = language }
    return language
  }

  private func skip(_ reason: String, _ detail: String? = nil) {
    if isStrict { return stop(.deviation(reason)) }
    report.skipped.add(Finding(location: unitPlace, reason: reason, detail: detail))
  }

  private func warn(_ reason: String, _ detail: String? = nil) {
    if isStrict { return stop(.deviation(reason)) }
    let detail = detail.map { $0.count > 60 ? String($0.prefix(60)) + "…" : $0 }
    report.warnings.add(Finding(location: parser.location, reason: reason, detail: detail))
  }

  private func stop(_ reason: TMXError.Reason) {
    parser.stop(TMXError(location: parser.location, reason: reason))
  }
}
