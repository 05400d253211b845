package import PadanFormats
package import PadanMemory
package import PadanModel
import PadanText

/// A text that is translated segment by segment: an article, or a file in which segments are translated.
///
///     let text = try articles.translatableText(of: "berita.xlf", from: indonesian, to: english)
///     try lookup.answer(text) { position, match in … }
package struct TranslatableText: Sendable {
  /// What the text was read from.
  package enum Origin: Sendable {
    /// An article that was cut into segments.
    case article(ReadDocument)
    /// A file that holds segments.
    case bilingual(BilingualFile)
    /// Segments alone.
    case segments
  }

  /// Its name, mostly the path of its file.
  package var name: String
  /// What it was read from.
  package let origin: Origin
  /// All segments, in order.
  package let segments: [Segment]
  /// The positions of those that are translated.
  package internal(set) var positions: [Int]

  /// A text of segments alone. Blank ones, and those that are no part of the article, are not
  /// translated.
  package init(_ text: SegmentedText) {
    name = text.name
    origin = .segments
    segments = text.segments
    positions = text.segments.indices.filter {
      text.segments[$0].isTranslatable && !TextForm.isBlank(text.segments[$0].text)
    }
  }

  /// An article with its segments, behind which its labels stand. A copy of the headline is translated, too.
  ///
  /// In plain text the marker of a list item stands in the segment, whose kind it shows. It is not
  /// translated: the segment begins behind it here.
  init(_ read: ReadDocument, segments: [Segment], labels: [SegmentedLabel]) {
    name = read.document.name
    origin = .article(read)
    var segments = segments
    if read.document.paragraphs == nil {
      for index in segments.indices
      where index == 0 || segments[index - 1].block != segments[index].block {
        let segment = segments[index]
        let (marker, rest) = ListMarker.split(segment.text)
        let start = segment.range.lowerBound
        guard !marker.isEmpty, read.document.text[start...].starts(with: marker.utf8) else {
          continue
        }
        markers[index] = String(marker)
        segments[index].text = String(rest)
        segments[index].range = start + marker.utf8.count..<segment.range.upperBound
      }
    }
    segments += labels.flatMap(\.segments)
    self.segments = segments
    positions = segments.indices.filter { segments[$0].kind.isTranslatable }
    if read.document.paragraphs != nil {
      articleCodes = read.document.codes(in: segments.map(\.range))
    }
  }

  /// A file that holds segments.
  ///
  /// - Parameter overwrites: Whether what is translated already is translated again.
  init(_ file: BilingualFile, overwrites: Bool) {
    name = file.name
    origin = .bilingual(file)
    segments = SegmentedText(texts: file.segments.map(\.source)).segments
    positions = segments.indices.filter {
      switch file.segments[$0].state {
      case .open, .draft: true
      case .done: overwrites
      case .fixed: false
      }
    }
    self.overwrites = overwrites
  }

  /// The inline codes of each segment of an article; empty if its format has none.
  private var articleCodes: [[InlineCode]] = []

  /// The markers of list items that stand before their segments, by the positions of these.
  private var markers: [Int: String] = [:]

  /// Whether translations that stand there are replaced.
  private var overwrites = false

  /// How many segments of each kind are no part of the article, and stay: the kinds in the order of
  /// `SegmentKind.allCases`.
  package var passedOver: [(kind: SegmentKind, count: Int)] {
    let kinds = segments.map(\.kind).filter { !$0.isTranslatable }
    return SegmentKind.allCases.compactMap { kind in
      let count = kinds.count { $0.name == kind.name }
      return count > 0 ? (kind, count) : nil
    }
  }

  /// The number of segments of a file that are translated already, and stay.
  package var finishedCount: Int {
    guard case .bilingual(let file) = origin, !overwrites else { return 0 }
    return file.segments.count { $0.state == .done }
  }

  /// The inline codes of a segment.
  package func codes(at position: Int) -> [InlineCode] {
    switch origin {
    case .article: articleCodes.isEmpty ? [] : articleCodes[position]
    case .bilingual(let file): file.segments[position].codes
    case .segments: []
    }
  }

  /// What segments have in common that can have one translation: the text in another form, codes of the same
  /// kinds in the same places, and what their file calls them.
  package struct RepetitionKey: Hashable, Sendable {
    private struct Place: Hashable {
      var side: InlineCode.Form
      var offset: Int
    }

    private let text: String
    private let codes: [Place]
    private let name: String?
    private let isPlural: Bool

    fileprivate init(_ text: String, _ codes: [InlineCode], _ segment: BilingualFile.Segment?) {
      (name, isPlural) = (segment?.name, segment?.isPlural ?? false)
      self.text = TextForm.matchKey(of: text)
      self.codes = codes.map { Place(side: $0.side, offset: $0.offset) }
    }
  }

  /// What a segment has in common with its repetitions.
  package func repetitionKey(at position: Int) -> RepetitionKey {
    var segment: BilingualFile.Segment?
    if case .bilingual(let file) = origin { segment = file.segments[position] }
    return RepetitionKey(segments[position].text, codes(at: position), segment)
  }

  /// Whether a match may translate a segment: a draft that stands in the file, and a plural form, give
  /// way to an equal text only.
  func takes(_ match: Match, at position: Int) -> Bool {
    guard case .bilingual(let file) = origin, match.score.net < 100 else { return true }
    let segment = file.segments[position]
    return !segment.takesOnlyExact && (segment.state != .draft || overwrites)
  }

  /// How a segment is looked up: behind its marker, if it is a list item that has one, and also with it, as
  /// the memory may have it.
  fileprivate struct Item {
    /// The segment as it stands in the text, and behind its marker.
    let query, bare: LookupQuery
    /// Its marker; empty if it has none.
    let marker: String
    /// Whether the marker is a part of the segment. In plain text it stands before it.
    let isMarkerInside: Bool
    /// Whether it is an item of a list.
    let isItem: Bool
    /// The inline codes of the segment, if it has no marker.
    let codes: [InlineCode]

    /// What is looked up, the segment as it stands in the text last.
    var queries: [LookupQuery] {
      if marker.isEmpty { return [query] }
      return isMarkerInside ? [bare, query] : [withMarker, query]
    }

    private var withMarker: LookupQuery {
      LookupQuery(marker + bare.text, previous: bare.previous, next: bare.next)
    }
  }

  fileprivate func item(at position: Int) -> Item {
    func neighbour(_ other: Int) -> String? {
      guard segments.indices.contains(other) else { return nil }
      if case .bilingual(let file) = origin,
        file.segments[other].part != file.segments[position].part
      {
        return nil
      }
      return segments[other].text
    }
    let segment = segments[position]
    var query = LookupQuery(
      segment.text, previous: neighbour(position - 1), next: neighbour(position + 1))
    if case .bilingual(let file) = origin { query.name = file.segments[position].name }
    var bare = query
    var marker = markers[position, default: ""]
    let isMarkerInside = marker.isEmpty && isAtStart(position)
    if isMarkerInside {
      let parts = ListMarker.split(segment.text)
      marker = String(parts.marker)
      bare.text = String(parts.rest)
    }
    return Item(
      query: query, bare: bare, marker: marker, isMarkerInside: isMarkerInside,
      isItem: !marker.isEmpty || segment.kind == .list,
      codes: marker.isEmpty ? codes(at: position) : [])
  }

  /// Whether a segment is the first of its block. Each segment of a bilingual file may be.
  private func isAtStart(_ position: Int) -> Bool {
    guard case .article = origin else { return true }
    return position == 0 || segments[position - 1].block != segments[position].block
  }

  /// The best match of a segment, if there is one.
  fileprivate func best(of matches: [Match], at position: Int) -> Match? {
    matches.first.map { $0.agreeing(withCodes: codes(at: position)) }
  }
}

