import PadanLanguage
import PadanModel

/// Finds the kind of each line of an article, by the layout that news sites give their pages. This
/// happens before the text is split into sentences.
///
/// About 4 % of the real segment boundaries have no final stop; only the layout shows them. The
/// head of the article, up to the first paragraph of prose, is read as a whole: the headline below
/// a kicker shows that it is a kicker, and the lines around a caption show that it is a caption.
/// Each later line is judged alone.
struct ArticleStructure {
  /// The number of paragraphs in which the end of the head is looked for.
  static let headLimit = 12

  /// Answers what a line looks like.
  let marks: LineMarks

  /// The blocks found since the last `removeBlocks()`. Their ranges are UTF-8 byte offsets into the
  /// text of the call that found them.
  private(set) var blocks: [Block] = []
  /// The bytes of the headline. A later line may repeat it, when the text of the headline is no
  /// longer in memory.
  private var headlineBytes: [UInt8] = []
  /// The number of the next block.
  private var number = 0
  /// Whether no paragraph of body text has been read yet.
  private var isOpening = true

  /// A reader of articles whose lines are recognised by the signs of a language.
  init(signs: PageSigns) {
    marks = LineMarks(signs: signs)
  }

  /// Reads the first paragraphs of an article: at least `headLimit` of them, or all if there are
  /// fewer.
  mutating func readHead(of paragraphs: [Paragraph], in text: Span<UInt8>) {
    let head = headEnd(of: paragraphs, in: text)
    if let head { readHead(paragraphs[..<head.end], endsAtDateline: head.isDateline, in: text) }
    for paragraph in paragraphs[(head?.end ?? 0)...] { read(paragraph, in: text) }
  }

  /// Reads one paragraph after the head.
  mutating func read(_ paragraph: Paragraph, in text: Span<UInt8>) {
    let kind = addProse(paragraph, isOpening: isOpening, in: text)
    if kind == .body || kind == .datelineSentence { isOpening = false }
  }

  /// Notes a line that is too long to keep in memory. Such a line is prose.
  ///
  /// - Returns: The line's block number.
  mutating func readEndlessLine() -> Int {
    isOpening = false
    defer { number += 1 }
    return number
  }

  /// Removes the blocks found so far, once they have been used.
  mutating func removeBlocks() {
    blocks.removeAll(keepingCapacity: true)
  }

  // MARK: The head

  /// The number of paragraphs in the head, and whether a dateline follows it; `nil` if there is no
  /// head, because the text begins with prose or is a single paragraph.
  private func headEnd(
    of paragraphs: [Paragraph], in text: Span<UInt8>
  ) -> (end: Int, isDateline: Bool)? {
    guard let first = paragraphs.first, paragraphs.count > 1 else { return nil }
    guard first.kind == .headline || isTitleLike(first, in: text) else { return nil }
    let limit = min(Self.headLimit, paragraphs.count)
    for index in 1..<limit where paragraphs[index].kind == nil {
      if marks.datelineEnd(of: paragraphs[index].range, isOpening: true, in: text) != nil {
        return (index, true)
      }
    }
    for index in 1..<limit {
      let paragraph = paragraphs[index]
      let isProse =
        paragraph.kind == .list || paragraph.kind == .body
        || marks.isListItem(paragraph.range, in: text)
        || (paragraph.kind == nil && marks.endsInTerminal(paragraph.range, in: text)
          && !isCopy(paragraph.range, of: first.range.map { text[$0] }, in: text))
      if isProse { return (index, false) }
    }
    return (paragraphs.count <= Self.headLimit ? min(limit, 2) : 1, false)
  }

  /// Whether a paragraph looks like a headline: short, no full stop at its end, not a pointer or
  /// dateline.
  ///
  /// A question or exclamation mark may end a headline of at most half the usual length.
  private func isTitleLike(_ paragraph: Paragraph, in text: Span<UInt8>) -> Bool {
    let range = paragraph.range
    return paragraph.kind == nil && range.count <= LineMarks.titleLimit
      && text[range.upperBound - 1] != UInt8(ascii: ".")
      && (!marks.endsInTerminal(range, in: text) || range.count <= LineMarks.titleLimit / 2)
      && !marks.isInset(range, in: text)
      && marks.datelineEnd(of: range, isOpening: false, in: text) == nil
  }

  /// Adds a block for each paragraph of the head.
  ///
  /// - Parameter endsAtDateline: Whether a dateline follows the head. The lines between the
  ///   headline and a dateline are bylines and captions.
  private mutating func readHead(
    _ head: ArraySlice<Paragraph>, endsAtDateline: Bool, in text: Span<UInt8>
  ) {
    for (index, paragraph) in head.enumerated() {
      defer { number += 1 }
      let range = paragraph.range
      let next = index + 1 < head.endIndex ? head[index + 1] : nil
      if marks.isInset(range, in: text) {
        add(.inset, range)
      } else if !headlineBytes.isEmpty, addHeadlineCopy(range, in: text) {
        continue
      } else if marks.isByline(range, in: text)
        || (!headlineBytes.isEmpty && next.map { marks.isByline($0.range, in: text) } == true
          && marks.isName(range, in: text))
      {
        add(.byline, range)
      } else if headlineBytes.isEmpty {
        if let next, paragraph.kind != .headline, isKicker(range, above: next, in: text) {
          add(.kicker, range)
        } else {
          headlineBytes = range.map { text[$0] }
          add(.headline, range)
        }
      } else if let kind = paragraph.kind, kind != .caption {
        add(kind, range)
      } else if let credit = marks.creditStart(in: range, text) {
        addCaption(range, creditStart: credit, in: text)
      } else if paragraph.kind == .caption {
        add(.caption, range)
      } else if endsAtDateline, marks.isName(range, in: text) {
        add(.byline, range)
      } else if endsAtDateline,
        marks.endsInTerminal(range, in: text) || range.count > LineMarks.titleLimit / 2
      {
        add(.caption, range)
      } else {
        add(marks.endsInTerminal(range, in: text) ? .body : .headline, range)
      }
    }
  }

