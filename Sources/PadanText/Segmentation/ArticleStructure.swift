import PadanLanguage
import PadanModel

/// Finds the kind of each line of a page, by its form and its place among the others. This happens
/// before the text is split into sentences.
///
/// About 4 % of the real segment boundaries have no final stop; only the layout shows them. Lines
/// are read one by one; a `PageModel` then decides about many at once. A page of up to
/// `windowLines` lines is decided as a whole. A longer text is decided in windows, each of which
/// looks at the lines after it; their limits depend only on the lines.
struct ArticleStructure {
  /// The number of lines that are decided at once.
  static let windowLines = 512
  /// The number of lines at the end of a window that are decided again in the next.
  static let windowOverlap = 128
  /// The number of bytes from which on a window is complete, too.
  static let windowBytes = 4 << 20

  private let model: PageModel
  /// The kinds of what names a source at the end of a line.
  private let kindsOfSource: [SegmentKind]
  /// The kinds that a person gives to blocks, which no model changes.
  private let fixed: FixedKinds
  /// The words of the user's own that show the kinds of lines.
  private let cues: UserCues
  private var shapes: LineShapeReader
  private var tails: LineTail

  /// The lines that wait for a decision, after the last lines that have one.
  private var lines: [PageLine] = []
  /// The number of lines that have a decision.
  private var decided = 0
  /// The bytes of the waiting lines.
  private var waitingBytes = 0
  /// What is known of all lines that have a decision.
  private var past = PagePlaces.Past()
  /// The kind of the last line that has a decision.
  private var previous: SegmentKind?
  /// The first lines, which later lines may repeat.
  private var heads = HeadLines()
  /// The rows of a table that the last lines may be.
  private var table = TableRows()
  /// The number of lines so far.
  private var lineCount = 0
  /// The number of the next block, which is how many there are so far.
  private(set) var number = 0
  /// The texts of the latest headlines. A later line may repeat one.
  private var headlines: [[UInt8]] = []
  /// The most headlines that are remembered, so that a text of headlines alone takes linear time. A page
  /// that lists other articles has some dozens.
  private static let mostHeadlines = 60

  /// The blocks found since the last `removeBlocks()`. Their ranges are UTF-8 byte offsets into the
  /// text that is in memory.
  private(set) var blocks: [Block] = []
  /// Why each line has its kind, if that is asked for; in the order of the blocks.
  private(set) var explanations: [BlockExplanation] = []
  /// Whether to find how sure each kind is.
  private let givesConfidence: Bool
  /// Whether to collect explanations.
  private let explains: Bool

  /// A reader of pages whose lines are recognised by the signs of a language.
  ///
  /// - Parameters:
  ///   - cues: The words of the user's own that show the kinds of lines.
  ///   - fixed: The kinds of blocks that a person has decided.
  ///   - givesConfidence: Whether to find how sure each kind is.
  ///   - explains: Whether to collect explanations.
  init(
    signs: PageSigns, cues: UserCues, fixed: FixedKinds, model: PageModel = .bundled,
    givesConfidence: Bool = true, explains: Bool = false
  ) {
    self.model = model
    self.cues = cues
    self.fixed = fixed
    self.givesConfidence = givesConfidence
    self.explains = explains
    kindsOfSource = model.kinds.filter { $0 != .caption }
    shapes = LineShapeReader(signs: signs)
    tails = LineTail(signs: signs)
  }

  /// Where the first line begins that has no decision yet; `nil` if all have one.
  var firstWaiting: Int? { decided < lines.count ? lines[decided].shape.range.lowerBound : nil }

  /// Reads a paragraph, and decides about lines when a window is complete.
  ///
  /// - Parameter gap: The number of blank lines before it.
  mutating func read(_ paragraph: Paragraph, gap: Int, in text: Span<UInt8>) {
    append(paragraph, gap: gap, in: text)
    waitingBytes += paragraph.range.count
    if lines.count - decided >= Self.windowLines || waitingBytes >= Self.windowBytes {
      decide(isLast: false, in: text)
    }
  }