extension LookupPipeline {
  /// Looks up the segments of a text that are translated, each between its neighbours. All answers come
  /// from the same state of each memory.
  ///
  /// - Parameter emit: Receives the position of each segment and its best match, in order.
  /// - Throws: `MemoryError`, and whatever `emit` throws.
  package func answer(
    _ text: TranslatableText, emit: (_ position: Int, Match?) throws -> Void
  ) throws {
    for (position, answer) in zip(text.positions, try answers(to: text)) {
      try emit(position, text.best(of: answer.matches, at: position))
    }
  }

  /// The answers for the segments of a text that are translated, in order.
  ///
  /// A unit of a list item is compared behind its marker, and the marker of the text stays: `(2) …` finds
  /// `- …`, and the unit's translation without its marker.
  ///
  /// - Throws: `MemoryError`.
  package func answers(to text: TranslatableText) throws -> [Answer] {
    let items = text.positions.map(text.item)
    var found = try matches(for: items.flatMap(\.queries))[...]
    return items.map { item in
      let count = item.queries.count
      defer { found = found.dropFirst(count) }
      let all = found.prefix(count)
      var answer = self.answer(item.bare, with: behindMarkers(all.joined(), of: item))
      answer.query = item.query
      if item.isMarkerInside, !item.marker.isEmpty {
        // A translation of the whole segment is taken as it is.
        let whole = all.last?.filter(\.isOfSameText) ?? []
        let rest = answer.matches.filter { match in
          !whole.contains { match.isSameUnit(as: $0) }
        }
        answer.matches = Array(
          (whole + rest.map { $0.with(marker: item.marker) }).prefix(options.limit))
      }
      return answer
    }
  }

