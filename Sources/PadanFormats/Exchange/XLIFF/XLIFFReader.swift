package import PadanModel

/// Reads the translated segments of XLIFF 1.2 and 2.x with their review state.
///
/// - A segment is skipped if it has no target, or if its state says that it is not translated yet.
/// - A unit that is approved, signed off, reviewed or final counts as approved.
/// - Suggestions (`alt-trans`, `mtc:match`) are ignored.
/// - If a unit of version 1.2 marks segments (`mrk mtype="seg"`), each of them is a pair.
package enum XLIFFReader {
  /// Reads a file.
  ///
  ///     let report = try XLIFFReader.read("berita.xlf") { unit, location in
  ///       print(location, unit.variants.map(\.text))
  ///     }
  ///
  /// - Parameters:
  ///   - path: The file, which may be compressed by gzip; `-` is standard input.
  ///   - tolerance: With `.damage` a damaged unit is skipped and the rest is read. The other two do
  ///     not differ.
  ///   - body: Called with each unit of two variants, and the place where it begins.
  /// - Returns: The units and segments that were skipped.
  /// - Throws: `InputError` if the file cannot be read or is not XLIFF, and any error that `body`
  ///   throws.
  package static func read(
    _ path: String, tolerance: Tolerance = .deviations,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
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

/// Builds translation units from the elements of an XLIFF file.
private final class XLIFFParser: UnitHandler {
  /// Damaged files are cut before these elements. `file` is one of them for its languages.
  static let unitElements = ["trans-unit", "unit", "file"]
  /// The format's name in messages.
  static let formatName = "an XLIFF"
  /// The elements of units: `trans-unit` in version 1, `unit` in version 2.
  private static let units = ["trans-unit", "unit"]

  /// The findings so far.
  private(set) var report = ReadingReport()
  /// Receives each unit and the place where it begins.
  private let body: (ExchangeUnit, SourceLocation) throws -> Void
  /// The parser that sends the events. It outlives this handler's use.
  private unowned(unsafe) var parser: XMLPushParser!
  /// The major version of XLIFF: 1 or 2.
  private var version = 1
  /// The number of open elements.
  private var depth = 0
  /// Whether the root element is `xliff`.
  private(set) var hasRoot = false
  /// The open elements outside units, from the root inwards.
  private(set) var openElements: [String] = []
  /// The number of elements that a new parser has yet to open again after damage.
  private var reopenedCount = 0
  /// The depth at which a suggestion or another ignored element began; `nil` outside of one.
  private var skippedDepth: Int?

  /// The languages of the file; `nil` for a missing or malformed tag.
  private var languages: (source: LanguageTag?, target: LanguageTag?)
  /// The `original` of the open `file`: the name of the document.
  private var document: String?
  /// The open unit.
  private var unit: Unit?
  /// The open source or target.
  private var content: XLIFFContent?
  /// The open note. `isOwn` is true for a note of Padan's, which may hold the pair as JSON.
  private var note: (isOwn: Bool, text: [UInt8])?
  /// The open `data` element of version 2, which holds native code.
  private var data: (name: String, text: [UInt8])?

  /// A segment of a unit.
  private struct Segment {
    /// The place where it begins.
    var place: SourceLocation
    /// The source; `nil` if it is missing.
    var source: XLIFFContent?
    /// The target; `nil` if the segment is not translated.
    var target: XLIFFContent?
    /// The state of the segment or, in version 1, of its target.
    var state: String?
    var isTarget = false
  }

  /// A unit whose elements are being read.
  private struct Unit {
    /// The place where the unit begins.
    var place: SourceLocation
    /// The unit's `name`, or `resname` in version 1.
    var name: String?
    /// Whether `approved` is `yes`, which only version 1 has.
    var isApproved = false
    /// The segments. A unit of version 1 has one.
    var segments: [Segment] = []
    /// The `seg-source` of version 1, in which segments are marked.
    var segmentedSource: XLIFFContent?
    /// The notes of other tools.
    var notes: [String] = []
    /// The pair as Padan's own note holds it; `nil` if there is no such note.
    var record: JSONPairRecord?
    /// The native code of inline codes, by the `id` of the `data` element.
    var data: [String: String] = [:]
  }

  /// A handler that passes units to a closure.
  init(body: @escaping (ExchangeUnit, SourceLocation) throws -> Void) {
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

  /// Stops the parser with an error at its line.
  private func stop(_ reason: InputError.Reason) {
    parser.stop(InputError(parser.location, reason))
  }

  func start(
    _ name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, _ attributes: XMLAttributes
  ) {
    depth += 1
    if depth > ExchangeLimits.deepestNesting {
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

  /// Reads the attributes of a `file`.
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

  /// Stores a finished note: Padan's own as a record, any other one as a text.
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
      if content!.text.count > ExchangeLimits.longestText {
        stop(.longSegment)
      }
    } else if note != nil {
      note!.text.append(contentsOf: text)
    } else if data != nil {
      data!.text.append(contentsOf: text)
    }
  }

  // MARK: Units

  /// Passes the pairs of a finished unit to the caller, or skips its segments with findings.
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

  /// The pairs of segments that have the same name in `seg-source` and in the target; `nil` if
  /// there are none.
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

  /// Passes a pair to the caller as a unit, with the provenance of its record or its notes.
  private func emit(_ source: Variant, _ target: Variant, _ segment: Segment, of unit: Unit) {
    guard !source.text.allSatisfy(\.isWhitespace), !target.text.allSatisfy(\.isWhitespace) else {
      return skip(segment.place, .emptySide)
    }
    var result = unit.record?.unit ?? ExchangeUnit(variants: [])
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

  /// Skips a segment with a finding.
  private func skip(_ place: SourceLocation, _ kind: Finding.Kind) {
    report.skipped.add(Finding(kind, at: place))
  }

  /// The language of a tag; `nil` for a missing or malformed one.
  private func language(_ tag: String?) -> LanguageTag? { tag.flatMap(LanguageTag.init) }
}

extension Variant {
  /// A part of the variant, with its codes.
  ///
  /// - Parameter range: Offsets in Unicode scalars.
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
  /// The file ends inside an element.
  fileprivate static let truncated = Self(
    "xliff.truncated", "the file ends before </xliff>.",
    advice: "It was cut short; export or copy it again.")
  /// Elements are nested deeper than in any XLIFF file.
  fileprivate static let nestedTooDeeply = Self(
    "xliff.nested", "elements are nested more than \(ExchangeLimits.deepestNesting) deep.")
  /// A segment is longer than the limit, which TMX shares.
  fileprivate static let longSegment = Self(
    "xliff.long-segment", "a segment is longer than \(ExchangeLimits.longestText) bytes.")

  /// The file is not well-formed. Holds the XML parser's message.
  fileprivate static func notXML(_ fault: String) -> Self {
    Self(
      "xliff.xml", "this is not well-formed XML: \(fault).",
      advice: "Mend the file or export it again.")
  }

  /// The file is of another format.
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