  /// Whether a line is a label above the headline: a bullet or capitals, or at most three words
  /// above a line at least twice as long.
  private func isKicker(
    _ range: Range<Int>, above next: Paragraph, in text: Span<UInt8>
  ) -> Bool {
    guard range.count <= LineMarks.kickerLimit, !marks.endsInTerminal(range, in: text),
      !marks.isByline(next.range, in: text),
      next.kind == .headline || isTitleLike(next, in: text)
    else { return false }
    return marks.startsWithBullet(range, in: text) || marks.isAllCapitals(range, in: text)
      || (next.range.count >= 2 * range.count && marks.wordCount(range, in: text) <= 3)
  }

  // MARK: Prose

  /// Adds one paragraph after the head.
  ///
  /// - Returns: The kind of its first part.
  @discardableResult
  private mutating func addProse(
    _ paragraph: Paragraph, isOpening: Bool, in text: Span<UInt8>
  ) -> SegmentKind {
    defer { number += 1 }
    let range = paragraph.range
    if let kind = paragraph.kind, kind != .caption {
      add(kind, range)
    } else if marks.isInset(range, in: text) {
      add(.inset, range)
    } else if marks.isSignoff(range, in: text) {
      add(.signoff, range)
    } else if addHeadlineCopy(range, in: text) {
      return .caption
    } else if let end = marks.datelineEnd(of: range, isOpening: isOpening, in: text), end > 0 {
      add(.datelineSentence, range, signoff: marks.signoffStart(in: range, text), in: text)
    } else if marks.isListItem(range, in: text) {
      add(.list, range, signoff: marks.signoffStart(in: range, text), in: text)
    } else if let credit = marks.creditStart(in: range, text) {
      if paragraph.kind == nil, marks.isSource(credit..<range.upperBound, in: text) {
        add(.body, range, signoff: credit, in: text)
      } else {
        addCaption(range, creditStart: credit, in: text)
      }
    } else if paragraph.kind == .caption {
      add(.caption, range)
    } else {
      add(.body, range, signoff: marks.signoffStart(in: range, text), in: text)
    }
    return blocks[blocks.count - 1].kind
  }

  // MARK: Parts

  /// Adds a block, unless its range is empty.
  private mutating func add(_ kind: SegmentKind, _ range: Range<Int>, isCopy: Bool = false) {
    if !range.isEmpty {
      blocks.append(Block(number: number, range: range, kind: kind, isCopy: isCopy))
    }
  }

  /// Adds prose that may end in the writer's initials.
  ///
  /// - Parameter signoff: Where the initials begin; `nil` if there are none.
  private mutating func add(
    _ kind: SegmentKind, _ range: Range<Int>, signoff: Int?, in text: Span<UInt8>
  ) {
    guard let signoff else { return add(kind, range) }
    add(kind, text.trimmed(range.lowerBound..<signoff))
    add(.signoff, signoff..<range.upperBound)
  }

  /// Adds a caption and the credit at its end as two blocks.
  private mutating func addCaption(
    _ range: Range<Int>, creditStart: Int, in text: Span<UInt8>
  ) {
    add(.caption, text.trimmed(range.lowerBound..<creditStart))
    add(.credit, creditStart..<range.upperBound)
  }

  /// Adds a line that begins with a copy of the headline, followed by a caption and a credit.
  ///
  /// - Returns: `false`, and nothing is added, if the line does not begin with the headline.
  private mutating func addHeadlineCopy(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard isCopy(range, of: headlineBytes, in: text) else { return false }
    let end = range.lowerBound + headlineBytes.count
    let rest = text.trimmed(end..<range.upperBound)
    add(.headline, range.lowerBound..<end, isCopy: true)
    if let credit = marks.creditStart(in: rest, text)
      ?? marks.unfinishedTail(of: rest, text)
    {
      addCaption(rest, creditStart: credit, in: text)
    } else {
      add(.caption, rest)
    }
    return true
  }

  /// Whether a line is a copy of the headline, or begins with one that white space follows.
  private func isCopy(_ range: Range<Int>, of headline: [UInt8], in text: Span<UInt8>) -> Bool {
    guard range.count >= headline.count, headline.count >= LineMarks.shortestCopy else {
      return false
    }
    let end = range.lowerBound + headline.count
    for offset in 0..<headline.count where text[range.lowerBound + offset] != headline[offset] {
      return false
    }
    return end == range.upperBound || text.skippingWhitespace(from: end) > end
  }
}

extension Paragraph {
  /// The kind that the markup settles; `nil` where the words have a say.
  fileprivate var kind: SegmentKind? {
    switch structure {
    case .heading: .headline
    case .listItem: .list
    case .caption: .caption
    case .paragraph: .body
    case .cell, .cue, nil: nil
    }
  }
}