  /// Matches behind the markers of list items, each unit once, the best first: of equal texts that with the
  /// codes of the segment.
  private func behindMarkers(
    _ matches: some Sequence<Match>, of item: TranslatableText.Item
  ) -> [Match] {
    let bare = matches.map { $0.behindMarkers(for: item.bare, isItem: item.isItem) }
      .filter { $0.score.net >= options.minimum }
      .map { $0.agreeing(withCodes: item.codes) }
    let order = bare.enumerated().sorted { first, second in
      if first.element.standsBefore(second.element) { return true }
      return !second.element.standsBefore(first.element) && first.offset < second.offset
    }
    return order.map(\.element).reduce(into: []) { kept, match in
      if !kept.contains(where: match.isSameUnit) { kept.append(match) }
    }
  }
}

extension ArticlePipeline {
  /// A text that is translated: a file in which segments are translated, by its name or its first
  /// bytes, or else an article.
  ///
  /// - Parameters:
  ///   - path: A file; `-` is standard input.
  ///   - source: The language of the sources.
  ///   - target: The language of the translations.
  ///   - overwrites: Whether what is translated already is translated again.
  ///   - report: Receives what was guessed or repaired in reading.
  /// - Throws: `InputError` or `SegmentationError`.
  package func translatableText(
    of path: String, from source: LanguageTag, to target: LanguageTag, overwrites: Bool = false,
    report: Report = { _ in }
  ) throws -> TranslatableText {
    try translatableText(
      in: InputFile.read(path), name: path == "-" ? InputFile.standardInput : path, from: source,
      to: target, overwrites: overwrites, report: report)
  }

  /// A text that is translated, of a file that a caller has read; see `translatableText(of:from:to:)`.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: Its name, which may tell its format.
  /// - Throws: `InputError` or `SegmentationError`.
  package func translatableText(
    in bytes: [UInt8], name: String, from source: LanguageTag, to target: LanguageTag,
    overwrites: Bool = false, report: Report = { _ in }
  ) throws -> TranslatableText {
    guard let segmenter else {
      return TranslatableText(try text(in: bytes, name: name, report: report))
    }
    let (unpacked, plainName) =
      reader.format == nil ? try InputFile.unpacked(bytes, name: name) : (bytes, name)
    if reader.format == nil,
      let format = BilingualFormat.recognized(unpacked, name: plainName)
    {
      // A file of segments has no blocks.
      if let block = segmenter.fixedKinds.lastBlock {
        throw SegmentationError.missingBlock(block, of: 0)
      }
      var options = ReadingOptions(source: source, target: target)
      options.encoding = reader.encoding
      let file = try BilingualFile(unpacked, name: plainName, format: format, options)
      file.notes.forEach(report)
      return TranslatableText(file, overwrites: overwrites)
    }
    let read = try reader.read(bytes, name: name)
    let document = try article(read, report: report)
    let segments = try segmenter.segments(of: document)
    try Self.checkArticle(of: document, isFound: !segments.isEmpty)
    return TranslatableText(
      read, segments: segments, labels: try labels(of: read, beside: segments))
  }
}

extension Match {
  /// Whether both are of one unit of one memory.
  fileprivate func isSameUnit(as other: Match) -> Bool {
    unit == other.unit && memory == other.memory
  }
}
