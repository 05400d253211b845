public import PadanModel

/// Reads XLIFF 1.2 and 2.x: segments that are translated, with their state.
///
/// Units without a translation, or whose state says that there is none yet, are left out; approved,
/// signed-off, reviewed and final ones count as approved. Suggestions (`alt-trans`, `mtc:match`) are
/// passed over. Where a unit of 1.2 marks segments (`mrk mtype="seg"`), each is a pair of its own.
public enum XLIFFReader {
  /// Reads a file; `-` is standard input.
  ///
  /// - Parameter tolerance: With `.damage` a unit that is not well-formed is left out and the rest is
  ///   read.
  /// - Returns: The units that were left out.
  /// - Throws: `InputError`, and whatever `body` throws.
  public static func read(
    _ path: String, tolerance: Tolerance = .deviations,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    var input = try UnpackedInput(path: path)
    return try withoutActuallyEscaping(body) { body in
      let handler = XLIFFParser(body: body)
      if tolerance == .damage {
        var reader = DamagedXMLReader(handler: handler, file: input.name)
        try reader.read(&input)
        return handler.report
      }
      let parser = XMLPushParser(file: input.name, handler: handler)
      let count = try withExtendedLifetime(handler) { try parser.parse(&input) }
      guard count > 0 else {
        throw InputError(input.name, .empty(advice: "Name an XLIFF file."))
      }
      return handler.report
    }
  }
}

/// Makes units out of the elements of an XLIFF file.
private final class XLIFFParser: UnitHandler {
  static let unitElements = ["trans-unit", "unit", "file"]
  static let formatName = "an XLIFF"
  private static let units = ["trans-unit", "unit"]

  private(set) var report = ReadingReport()
  private let body: (TranslationUnit, SourceLocation) throws -> Void
  private unowned(unsafe) var parser: XMLPushParser!
  private var version = 1
  private var depth = 0
  private(set) var hasRoot = false
  /// The elements around units that are open.
  private(set) var openElements: [String] = []
  /// How many of them are still to be opened anew behind damage.
  private var reopenedCount = 0
  /// Inside a suggestion: how deep it began.
  private var skippedDepth: Int?

  private var languages: (source: LanguageTag?, target: LanguageTag?)
  private var document: String?
  private var unit: Unit?
  private var content: XLIFFContent?
  private var note: (isOwn: Bool, text: [UInt8])?
  private var data: (name: String, text: [UInt8])?

  private struct Segment {
    var place: SourceLocation
    var source: XLIFFContent?
    var target: XLIFFContent?
    var state: String?
    var isTarget = false
  }

  private struct Unit {
    var place: SourceLocation
    var name: String?
    var isApproved = false
    var segments: [Segment] = []
    var segmentedSource: XLIFFContent?
    var notes: [String] = []
    var record: JSONPairRecord?
    var data: [String: String] = [:]
  }

  init(body: @escaping (TranslationUnit, SourceLocation) throws -> Void) {
    self.body = body
  }

  func begin(_ parser: XMLPushParser) {
    self.parser = parser
    depth = 0
    openElements = []
  }

  var isUnitOpen: Bool { unit != nil }

  func damage(in error: any Error) -> String? {
    guard hasRoot, let error = error as? InputError, error.code.subject == "xliff" else {
      return nil
    }
    return error.explanation()
  }

  func note(_ damage: String, at location: SourceLocation) {
    report.skipped.add(Finding(.damagedFile, at: location, detail: damage))
  }

  func abandonUnit(_ reason: String, at location: SourceLocation, reopening path: [String]) {
    (unit, content, note, data, skippedDepth) = (nil, nil, nil, nil, nil)
    reopenedCount = path.count
    report.skipped.add(Finding(.damagedUnit, at: location, detail: reason))
  }

  func error(for fault: XMLFault) -> any Error {
    InputError(fault.location, fault.isTruncated ? .truncated : .notXML(fault.message))
  }

  private func stop(_ reason: InputError.Reason) {
    parser.stop(InputError(parser.location, reason))
  }