  /// Reads a web page of paragraphs, with what its markup tells of each. What is no part of the
  /// article, before it or after it, becomes no block.
  mutating func read(_ paragraphs: [Paragraph], evidence: [[UInt16]], in text: Span<UInt8>) {
    for paragraph in paragraphs {
      var paragraph = paragraph
      paragraph.structure = nil
      append(paragraph, gap: 1, in: text)
    }
    // A part of a line has the evidence of its line.
    let evidence = lines.map { evidence[$0.block] }
    let article = WebArticle(lines, evidence, explains: explains)
    keepFixes(within: article.extent)
    for index in lines.indices { lines[index].markupScores = article.scores[index] }
    decide(isLast: true, in: text)
    for index in explanations.indices {
      explanations[index].contentShare = article.shares[index]
      explanations[index].contentFeatures = article.features[index]
    }
    let isFound = !article.extent.isEmpty || !fixed.isEmpty
    let isArticle = isFound ? blocks.map { $0.kind != .inset } : []
    let first = isArticle.firstIndex(of: true) ?? blocks.count
    let last = isArticle.lastIndex(of: true) ?? first
    blocks.removeSubrange(min(last + 1, blocks.count)...)
    blocks.removeSubrange(..<min(first, blocks.count))
  }

  /// Appends the parts of a paragraph to the lines.
  private mutating func append(_ paragraph: Paragraph, gap: Int, in text: Span<UInt8>) {
    let (copy, rest, tail) = parts(of: paragraph.range, in: text)
    if let copy { append(copy, .first, of: paragraph, gap: gap, in: text) }
    let part: LineSign.Part? =
      copy == nil ? (tail == nil ? nil : .first) : tail == nil ? .last : .middle
    append(rest, part, of: paragraph, gap: gap, in: text)
    if let tail {
      let part: LineSign.Part = tail.namesSource ? .source : .last
      let range = tail.start..<paragraph.range.upperBound
      append(range, part, of: paragraph, gap: gap, in: text)
      lines[lines.count - 1].mayBelongToSentence = tail.mayBelongToSentence
    }
    number += 1
  }

  /// Appends a part of a paragraph.
  ///
  /// - Parameter part: Its place among the parts; `nil` if it is the whole paragraph.
  private mutating func append(
    _ range: Range<Int>, _ part: LineSign.Part?, of paragraph: Paragraph, gap: Int,
    in text: Span<UInt8>
  ) {
    let isFirst = lines.last?.block != number
    let shape = shapes.shape(of: range, part: part, in: text)
    if isFirst, shape.isFinished, !shape.isOther { rejoinSentence(in: text) }
    var line = PageLine(
      shape: shape, block: number, gap: isFirst ? gap : 0,
      isContinuation: !isFirst)
    line.allowed = paragraph.allowedKinds
    // Behind a caption, what names a source is its credit.
    if part == .source, line.allowed == nil {
      line.allowed = kindsOfSource
    }
    fix(&line, isFirst: isFirst, in: text)
    noteRepetition(of: &line, in: text)
    lines.append(line)
    lineCount += 1
    let rows = part == nil ? table.add(lines[lines.count - 1], in: text) : table.end()
    for index in lines.indices.suffix(rows).drop(while: { $0 < decided }) {
      lines[index].allowed = [.body]
    }
  }

  /// Takes the brackets at the end of the last line for a part of its sentence, if they may be one:
  /// initials stand where the text ends, not before a further sentence. In the head of a page they may
  /// be a credit.
  private mutating func rejoinSentence(in text: Span<UInt8>) {
    guard let tail = lines.last, tail.mayBelongToSentence, tail.source == nil,
      lines.count - 2 >= decided,
      past.prose > 0 || lines[decided..<lines.count - 2].contains(where: \.shape.isProse)
    else { return }
    lines.removeLast()
    lineCount -= 1
    let index = lines.count - 1
    let range = lines[index].shape.range.lowerBound..<tail.shape.range.upperBound
    lines[index].shape = shapes.shape(
      of: range, part: lines[index].isContinuation ? .last : nil, in: text)
  }

  /// Gives a line the kind that a person or a cue of the user's own decides.
  private func fix(_ line: inout PageLine, isFirst: Bool, in text: Span<UInt8>) {
    if let kind = fixed[line.block] {
      (line.allowed, line.source) = ([kind], .person)
    } else if let cue = cues.cue(of: line.shape.range, in: text) {
      (line.allowed, line.source) = ([cue.kind], .cue(cue.text))
    } else if !isFirst, let last = lines.last, case .cue = last.source, let kinds = last.allowed,
      kinds[0].isOfWholeLine
    {
      (line.allowed, line.source) = (kinds, last.source)
    }
  }

