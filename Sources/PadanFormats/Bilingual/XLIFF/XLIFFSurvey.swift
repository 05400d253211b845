import PadanModel
import PadanText

/// Finds the segments of an XLIFF file, and the places in its bytes where their translations go.
///
/// libxml2 checks that the file is well-formed, and tells where each tag ends; no attribute of a
/// well-formed file holds a `<`, so the last one before that place begins the tag.
final class XLIFFSurvey: XMLEventHandler {
  /// An open element.
  private struct Open {
    /// The local name; `nil` for an element of another vocabulary.
    var name: String?
    /// Its start tag.
    var tag: Range<Int>
    /// Whether its segments are to be translated.
    var translates: Bool
    /// The number of codes of the content when it began.
    var codes = 0
  }

  /// A source or target that was read.
  private struct Read {
    var content: XLIFFContent
    var element: ElementPlace
    /// The markup of its codes.
    var codes: [Range<Int>]
    var marks: [ElementPlace]
  }

  /// A segment whose unit is not finished.
  private struct Pending {
    var tag: Range<Int>?
    var state: String?
    var qualifier: String?
    var source: Read?
    var target: Read?
  }

  private let text: [UInt8]
  private let options: ReadingOptions
  private unowned(unsafe) var parser: XMLPushParser!
  private var vocabulary: XMLVocabulary?
  private var open: [Open] = []
  /// The content that is read, the markup of its codes, and its finished marks.
  private var content: (XLIFFContent, codes: [Range<Int>], marks: [ElementPlace])?
  /// The depth of the element whose content is read.
  private var contentDepth = 0
  private var pending: [Pending] = []
  private var segmentedSource: Read?
  private var unitState = XLIFFState()
  private var confirmations: [String: String] = [:]
  private var places = XLIFFPlaces()
  private var segments: [BilingualFile.Segment] = []

  private static let namespace: StaticString = "urn:oasis:names:tc:xliff:document:"
  private static let matchesNamespace: StaticString = "urn:oasis:names:tc:xliff:matches:"

  private init(_ text: [UInt8], _ options: ReadingOptions) {
    self.text = text
    self.options = options
  }

  /// What a file holds.
  ///
  /// - Throws: `InputError` for what is no well-formed XLIFF, or translates between other languages.
  static func draft(
    _ text: [UInt8], _ name: String, _ options: ReadingOptions
  ) throws -> any BilingualBody {
    let survey = XLIFFSurvey(text, options)
    let parser = XMLPushParser(file: name, handler: survey, ignoresDeclaration: true)
    try withExtendedLifetime(survey) {
      guard !text.isEmpty else {
        throw InputError(name, .empty(advice: "Name an XLIFF file."))
      }
      try text.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: XMLPushParser.pieceSize) {
          let end = min(start + XMLPushParser.pieceSize, bytes.count)
          try parser.parse(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      try parser.finish()
    }
    return XLIFFDraft(
      text: text, segments: survey.segments, places: survey.places, target: options.target)
  }

  func begin(_ parser: XMLPushParser) { self.parser = parser }

  func error(for fault: XMLFault) -> any Error { InputError(fault.location, .xliff(fault.kind)) }

  private func stop(_ reason: InputError.Reason) {
    parser.stop(InputError(parser.location, reason))
  }

  // MARK: Elements

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    if open.count >= Limits.deepestNesting { return stop(.nestedTooDeeply) }
    if vocabulary == nil { vocabulary = XMLVocabulary(root: element) }
    let isOwn = vocabulary!.holds(element) || element.isInNamespace(of: Self.namespace)
    let name = element.localName
    let tag = tag(endingAt: parser.offset)
    let parent = open.last
    let translates = attributes["translate"].map { $0 != "no" } ?? parent?.translates ?? true
    var item = Open(name: isOwn ? name : nil, tag: tag, translates: translates)
    if content != nil {
      item.codes = content!.0.codes.count
      content!.0.start(item.name, attributes)
      if content!.0.codes.count > item.codes { content!.codes.append(tag) }
      if let id = attributes["id"] { note(name: id) }
      return open.append(item)
    }
    open.append(item)
    guard let parent else { return startRoot(element, attributes, tag) }
    if isOwn {
      start(name, in: parent.name, attributes, tag)
    } else {
      startForeign(element, in: parent.name, attributes, tag)
    }
  }

