import PadanModel
import PadanText

/// A unit of XLIFF whose elements are being read: `trans-unit` in version 1, `unit` in version 2.
struct XLIFFUnit {
  /// A segment of a unit.
  struct Segment {
    /// The place where it begins.
    var place: SourceLocation
    /// The source; `nil` if it is missing.
    var source: XLIFFContent?
    /// The target; `nil` if the segment is not translated.
    var target: XLIFFContent?
    /// The state of the segment or, in version 1, of its target.
    var state: String?
    /// The `state-qualifier` of the target in version 1, the `subState` of the segment in version 2.
    var qualifier: String?
  }

  /// The place where the unit begins.
  var place: SourceLocation
  /// The unit's `name`, or `resname` in version 1.
  var name: String?
  /// What the unit says about all its segments.
  var state = XLIFFState()
  /// SDLXLIFF's confirmation levels, by the name of the marked segment.
  var confirmations: [String: String] = [:]
  /// The segments. A unit of version 1 has one.
  var segments: [Segment] = []
  /// The `seg-source` of version 1, in which segments are marked.
  var segmentedSource: XLIFFContent?
  /// The notes of other tools.
  var notes: [Provenance.Property] = []
  /// The pair as Padan's own note holds it; `nil` if there is no such note.
  var record: JSONPairRecord?
  /// The native code of inline codes, by the `id` of the `data` element.
  var data: [String: String] = [:]
  /// Why the whole unit is skipped; `nil` if it is not.
  var fault: Finding.Kind?

  /// Stores a finished source, target or `seg-source` in the last segment.
  mutating func take(_ content: XLIFFContent, as element: String) {
    guard let last = segments.indices.last else { return }
    switch element {
    case "source": segments[last].source = content
    case "target": segments[last].target = content
    default: segmentedSource = content
    }
  }

  /// Stores a finished note: Padan's own as a record, any other one as a property.
  mutating func take(_ note: Provenance.Property, isOwn: Bool) {
    if isOwn, let record = JSONPairRecord.record(in: note.value) {
      self.record = record
    } else if !TextForm.isBlank(note.value) {
      notes.append(note)
    }
  }

  /// The state of a segment.
  ///
  /// - Parameter mark: The name of the marked segment; `nil` for a segment without marks.
  func state(of segment: Segment, mark: String?) -> XLIFFState {
    var state = state
    state.state = segment.state
    state.confirmation =
      mark.map { confirmations[$0] }
      ?? (confirmations.count == 1 ? confirmations.first?.value : nil)
    return state
  }
}

extension XLIFFUnit {
  /// The two sides of a segment.
  struct Sides {
    /// The source.
    var source: Variant
    /// The target.
    var target: Variant
    /// The name of the marked segment; `nil` for a segment without marks.
    var mark: String?
  }

  /// The sides of a segment that has both, as one pair.
  ///
  /// - Parameter codes: The `recordedCodes`.
  func sides(
    _ source: XLIFFContent, _ target: XLIFFContent, in languages: (LanguageTag, LanguageTag),
    _ codes: (source: XLIFFRecordedCodes, target: XLIFFRecordedCodes)
  ) -> Sides {
    Sides(
      source: source.variant(
        record?.from.flatMap(LanguageTag.init) ?? languages.0, known: codes.source, data: data),
      target: target.variant(
        record?.to.flatMap(LanguageTag.init) ?? languages.1, known: codes.target, data: data))
  }

  /// The codes of both sides in Padan's own record; none without a record.
  var recordedCodes: (source: XLIFFRecordedCodes, target: XLIFFRecordedCodes) {
    let source = record?.codes(record?.sourceCodes) ?? []
    let target = record?.codes(record?.targetCodes) ?? []
    let names = XLIFFCodes(source: source, target: target)
    return (.init(source, names.source), .init(target, names.target))
  }

  /// The pairs of segments that have the same name in `seg-source` and in the target.
  ///
  /// - Returns: `nil` if no segment has both. `untranslated` and `sourceless` count the segments
  ///   that one of the sides lacks.
  func marked(
    _ target: XLIFFContent, in languages: (LanguageTag, LanguageTag)
  ) -> (pairs: [Sides], untranslated: Int, sourceless: Int)? {
    guard let segmentedSource, !segmentedSource.marks.isEmpty, !target.marks.isEmpty else {
      return nil
    }
    // The marks of a name, the last one first.
    var free = Dictionary(grouping: target.marks.reversed(), by: \.name)
    var pairs: [Sides] = []
    for mark in segmentedSource.marks {
      guard let partner = free[mark.name]?.popLast() else { continue }
      pairs.append(
        Sides(
          source: segmentedSource.variant(languages.0, data: data, in: mark),
          target: target.variant(languages.1, data: data, in: partner), mark: mark.name))
    }
    if pairs.isEmpty { return nil }
    return (pairs, segmentedSource.marks.count - pairs.count, target.marks.count - pairs.count)
  }

  /// The unit of a pair, with the provenance of Padan's own record or of the notes.
  func unit(
    of sides: Sides, _ segment: Segment, document: String?
  ) -> ExchangeUnit {
    var unit = record?.unit ?? ExchangeUnit(variants: [])
    let state = state(of: segment, mark: sides.mark)
    if record == nil {
      unit.id = name
      unit.provenance.document = document
      unit.provenance.properties =
        state.properties.filter { $0.kind == .attribute } + notes.filter { $0.place == .unit }
        + state.properties.filter { $0.kind != .attribute }
      let properties = [Provenance.Property.Place.source, .target].map { place in
        notes.filter { $0.place == place }
      }
      if !properties.allSatisfy(\.isEmpty) { unit.variantProperties = properties }
    }
    unit.sourceLanguage = sides.source.language
    unit.variants = [sides.source, sides.target]
    // A rejected pair of Padan's own has a state that other pairs have, too.
    if unit.review != .rejected { unit.review = state.review }
    return unit
  }
}