  /// Leaves out cues of the user's own that stand far from the article of a web page: menus have the
  /// same words. On a page without an article only what a person has fixed is one.
  private mutating func keepFixes(within extent: Range<Int>) {
    for index in lines.indices where !extent.contains(index) && lines[index].source != .person {
      lines[index].source = nil
      lines[index].allowed = extent.isEmpty ? [.inset] : nil
    }
  }

  /// Decides about all lines that wait.
  mutating func finish(in text: Span<UInt8>) {
    if number == 1 {
      // A line alone has no head and no furniture.
      for index in lines.indices where lines[index].allowed == nil {
        var kinds = Self.kindsOfText
        if lines.count > 1 {
          kinds += lines[index].isContinuation ? [.credit, .signoff] : [.caption]
        }
        let shape = lines[index].shape
        if lines[index].shape.hasCue, !(shape.isFinished && shape.hasInnerEnds) {
          kinds.append(.inset)
        }
        lines[index].allowed = kinds
      }
    }
    decide(isLast: true, in: text)
  }

  /// The kinds of running text.
  private static let kindsOfText: [SegmentKind] = [.datelineSentence, .body, .list]

  /// Notes a line that is too long to keep in memory. Such a line is prose. All lines before it must
  /// have a decision.
  ///
  /// - Returns: The line's block number.
  mutating func readEndlessLine() -> Int {
    past.prose += 1
    past.sinceProse = 1
    previous = .body
    defer { number += 1 }
    return number
  }

  /// Removes the blocks found so far, once they have been used.
  mutating func removeBlocks() {
    blocks.removeAll(keepingCapacity: true)
    explanations.removeAll(keepingCapacity: true)
  }

  /// Notes that bytes were removed from the start of the text in memory.
  mutating func removeBytes(_ count: Int) {
    for index in decided..<lines.count {
      let range = lines[index].shape.range
      lines[index].shape.range = range.lowerBound - count..<range.upperBound - count
    }
  }

  // MARK: Lines

  /// The parts of a line that may have kinds of their own: a copy of an earlier line at its start,
  /// and a credit or a sign-off at its end.
  private mutating func parts(
    of line: Range<Int>, in text: Span<UInt8>
  ) -> (copy: Range<Int>?, rest: Range<Int>, tail: LineTail.Tail?) {
    var copy: Range<Int>?
    var rest = line
    if let end = heads.copyEnd(in: line, of: text) {
      copy = line.lowerBound..<end
      rest = text.skippingWhitespace(from: end)..<line.upperBound
    }
    guard let tail = tails.tail(of: rest, in: text), !TableRows.isRow(rest, in: text) else {
      return (copy, rest, nil)
    }
    let end = LineTail.skippingBars(before: tail.start, downTo: rest.lowerBound, in: text)
    return (copy, rest.lowerBound..<end, tail)
  }

  /// Notes whether a line repeats one of the first lines, and keeps its text if it is one of them.
  private mutating func noteRepetition(of line: inout PageLine, in text: Span<UInt8>) {
    let range = line.shape.range
    guard HeadLines.lengths.contains(range.count) else { return }
    if let number = heads.number(of: range, in: text) {
      line.repetition = .repeats
      let index = number - (lineCount - lines.count)
      if index >= decided, index < lines.count, lines[index].repetition == nil {
        lines[index].repetition = .repeated
      }
    } else if lineCount < HeadLines.limit {
      heads.add(range, number: lineCount, in: text)
    }
  }

  // MARK: Decisions

  /// Decides about the lines that wait, but for the last of them if more lines follow.
  private mutating func decide(isLast: Bool, in text: Span<UInt8>) {
    guard decided < lines.count else { return }
    var decisions = decisions()
    if isFirstWindow, lacksHeadline(decisions) {
      lines[0].allowed = [.headline]
      decisions = self.decisions()
    }
    if isLast, endsInSentence(decisions) {
      lines[lines.count - 1].allowed = [.body]
      decisions = self.decisions()
    }
    var end = isLast ? lines.count : max(decided + 1, lines.count - Self.windowOverlap)
    // Long lines do not wait: they would take the memory of the whole window each.
    waitingBytes = (end..<lines.count).reduce(0) { $0 + lines[$1].shape.range.count }
    while end < lines.count, lines[end].isContinuation || waitingBytes > Self.windowBytes {
      waitingBytes -= lines[end].shape.range.count
      end += 1
    }
    let places = explains ? PagePlaces(lines, hasHead: past.prose == 0) : nil
    for index in decided..<end {
      let decision = decisions[index - decided]
      add(lines[index], decision, in: text)
      if let places { explain(index, decision, at: places) }
      past.add(lines[index].shape)
    }
    previous = decisions[end - decided - 1].kind
    let kept = min(end, PagePlaces.reach)
    lines.removeFirst(end - kept)
    decided = kept
  }