  /// The tag that ends at the `>` or `/>` which libxml2 has reached.
  private func tag(endingAt offset: Int) -> Range<Int> {
    let close = text[offset...].firstIndex(of: UInt8(ascii: ">")) ?? text.count - 1
    let start = text[..<offset].lastIndex(of: UInt8(ascii: "<")) ?? 0
    return start..<close + 1
  }

  private func startRoot(
    _ element: XMLElement, _ attributes: XMLAttributes, _ tag: Range<Int>
  ) {
    guard element.localName == "xliff" else { return stop(.otherRoot(element.localName)) }
    let isSecond =
      attributes["version"].map { $0.hasPrefix("2") }
      ?? element.isInNamespace(of: "urn:oasis:names:tc:xliff:document:2")
    places.version = isSecond ? 2 : 1
    places.root = tag
    if isSecond { check(attributes["srcLang"], attributes["trgLang"]) }
  }

  /// Stops at languages other than those that are asked for.
  private func check(_ source: String?, _ target: String?) {
    func tag(_ name: String?) -> LanguageTag? { name.flatMap { LanguageTag($0) } }
    let (from, to) = (tag(source) ?? options.source, tag(target) ?? options.target)
    guard from.hasLanguage(of: options.source), to.hasLanguage(of: options.target) else {
      return stop(.otherLanguages(from: from, to: to))
    }
  }

  private func start(
    _ name: String, in parent: String?, _ attributes: XMLAttributes, _ tag: Range<Int>
  ) {
    switch (parent, name) {
    case (_, "file"):
      places.files.append(.init(tag: tag))
      if places.version == 1 { check(attributes["source-language"], attributes["target-language"]) }
    case ("file", "body"): change { $0.body = tag.lowerBound }
    case ("header", "tool"):
      if attributes["tool-id"] == XLIFFDraft.tool { change { $0.namesTool = true } }
    case (_, "trans-unit"), (_, "unit"): startUnit(name, attributes, tag)
    case ("unit", "segment"):
      pending.append(
        Pending(tag: tag, state: attributes["state"], qualifier: attributes["subState"]))
      if let id = attributes["id"] { note(name: id) }
    case ("unit", "ignorable"), ("originalData", "data"):
      if let id = attributes["id"] { note(name: id) }
    case ("trans-unit", "source"), ("trans-unit", "target"), ("trans-unit", "seg-source"),
      ("segment", "source"), ("segment", "target"):
      guard !pending.isEmpty else { return }
      content = (.init(version: places.version, language: attributes["xml:lang"]), [], [])
      contentDepth = open.count
      if parent == "trans-unit", name == "target" {
        pending[0].state = attributes["state"]
        pending[0].qualifier = attributes["state-qualifier"]
      }
    default: break
    }
  }

  /// What other vocabularies say: the matches module, and how far Trados and memoQ think a segment is.
  private func startForeign(
    _ element: XMLElement, in parent: String?, _ attributes: XMLAttributes, _ tag: Range<Int>
  ) {
    if element.isNamed("seg", in: XLIFFState.confirmationNamespace), let name = attributes["id"] {
      confirmations[name] = attributes["conf"] ?? "Unspecified"
    }
    guard element.isInNamespace(of: Self.matchesNamespace), !places.units.isEmpty else { return }
    if element.localName == "match", let id = attributes["id"] { note(name: id) }
    if element.localName == "match", let reference = attributes["ref"],
      attributes["subType"].map({ $0.hasPrefix(XLIFFDraft.prefix) }) ?? false
    {
      // Its element is known at its end.
      places.units[places.units.count - 1].suggestions.append(
        (String(reference.dropFirst()), ElementPlace(tag: tag, content: 0..<0, whole: tag)))
    }
  }

