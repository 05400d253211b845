package import PadanAlign
package import PadanFormats
import PadanLanguage
package import PadanMemory
package import PadanModel
import PadanText

/// Puts the best matches of a memory into articles in the place of their segments.
///
///     let pipeline = PretranslationPipeline(lookup, articles: articles)
///     let draft = try pipeline.draft(of: "berita.html")
///     let page = try draft.document(marked: false).bytes
package struct PretranslationPipeline: Sendable {
  /// The terms that are shown with each segment; `nil` for none.
  package var glossary: Glossary?
  private let lookup: LookupPipeline
  private let articles: ArticlePipeline
  /// Puts codes into translations. It is made for the first segment with codes.
  private let placer: Lazily<CodePlacer>

  /// - Parameters:
  ///   - lookup: Finds the matches; its least score is that of a match which is taken.
  ///   - articles: Reads and cuts the articles.
  ///   - aligner: Gives the aligner that finds the words around which codes stand.
  /// - Precondition: `articles` has a segmenter.
  package init(
    _ lookup: LookupPipeline, articles: ArticlePipeline,
    aligner: @escaping @Sendable () -> Aligner
  ) {
    self.lookup = lookup
    self.articles = articles
    placer = Lazily { CodePlacer(aligner()) }
  }

  /// The draft of an article, or of a file in which segments are translated (`BilingualFormat`).
  ///
  /// A text that is repeated has the translation that it has where it stands first, unless the memory
  /// has it between the same neighbours. So a copy of the headline follows the headline.
  ///
  /// - Parameters:
  ///   - path: A file; `-` is standard input.
  ///   - overwrites: Whether what is translated in the file already is translated again.
  ///   - report: Receives what was guessed or repaired in reading.
  /// - Throws: `InputError`, `SegmentationError` or `MemoryError`.
  package func draft(
    of path: String, overwrites: Bool = false, report: ArticlePipeline.Report = { _ in }
  ) throws -> Draft {
    try draft(
      of: articles.translatableText(
        of: path, from: lookup.options.source, to: lookup.options.target, overwrites: overwrites,
        report: report))
  }

  /// The draft of a file that a caller has read; see `draft(of:overwrites:report:)`.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: Its name, which may tell its format.
  /// - Throws: `InputError`, `SegmentationError` or `MemoryError`.
  package func draft(
    in bytes: [UInt8], name: String, overwrites: Bool = false,
    report: ArticlePipeline.Report = { _ in }
  ) throws -> Draft {
    try draft(
      of: articles.translatableText(
        in: bytes, name: name, from: lookup.options.source, to: lookup.options.target,
        overwrites: overwrites, report: report))
  }

  private func draft(of text: TranslatableText) throws -> Draft {
    precondition(
      articles.segmenter != nil, "A file of one segment a line has no place for translations.")
    var draft = Draft(text)
    // The segments so far, and the match that the first of each has.
    var keys: Set<TranslatableText.RepetitionKey> = []
    var first: [TranslatableText.RepetitionKey: Match] = [:]
    try lookup.answer(text) { position, match in
      let segment = text.segments[position]
      let key = text.repetitionKey(at: position)
      let isRepeated = !keys.insert(key).inserted
      var item = Draft.Item(
        position: position, segment: segment,
        match: match.flatMap { text.takes($0, at: position) ? $0 : nil },
        band: LeverageReport.Band(match, isRepeated: isRepeated))
      item.terms = glossary?.uses(in: segment.text) ?? []
      if let known = first[key], text.takes(known, at: position) {
        item.isRepetition = item.match?.kind != .context
        if item.isRepetition { item.match = known }
      }
      first[key] = first[key] ?? item.match
      item.translation = item.match.map {
        Draft.Translation($0, of: segment.text, text.codes(at: position)) { placer.value }
      }
      draft.items.append(item)
    }
    return draft
  }

  /// Puts what a person wrote for a segment into a draft, with the segment's codes, in the place of what
  /// the memory has for it.
  ///
  /// - Parameters:
  ///   - text: The translation; a blank one leaves the segment as it is in the article.
  ///   - index: The position of the segment in `Draft.items`.
  ///   - draft: The draft.
  package func put(_ text: String, at index: Int, into draft: inout Draft) {
    var item = draft.items[index]
    guard text != item.translation?.text else { return }
    (item.match, item.isRepetition, item.translation) = (nil, false, nil)
    if !TextForm.isBlank(text) {
      let codes = draft.text.codes(at: item.position)
      item.translation =
        codes.isEmpty
        ? Draft.Translation(text: text, codes: [])
        : placer.value.translation(text, of: item.segment.text, codes)
    }
    draft.items[index] = item
  }
}

