import PadanModel

/// Joins the lines of hard-wrapped paragraphs, as a text arrives piece by piece.
///
/// A joined paragraph is a line of its own, so that whatever reads lines reads paragraphs. A blank
/// takes the place of a line end. A page number between two lines of a paragraph is left out, and so
/// is the hyphen of a word that is cut. `source(of:)` tells where the joined text came from.
struct LineJoiner {
  /// The way in which the text is wrapped; `nil` if only blank lines part its paragraphs.
  private let wrap: HardWrap?
  /// Whether a hyphen at a line end cuts a word.
  private let cutsWords: Bool

  /// A line that waits for the next ones.
  private struct Held {
    var line: WrappedLine
    /// Its text, without white space at the ends.
    var text: [UInt8]
    /// Where its text begins in the source.
    var source: Int
  }

  /// The bytes that have no complete line yet.
  private var rest: [UInt8] = []
  /// Where they begin in the source.
  private var restStart = 0
  /// Whether they belong to a line that is too long to wait for its end.
  private var isInLongLine = false
  /// The last line of text, and the blank lines and the page number after it.
  private var held: [Held] = []
  /// Whether the last line of text is the first of its paragraph.
  private var isFirst = true
  /// The joined text since the last call.
  private var joined: [UInt8] = []
  /// The number of bytes that were joined before.
  private var joinedStart = 0
  /// Where stretches of the joined text begin, in it and in the source. Their bytes are the same but
  /// for a line end, for which a blank stands.
  private var stretches: [(joined: Int, source: Int)] = []

  /// The longest line that waits for its end, in UTF-8 bytes. A longer one is never joined.
  private static let longestLine = 1 << 16
  /// The most lines that wait.
  private static let mostHeld = 8

  /// A joiner for text that is wrapped in this way.
  init(_ wrap: HardWrap?, cutsWords: Bool) {
    self.wrap = wrap
    self.cutsWords = cutsWords
  }

  /// The joined text of the next bytes, as far as it is decided.
  ///
  /// - Parameter isLast: Whether no bytes follow.
  mutating func join(_ bytes: some Collection<UInt8>, isLast: Bool) -> [UInt8] {
    rest += bytes
    var start = 0
    // This copies only a reference. A span of the stored array would lock all of `self`.
    let text = rest
    while start < text.count {
      let end = text.span.lineEnd(from: start)
      // A line feed may follow a carriage return in the next piece.
      guard isLast || end.next < text.count || (end.line < text.count && text.last == 0x0A) else {
        if text.count - start > Self.longestLine {
          pass(start..<text.count - 1, of: text)
          isInLongLine = true
          start = text.count - 1
        }
        break
      }
      if isInLongLine || end.line - start > Self.longestLine {
        pass(start..<end.line, of: text)
        endLine(at: restStart + end.line)
        isInLongLine = false
      } else {
        take(WrappedLine(start..<end.line, in: text.span), endingAt: end.line, of: text)
      }
      start = end.next
    }
    rest = Array(text[start...])
    restStart += start
    if isLast { release() }
    defer {
      joinedStart += joined.count
      joined.removeAll()
    }
    return joined
  }

  // MARK: Lines

  /// Takes a line, and writes those that waited for it.
  private mutating func take(_ line: WrappedLine, endingAt end: Int, of text: [UInt8]) {
    let start = line.isBlank ? end : line.range.lowerBound
    let next = Held(line: line, text: Array(text[line.range]), source: restStart + start)
    if let last = held.first, mayWait(line, after: last.line) {
      held.append(next)
    } else if held.count > 1, let last = held.first, goesOn(last.line, with: line) {
      write(last, before: next)
      isFirst = false
      held = [next]
    } else {
      let joins = held.count == 1 && self.joins(held[0].line, with: line)
      if joins { write(held[0], before: next) } else { release() }
      isFirst = !joins
      held = [next]
    }
    if line.isBlank, held.count == 1 { release() }
  }

  /// Whether a line may stand between two lines of a paragraph: a page number, and blank lines.
  private func mayWait(_ line: WrappedLine, after last: WrappedLine) -> Bool {
    guard last.isUnfinished, held.count < Self.mostHeld else { return false }
    if line.isBlank { return true }
    // Without blank lines around it, a number may be a line of the paragraph, unless lines are filled.
    return line.isNumber && (wrap != nil || held.count > 1)
      && !held.dropFirst().contains { $0.line.isNumber }
  }

  /// Whether a paragraph goes on behind a page number.
  private func goesOn(_ last: WrappedLine, with next: WrappedLine) -> Bool {
    held.dropFirst().contains { $0.line.isNumber } && next.startsSmall && !next.isItem
      && last.width * 2 >= wrap?.width ?? 0
  }

  /// Whether a line goes on with the next.
  private func joins(_ line: WrappedLine, with next: WrappedLine) -> Bool {
    guard !line.isBlank, !next.isBlank else { return false }
    return wrap?.continues(line, with: next, isFirst: isFirst) ?? true
  }

  // MARK: Output

  /// Writes the lines that wait, each as a line.
  private mutating func release() {
    for line in held {
      write(line.text[...], from: line.source)
      endLine(at: line.source + line.text.count)
    }
    held = []
  }

  /// Writes a line that goes on with the next.
  private mutating func write(_ line: Held, before next: Held) {
    guard let cut = WordCut(line.text.span, next.text.span) else {
      write(line.text[...], from: line.source)
      joined.append(0x20)
      return
    }
    let isDropped = cut.kind == .soft || (cut.kind == .cut && cutsWords)
    write(line.text.dropLast(isDropped ? cut.length : 0), from: line.source)
  }

  /// Writes bytes of the source.
  private mutating func write(_ bytes: ArraySlice<UInt8>, from source: Int) {
    stretches.append((joinedStart + joined.count, source))
    joined += bytes
  }

  /// Ends a line of the joined text.
  private mutating func endLine(at source: Int) {
    stretches.append((joinedStart + joined.count, source))
    joined.append(0x0A)
  }

  /// Writes a part of a long line.
  private mutating func pass(_ range: Range<Int>, of text: [UInt8]) {
    release()
    isFirst = true
    write(text[range], from: restStart + range.lowerBound)
  }

  // MARK: Places

  /// Where a range of the joined text, which is not empty, stands in the source.
  ///
  /// - Complexity: O(log n) for n lines that are still known.
  func source(of range: Range<Int>) -> Range<Int> {
    source(of: range.lowerBound)..<source(of: range.upperBound - 1) + 1
  }

  /// Where a byte of the joined text stands in the source.
  func source(of offset: Int) -> Int {
    guard !stretches.isEmpty else { return offset }
    let stretch = stretches[max(0, stretches.partitioningIndex { $0.joined > offset } - 1)]
    return stretch.source + offset - stretch.joined
  }

  /// Forgets the places of the joined text before an offset.
  mutating func forgetPlaces(before offset: Int) {
    let next = stretches.partitioningIndex { $0.joined > offset }
    stretches.removeFirst(max(0, next - 1))
  }
}