  private func startUnit(_ name: String, _ attributes: XMLAttributes, _ tag: Range<Int>) {
    guard !places.files.isEmpty else { return }
    var unit = XLIFFPlaces.Unit(file: places.files.count - 1, tag: tag)
    unitState = XLIFFState()
    unitState.isApproved = attributes["approved"] == "yes"
    unitState.status = attributes["status", in: XLIFFState.statusNamespace]
    unitState.percent = attributes["percent", in: XLIFFState.statusNamespace].flatMap { Int($0) }
    unit.hasForeignState = unitState.status != nil
    places.units.append(unit)
    confirmations = [:]
    segmentedSource = nil
    pending = name == "trans-unit" ? [Pending()] : []
  }

  private func change(_ body: (inout XLIFFPlaces.File) -> Void) {
    if let last = places.files.indices.last { body(&places.files[last]) }
  }

  /// Notes a name that is taken in the unit.
  private func note(name: String) {
    if let last = places.units.indices.last { places.units[last].names.insert(name) }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) { content?.0.append(text) }

  func end(_ name: UnsafePointer<UInt8>) {
    guard let item = open.popLast() else { return }
    let element = element(of: item, endingAt: parser.offset)
    if content != nil {
      if open.count >= contentDepth {
        let count = content!.0.codes.count
        let markCount = content!.0.marks.count
        guard content!.0.end() else { return }
        if content!.0.codes.count > count {
          // A code of its own is its whole element. A pair has one code since its start; its other
          // is the end tag, or nothing behind an empty element.
          let end = element.content.upperBound..<element.whole.upperBound
          content!.codes.append(count > item.codes ? end : element.whole)
        }
        if content!.0.marks.count > markCount { content!.marks.append(element) }
        return
      }
      let (finished, codes, marks) = content!
      content = nil
      take(Read(content: finished, element: element, codes: codes, marks: marks), as: item.name)
      return
    }
    switch item.name {
    case "header": change { $0.header = element }
    case "trans-unit", "unit": if !pending.isEmpty || segmentedSource != nil { finishUnit(item) }
    case "alt-trans":
      if isOwnSuggestion(item.tag), let last = places.units.indices.last, !pending.isEmpty {
        places.units[last].suggestions.append(("", element))
      }
    case nil: endForeign(String(cString: name), item, element)
    default: break
    }
  }

  /// Whether an `alt-trans` is Padan's own.
  private func isOwnSuggestion(_ tag: Range<Int>) -> Bool {
    XMLTag(text[tag])["tool-id"] == XLIFFDraft.tool
  }

  private func endForeign(_ name: String, _ item: Open, _ element: ElementPlace) {
    guard let last = places.units.indices.last else { return }
    if name == "matches", open.last?.name == "unit" { places.units[last].matches = element }
    let own = places.units[last].suggestions.lastIndex { $0.element.tag == item.tag }
    if let own { places.units[last].suggestions[own].element = element }
  }

  private func element(of item: Open, endingAt end: Int) -> ElementPlace {
    let isEmpty = end == item.tag.upperBound
    let content =
      isEmpty
      ? end..<end
      : item.tag.upperBound..<(text[..<end].lastIndex(of: UInt8(ascii: "<")) ?? end)
    return ElementPlace(
      tag: item.tag, content: content, whole: item.tag.lowerBound..<end)
  }

  /// Stores a finished source, target or segmented source.
  private func take(_ read: Read, as name: String?) {
    guard let last = pending.indices.last, let unit = places.units.indices.last else { return }
    switch name {
    case "source":
      pending[last].source = read
      places.units[unit].sourceStart = read.element.whole.lowerBound
      places.units[unit].sourceEnd = read.element.whole.upperBound
    case "seg-source":
      segmentedSource = read
      places.units[unit].sourceEnd = read.element.whole.upperBound
    default: pending[last].target = read
    }
  }

  // MARK: Segments

  private func finishUnit(_ item: Open) {
    defer {
      pending = []
      segmentedSource = nil
    }
    let number = places.units.count - 1
    if !confirmations.isEmpty { places.units[number].hasForeignState = true }
    if let segmentedSource, !segmentedSource.marks.isEmpty, let first = pending.first {
      addMarked(segmentedSource, first, translates: item.translates, to: number)
      return
    }
    for segment in pending {
      guard let source = segment.source else { continue }
      if places.version == 1, let target = segment.target {
        places.units[number].target = (target.element, [:])
      }
      let target = segment.target.map { variant($0) }
      add(
        source, source.content.variant(options.source, data: [:]), source.codes, target: target,
        at: segment.target?.element, state(of: segment, mark: nil), segment.qualifier,
        translates: item.translates)
      places.segments.append(
        .init(
          unit: number, tag: segment.tag, source: source.element, target: segment.target?.element))
    }
  }