  func start(
    _ name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, _ attributes: XMLAttributes
  ) {
    depth += 1
    if depth > TMXReader.deepestNesting {
      return stop(.nestedTooDeeply)
    }
    if skippedDepth != nil { return }
    let element = String(cString: name)
    if content != nil { return content!.start(element, attributes, version: version) }
    if unit == nil, !Self.units.contains(element) { openElements.append(element) }
    if reopenedCount > 0 {
      reopenedCount -= 1
      return
    }
    if depth == 1 {
      guard element == "xliff" else {
        return stop(.otherRoot(element))
      }
      hasRoot = true
      version = attributes["version"]?.hasPrefix("2") == true ? 2 : 1
      languages = (language(attributes["srcLang"]), language(attributes["trgLang"]))
      return
    }
    switch element {
    case "file": startFile(attributes)
    case "trans-unit", "unit":
      unit = Unit(
        place: parser.location, name: attributes[version == 2 ? "name" : "resname"],
        isApproved: attributes["approved"] == "yes")
      if element == "trans-unit" { unit!.segments.append(Segment(place: parser.location)) }
    case "segment" where unit != nil:
      unit!.segments.append(Segment(place: parser.location, state: attributes["state"]))
    case "alt-trans", "matches", "match", "ignorable", "glossary": skippedDepth = depth
    case "source", "target", "seg-source":
      guard unit?.segments.isEmpty == false else { return }
      content = XLIFFContent()
      if element == "target", version == 1 {
        unit!.segments[unit!.segments.count - 1].state = attributes["state"]
      }
    case "note":
      note = (attributes[version == 2 ? "category" : "from"] == "padan", [])
    case "data": data = (attributes["id"] ?? "", [])
    case "cp" where data != nil:
      if let value = attributes["hex"].flatMap({ UInt32($0, radix: 16) }),
        let scalar = Unicode.Scalar(value)
      {
        data!.text += String(scalar).utf8
      }
    default: break
    }
  }

  private func startFile(_ attributes: XMLAttributes) {
    document = attributes["original"].flatMap { $0.isEmpty ? nil : $0 }
    guard version == 1 else { return }
    languages = (
      language(attributes["source-language"]), language(attributes["target-language"])
    )
  }