/// An article with the translations that a memory has for it.
package struct Draft: Sendable {
  /// The translation of a segment.
  package struct Translation: Hashable, Sendable {
    /// Its text.
    package var text: String
    /// The codes of the segment, by their offset in the text's Unicode scalars.
    package var codes: [InlineCode]
  }

  /// A segment that is translated.
  package struct Item: Sendable {
    /// Its position among all segments of the article, from 0.
    package var position: Int
    /// The segment.
    package var segment: Segment
    /// The match whose target is its translation; `nil` if it has none, or a person wrote it.
    package var match: Match?
    /// Its translation; `nil` if it has none.
    package var translation: Translation?
    /// Whether its translation is that of an equal segment before it.
    package var isRepetition = false
    /// Whether it has a translation that nobody has to look at.
    package var isFinished: Bool { translation != nil && match?.score.net ?? 100 == 100 }

    /// The terms that stand in it.
    package var terms: [Glossary.Use] = []

    /// How well the memory covers it, as `LeveragePipeline` counts it.
    package var band: LeverageReport.Band
  }

  /// The text that is translated.
  package let text: TranslatableText
  /// The name of the article, mostly its path.
  package var name: String { text.name }
  /// The segments that are translated, in order.
  package internal(set) var items: [Item] = []

  init(_ text: TranslatableText) {
    self.text = text
  }

  /// How much of the article the memory covers without repairs. Copies of the headline do not count.
  package var leverage: LeverageReport { leverage { _ in true } }

  /// How much of that is repaired: the bands of the segments whose match is.
  package var repaired: LeverageReport {
    leverage { $0.match?.kind == .repaired && !$0.isRepetition }
  }

  private func leverage(_ isCounted: (Item) -> Bool) -> LeverageReport {
    items.filter { !$0.segment.isCopy && isCounted($0) }
      .reduce(into: LeverageReport(name: name)) {
        $0.add($1.band, words: TextForm.wordCount(of: $1.segment.text))
      }
  }

  /// The file of the article with the translations in the place of their segments. All other bytes
  /// stay as they are; a file in another encoding is written in UTF-8.
  ///
  /// A file in which segments are translated has the translations beside its sources, keeps its encoding,
  /// and says itself what a person has to look at.
  ///
  /// - Parameter isMarked: Whether what a person has to look at is marked in an article: a translation
  ///   that is not exact as `⟦87 …⟧` with its score, a segment without one as `⟦– …⟧`.
  /// - Throws: `DocumentWritingError`.
  package func document(marked isMarked: Bool) throws -> WrittenDocument {
    switch text.origin {
    case .article(let read): return try article(read, marked: isMarked)
    case .bilingual(let file):
      return file.written(
        with: items.reduce(into: [:]) { proposals, item in
          proposals[item.position] = item.proposal.map { file.proposal($0, at: item.position) }
        })
    case .segments: preconditionFailure("Segments alone have no file.")
    }
  }

  private func article(_ read: ReadDocument, marked isMarked: Bool) throws -> WrittenDocument {
    var translations: [Int: SegmentTranslation] = [:]
    for item in items {
      translations[item.position] = translation(of: item, marked: isMarked)
    }
    mendJoints(of: &translations, in: read)
    guard let format = DocumentFormats.named(read.skeleton.format) else {
      throw DocumentWritingError.otherFormat(read.skeleton.format)
    }
    return try format.write(
      translations.sorted { $0.key < $1.key }.map(\.value), into: read.skeleton)
  }

  /// The translation of a segment in its article; `nil` if it stays as it is.
  private func translation(of item: Item, marked isMarked: Bool) -> SegmentTranslation? {
    guard item.translation != nil || isMarked else { return nil }
    let target = item.translation?.text ?? item.segment.text
    let codes = item.translation?.codes ?? text.codes(at: item.position)
    guard isMarked, !item.isFinished else {
      return SegmentTranslation(range: item.segment.range, text: target, codes: codes)
    }
    let mark = "⟦\(item.match.map { String(Int($0.printedScore)) } ?? "–") "
    return SegmentTranslation(
      range: item.segment.range, text: mark + target + "⟧",
      codes: codes.map { $0.moved(by: mark.unicodeScalars.count) })
  }

  /// Sees to the blanks between sentences, where only one of the two languages has them.
  private func mendJoints(of translations: inout [Int: SegmentTranslation], in read: ReadDocument) {
    let bytes = read.labels?.document.text ?? read.document.text
    let own = Dictionary(items.map { ($0.position, $0.translation?.text) }) { first, _ in first }
    let segments = text.segments
    var closed: [(position: Int, whole: Range<Int>)] = []
    for position in segments.indices.dropLast() {
      let (first, second) = (segments[position], segments[position + 1])
      let gap = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
      guard first.block == second.block, bytes[gap].allSatisfy({ $0 == 0x20 }) else {
        continue
      }
      let isWanted = SentenceJoint.needsBlank(
        between: own[position].flatMap(\.self) ?? first.text,
        own[position + 1].flatMap(\.self) ?? second.text)
      guard isWanted != SentenceJoint.needsBlank(between: first.text, second.text) else { continue }
      if isWanted, gap.isEmpty {
        if translations[position] != nil {
          translations[position]!.text += " "
        } else if var next = translations[position + 1] {
          next.text = " " + next.text
          next.codes = next.codes.map { $0.moved(by: 1) }
          translations[position + 1] = next
        }
      } else if !isWanted, !gap.isEmpty, translations[position] != nil {
        closed.append((position, first.range.lowerBound..<gap.upperBound))
      }
    }
    // Codes in the gap belong to neither sentence.
    for ((position, whole), codes) in zip(closed, read.document.codes(in: closed.map(\.whole)))
    where codes.count == text.codes(at: position).count {
      translations[position]!.range = whole
    }
  }
}