  /// The decisions of the model about the lines that wait.
  private func decisions() -> [PageModel.Decision] {
    model.decide(
      lines, from: decided, after: past, previous: previous,
      givesConfidence: givesConfidence || explains)
  }

  /// Whether no line has a decision yet.
  private var isFirstWindow: Bool { previous == nil && decided == 0 }

  /// Whether a pasted page has no headline, and begins with a line that must be one: running text follows it,
  /// and no cue says that it is something else. Short headlines look like furniture.
  private func lacksHeadline(_ decisions: [PageModel.Decision]) -> Bool {
    guard lines.count > 1, decisions[0].kind == .inset, decisions[1].kind.isRunningText,
      lines[1].shape.isProse, !lines[1].isContinuation,
      lines[0].allowed == nil, lines[0].markupScores == nil, lines[0].repetition == nil
    else { return false }
    let shape = lines[0].shape
    return !shape.isFinished && !shape.hasCue && !shape.isDate
      && !decisions.contains { $0.kind == .headline }
  }

  /// Whether the text ends in a sentence of the article that was taken for something else: it follows running
  /// text, and nothing else speaks for a tail of the page. Any word may begin a sentence, a cue too.
  private func endsInSentence(_ decisions: [PageModel.Decision]) -> Bool {
    guard let line = lines.last, line.shape.isSentence, !line.isContinuation, line.allowed == nil,
      line.markupScores == nil, line.repetition == nil,
      decisions.last.map({ $0.kind.isOfTail }) == true,
      decisions.dropLast().last.map({ $0.kind.isRunningText }) == true
    else { return false }
    return !decisions.dropLast().contains { $0.kind.isOfTail }
  }

  /// Adds the explanation of a line.
  private mutating func explain(
    _ index: Int, _ decision: PageModel.Decision, at places: PagePlaces
  ) {
    explanations.append(
      BlockExplanation(
        block: lines[index].block, range: lines[index].shape.range, kind: decision.kind,
        confidence: decision.confidence, source: lines[index].source,
        features: model.features(of: index, at: places, after: past, for: decision.kind)))
  }

  /// Adds the block of a line. A part that has the kind of the part before it continues its block.
  private mutating func add(
    _ line: PageLine, _ decision: PageModel.Decision, in text: Span<UInt8>
  ) {
    let range = line.shape.range
    if line.isContinuation, let last = blocks.indices.last, blocks[last].number == line.block,
      !blocks[last].isCopy, blocks[last].kind.isContinued(by: decision.kind)
    {
      blocks[last].range = blocks[last].range.lowerBound..<range.upperBound
      return
    }
    var block = Block(
      number: line.block, range: range, kind: decision.kind, confidence: decision.confidence)
    if decision.kind == .headline {
      let bytes = range.map { text[$0] }
      block.isCopy = headlines.contains(bytes)
      if range.count <= HeadLines.lengths.upperBound, !block.isCopy { headlines.append(bytes) }
      if headlines.count > Self.mostHeadlines { headlines.removeFirst() }
    }
    blocks.append(block)
  }
}

extension SegmentKind {
  /// Whether it is text of the article in sentences.
  fileprivate var isRunningText: Bool { self == .body || self == .datelineSentence }

  /// Whether such lines stand below the article.
  fileprivate var isOfTail: Bool { self == .inset || self == .signoff }

  /// Whether the next part of the same line, of another kind, is still the same text.
  fileprivate func isContinued(by next: SegmentKind) -> Bool {
    let prose: [SegmentKind] = [.body, .datelineSentence, .list, .standfirst]
    return next == self || (prose.contains(self) && prose.contains(next))
  }
}

extension Paragraph {
  /// The kinds that the markup leaves open; `nil` where the words decide alone.
  fileprivate var allowedKinds: [SegmentKind]? {
    switch structure {
    case .heading: [.headline]
    case .listItem: [.list]
    case .caption: [.caption, .credit]
    case .paragraph, .cell: [.body]
    case .cue, nil: nil
    }
  }
}