  /// Adds the segments that a unit of version 1 marks.
  private func addMarked(
    _ source: Read, _ unit: Pending, translates: Bool, to number: Int
  ) {
    places.units[number].segmentedSource = (source.element, source.marks)
    var targets: [String: (variant: Variant, element: ElementPlace)] = [:]
    if let target = unit.target {
      for (mark, element) in zip(target.content.marks, target.marks)
      where targets[mark.name] == nil {
        targets[mark.name] = (variant(target, in: mark), element)
      }
      places.units[number].target = (target.element, targets.mapValues(\.element))
    }
    for (index, mark) in source.content.marks.enumerated() {
      let target = targets[mark.name]
      add(
        source, source.content.variant(options.source, data: [:], in: mark),
        Array(source.codes[mark.codes]), target: target?.variant,
        at: target?.element, state(of: unit, mark: mark.name), unit.qualifier,
        translates: translates)
      places.segments.append(
        .init(
          unit: number, source: source.element, target: target?.element,
          mark: (mark.name, index)))
    }
  }

  /// A target, or a marked segment of it, with the markup of its codes.
  private func variant(_ read: Read, in mark: XLIFFContent.Mark? = nil) -> Variant {
    var variant = read.content.variant(options.target, data: [:], in: mark)
    variant.codes = numbered(
      variant.codes, mark.map { Array(read.codes[$0.codes]) } ?? read.codes)
    return variant
  }

  private func state(of segment: Pending, mark: String?) -> XLIFFState {
    var state = unitState
    state.state = segment.state
    state.confirmation =
      mark.flatMap { confirmations[$0] }
      ?? (confirmations.count == 1 ? confirmations.first?.value : nil)
    return state
  }

  private func add(
    _ source: Read, _ variant: Variant, _ markup: [Range<Int>], target: Variant?,
    at place: ElementPlace?, _ state: XLIFFState, _ qualifier: String?, translates: Bool
  ) {
    let hasTarget = target.map { !TextForm.isBlank($0.text) } ?? false
    let isCopy = hasTarget && target?.text == variant.text
    let found: BilingualFile.State =
      if !translates || source.content.isTooLong || TextForm.isBlank(variant.text) {
        .fixed
      } else if hasTarget, !state.isUnfinished(qualifier: qualifier) {
        .done
      } else {
        hasTarget && !isCopy ? .draft : .open
      }
    segments.append(
      .init(
        source: variant.text, codes: numbered(variant.codes, markup),
        target: hasTarget && isWhole(target, at: place) ? target : nil, state: found,
        part: places.files.count,
        takesOnlyExact: places.units.last?.hasForeignState ?? false))
  }

  /// Whether a target has all markup of its element as codes: it can be written anew then, and no comment or
  /// annotation is lost.
  private func isWhole(_ target: Variant?, at place: ElementPlace?) -> Bool {
    guard let target, let place else { return false }
    func tagCount(_ bytes: some Sequence<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "<") } }
    return tagCount(text[place.content])
      == target.codes.reduce(0) { $0 + tagCount($1.content.utf8) }
  }

  /// Codes with their markup, and with numbers that no others of the segment have.
  private func numbered(_ codes: [InlineCode], _ markup: [Range<Int>]) -> [InlineCode] {
    let partners = XLIFFCodes.partners(in: codes)
    return codes.indices.map { index in
      var code = codes[index]
      let number = "\((code.element == "ept" ? partners[index] : nil) ?? index)"
      switch code.element {
      case "bpt", "ept": code.attributes = [.init(name: "i", value: number)]
      case "it":
        code.attributes = [
          .init(name: "pos", value: code["pos"] ?? "begin"), .init(name: "x", value: number),
        ]
      default: code.attributes = [.init(name: "x", value: number)]
      }
      code.content = String(decoding: text[markup[index]], as: UTF8.self)
      code.holdsMarkup = false
      return code
    }
  }
}