  func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    if let skippedDepth {
      guard depth < skippedDepth else { return }
      self.skippedDepth = nil
    }
    if content != nil, content!.end() { return }
    let element = String(cString: name)
    if unit == nil, !Self.units.contains(element) { _ = openElements.popLast() }
    if let finished = content {
      content = nil
      guard let last = unit?.segments.indices.last else { return }
      switch element {
      case "source": unit!.segments[last].source = finished
      case "target": unit!.segments[last].target = finished
      default: unit!.segmentedSource = finished
      }
      return
    }
    switch element {
    case "note": endNote()
    case "data":
      if let data { unit?.data[data.name] = String(decoding: data.text, as: UTF8.self) }
      data = nil
    case "trans-unit", "unit":
      if let unit { finish(unit) }
      unit = nil
    default: break
    }
  }

  private func endNote() {
    guard let note else { return }
    self.note = nil
    let text = String(decoding: note.text, as: UTF8.self)
    if note.isOwn, let record = JSONPairRecord.record(in: text) {
      unit?.record = record
    } else if !text.allSatisfy(\.isWhitespace) {
      unit?.notes.append(text)
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    guard skippedDepth == nil else { return }
    if content != nil {
      content!.append(text)
      if content!.text.count > TMXReader.longestSegment {
        stop(.longSegment)
      }
    } else if note != nil {
      note!.text.append(contentsOf: text)
    } else if data != nil {
      data!.text.append(contentsOf: text)
    }
  }

  // MARK: Units

  private func finish(_ unit: Unit) {
    guard let source = languages.source, let target = languages.target else {
      return skip(unit.place, .noLanguages)
    }
    for segment in unit.segments {
      guard let sourceContent = segment.source, let targetContent = segment.target else {
        skip(segment.place, .untranslated)
        continue
      }
      if let state = segment.state, ["initial", "new", "needs-translation"].contains(state) {
        skip(segment.place, .untranslatedState)
        continue
      }
      let record = unit.record
      let sourceCodes = record?.codes(record?.sourceCodes) ?? []
      let targetCodes = record?.codes(record?.targetCodes) ?? []
      let names = XLIFFCodes(source: sourceCodes, target: targetCodes)
      let sourceVariant = sourceContent.variant(
        record?.from.flatMap(LanguageTag.init) ?? source,
        known: Array(zip(names.source, sourceCodes)), data: unit.data)
      let targetVariant = targetContent.variant(
        record?.to.flatMap(LanguageTag.init) ?? target,
        known: Array(zip(names.target, targetCodes)), data: unit.data)
      let pairs = marked(unit, targetContent, targetVariant) ?? [(sourceVariant, targetVariant)]
      for (source, target) in pairs { emit(source, target, segment, of: unit) }
    }
  }

  /// The pairs of segments that both sides mark under the same names; `nil` where there are none.
  private func marked(
    _ unit: Unit, _ targetContent: XLIFFContent, _ target: Variant
  ) -> [(Variant, Variant)]? {
    guard let sourceContent = unit.segmentedSource, !sourceContent.marks.isEmpty,
      let language = languages.source
    else { return nil }
    let source = sourceContent.variant(language, known: [], data: unit.data)
    let pairs = sourceContent.marks.compactMap { mark in
      targetContent.marks.first { $0.name == mark.name }.map {
        (source.part(mark.range), target.part($0.range))
      }
    }
    return pairs.isEmpty ? nil : pairs
  }

  private func emit(_ source: Variant, _ target: Variant, _ segment: Segment, of unit: Unit) {
    guard !source.text.allSatisfy(\.isWhitespace), !target.text.allSatisfy(\.isWhitespace) else {
      return skip(segment.place, .emptySide)
    }
    var result = unit.record?.unit ?? TranslationUnit(variants: [])
    if unit.record == nil {
      result.id = unit.name
      result.provenance.document = document
      result.provenance.properties = unit.notes.map { .note($0) }
    }
    result.sourceLanguage = source.language
    result.variants = [source, target]
    let isApproved =
      unit.isApproved
      || ["final", "signed-off", "reviewed"].contains(segment.state ?? "")
    if result.review != .rejected { result.review = isApproved ? .approved : .unreviewed }
    guard !parser.isStopped else { return }
    do { try body(result, unit.place) } catch { parser.stop(error) }
  }

  private func skip(_ place: SourceLocation, _ kind: Finding.Kind) {
    report.skipped.add(Finding(kind, at: place))
  }

  private func language(_ tag: String?) -> LanguageTag? { tag.flatMap(LanguageTag.init) }
}

extension Variant {
  /// A part of the text by its scalars, with the codes in it.
  fileprivate func part(_ range: Range<Int>) -> Variant {
    var part = Variant(
      language: language,
      text: String(
        String.UnicodeScalarView(
          text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count))))
    let inside = codes.filter { range.contains($0.offset) || $0.offset == range.upperBound }.map {
      var code = $0
      code.offset -= range.lowerBound
      return code
    }
    part.codes = CodePairing.mended(inside)
    return part
  }
}

extension InputError.Reason {
  fileprivate static let truncated = Self(
    "xliff.truncated", "the file ends before </xliff>.",
    advice: "It was cut short; export or copy it again.")
  fileprivate static let nestedTooDeeply = Self(
    "xliff.nested", "elements are nested more than \(TMXReader.deepestNesting) deep.")
  fileprivate static let longSegment = Self(
    "xliff.long-segment", "a segment is longer than \(TMXReader.longestSegment) bytes.")

  fileprivate static func notXML(_ fault: String) -> Self {
    Self(
      "xliff.xml", "this is not well-formed XML: \(fault).",
      advice: "Mend the file or export it again.")
  }

  fileprivate static func otherRoot(_ name: String) -> Self {
    Self("xliff.root", "the root element is <\(name)>, not <xliff>.", advice: "Name an XLIFF file.")
  }
}

extension Finding.Kind {
  fileprivate static let noLanguages = Self(
    "xliff.no-languages", "the file names no source or target language")
  fileprivate static let untranslated = Self(
    "xliff.untranslated", "the segment is not translated", isFault: false)
  fileprivate static let untranslatedState = Self(
    "xliff.untranslated-state", "the segment's state says that it is not translated",
    isFault: false)
}