extension InlineCode {
  fileprivate func moved(by count: Int) -> InlineCode {
    var code = self
    code.offset += count
    return code
  }
}

extension Draft.Translation {
  /// The translation that a match gives a segment, with the codes of the segment.
  ///
  /// - Parameter placer: Puts the codes into it, if there are any.
  init(_ match: Match, of source: String, _ codes: [InlineCode], placer: () -> CodePlacer) {
    self =
      codes.isEmpty
      ? Self(text: match.plainSuggestion, codes: [])
      : placer().translation(match, of: source, codes)
  }
}

extension Draft.Item {
  /// The name of the kind of its match: `context`, `exact`, `fuzzy`, `repetition` or `none`.
  package var kind: String { isRepetition ? "repetition" : match?.kind.rawValue ?? "none" }

  /// Its translation as a file may take it; `nil` if it has none.
  var proposal: BilingualFile.Proposal? {
    guard let translation else { return nil }
    let match = match.map { found in
      var match = BilingualFile.Match(
        score: found.score.net, similarity: found.score.raw,
        kind: found.score.net == 100 ? kind : found.kind.rawValue, source: found.source.text,
        adaptedFrom: found.suggestion == found.target.text ? nil : found.target.text,
        unit: found.unit, memory: found.memory)
      match.occurrences = found.occurrences
      return match
    }
    return .init(text: translation.text, codes: translation.codes, match: match)
  }
}
