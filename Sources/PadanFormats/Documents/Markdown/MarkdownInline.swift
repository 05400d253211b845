import PadanModel

/// Splits a paragraph into its text and its marks.
///
/// Emphasis, code and links become marks. The text of a link or an image is kept, and its address
/// is part of a mark.
struct MarkdownInline {
  /// A paragraph has more parts than its document may have.
  struct TooManyParts: Error {}

  /// The text without marks, in UTF-8.
  private(set) var text: [UInt8] = []
  /// The places of the text's bytes in the file.
  private(set) var map = SourceMap()
  /// The marks, in order.
  private(set) var marks: [InlineMark] = []
  /// The paragraph with its marks.
  private let source: MarkdownText
  /// The links of the paragraph, by the position of their first bracket.
  private let links: [Int: MarkdownLink]
  /// The code spans of the paragraph, by the position of their first backtick.
  private let spans: [Int: MarkdownCodeSpans.Span]
  /// The links whose text is being read, the innermost last.
  private var open: [OpenLink] = []
  /// The offset in `text` where the text of the innermost link or the paragraph begins.
  private var start = 0
  /// The last character of the text of the innermost link or the paragraph; `nil` at its start.
  private var last: Character?

  /// A link whose text is being read.
  private struct OpenLink {
    var link: MarkdownLink
    /// The name of its marks.
    var name: String
    /// The `start` and `last` of the text around it.
    var outer: (start: Int, last: Character?)
  }

  /// The number of marks and of stretches that the file has together.
  var partCount: Int { marks.count + map.stretchCount }
  /// The position at which the text of the innermost link or the paragraph ends.
  private var limit: Int { open.last?.link.close ?? source.count }

  /// Reads a paragraph.
  ///
  /// - Parameters:
  ///   - labels: The labels of links that the file defines.
  ///   - budget: The most parts that it may have.
  /// - Throws: `TooManyParts`.
  /// - Complexity: O(n) for n bytes.
  init(_ source: MarkdownText, labels: Set<String>, budget: Int) throws(TooManyParts) {
    self.source = source
    let text = source.isHTML ? "" : source.text
    let spans = MarkdownCodeSpans(text)
    self.spans = Dictionary(
      spans.spans.map { ($0.range.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
    links = try MarkdownLink.all(in: text, spans: spans, labels: labels, budget: budget)
    var position = 0
    while position < source.count {
      guard partCount <= budget else { throw TooManyParts() }
      position = position == open.last?.link.close ? leaveLink() : readOne(at: position)
    }
    trim()
    toggleMarks()
  }

  /// Reads the character or construct at a position. Returns the position after it.
  private mutating func readOne(at position: Int) -> Int {
    let (character, range) = source.character(at: position, before: limit)
    var next: (value: Character, range: Range<Int>) {
      source.character(at: range.upperBound, before: limit)
    }
    switch character {
    case "<" where next.value.isLetter || "/!".contains(next.value):
      if let end = readTag(at: position) { return end }
      append(character, range)
    case _ where source.isHTML: append(character, range)
    case "\\" where next.value.isPunctuation || next.value.isSymbol:
      let (escaped, place) = next
      append(escaped, position..<place.upperBound)
      return place.upperBound
    case "`":
      if let span = spans[position], span.range.upperBound <= limit { return readCode(span) }
      append(character, range)
    // A star between spaces is an ordinary character.
    case "*" where !(last ?? " " == " " && next.value == " "): mark(character, range)
    case "_" where !(last.isWordPart && Optional(next.value).isWordPart): mark(character, range)
    case "~" where next.value == "~" || isAfterTilde(range): mark(character, range)
    case "!" where isLink(range.upperBound):
      return enterLink(at: range.upperBound, from: position)
    case "[" where isLink(position): return enterLink(at: position, from: position)
    case "[" where next.value == "^":
      if let end = readFootnote(at: position) { return end }
      append(character, range)
    default: append(character, range)
    }
    return range.upperBound
  }

  /// Whether the mark before a character is one tilde. Two are GitHub's strikethrough, one is a word's.
  private func isAfterTilde(_ range: Range<Int>) -> Bool {
    marks.last.map {
      $0.name == "~" && $0.source.upperBound == source.place(of: range).source.lowerBound
    } ?? false
  }

  /// Reads a code span, in which only `\|` is another character: in a table it is no border. Returns the
  /// position after it.
  private mutating func readCode(_ span: MarkdownCodeSpans.Span) -> Int {
    mark(span.opening, .opening, name: "`")
    var position = span.opening.upperBound
    while position < span.closing.lowerBound {
      var (character, range) = source.character(at: position, before: span.closing.lowerBound)
      if character == "\\", source[range.upperBound..<span.closing.lowerBound].first == "|" {
        (character, range) = ("|", range.lowerBound..<range.upperBound + 1)
      }
      append(character, range)
      position = range.upperBound
    }
    mark(span.closing, .closing, name: "`")
    return span.closing.upperBound
  }

  // MARK: Links and tags

  /// Reads the mark of a footnote, `[^1]`. Returns the position after it; `nil` if there is none.
  private mutating func readFootnote(at position: Int) -> Int? {
    let name = source[position + 2..<limit].prefix { !$0.isWhitespace && !"[]".contains($0) }
    let end = source.offset(name.endIndex)
    guard !name.isEmpty, end < limit, source[end..<limit].first == "]" else { return nil }
    mark(position..<end + 1, .whole, name: "")
    return end + 1
  }

  /// Whether a link begins at a bracket, and ends within the text that is being read.
  private func isLink(_ bracket: Int) -> Bool { links[bracket].map { $0.end <= limit } ?? false }

  /// Begins to read the text of a link or an image. Returns its position.
  private mutating func enterLink(at bracket: Int, from position: Int) -> Int {
    guard let link = links[bracket] else { return bracket }
    let name = "[\(bracket)"
    mark(position..<bracket + 1, .opening, name: name)
    open.append(OpenLink(link: link, name: name, outer: (start, last)))
    (start, last) = (text.count, nil)
    return bracket + 1
  }

  /// Ends the text of the innermost link. Returns the position after its address.
  private mutating func leaveLink() -> Int {
    let inner = open.removeLast()
    trim()
    if text.count == start { last = inner.outer.last }
    start = inner.outer.start
    mark(inner.link.close..<inner.link.end, .closing, name: inner.name)
    // The words between the brackets name the address: a translation of them does not.
    marks[marks.count - 1].content = inner.link.label.map { "][\($0)]" }
    return inner.link.end
  }

  /// Reads an address or tag in angle brackets. Returns the position after it; `nil` if there is
  /// none.
  private mutating func readTag(at position: Int) -> Int? {
    // A tag holds no `<`. So to look for its end takes linear time, however many there are.
    let window = source[position + 1..<limit].unicodeScalars.prefix { $0 != "<" }
    guard let close = window.firstIndex(of: ">").map(source.offset) else { return nil }
    let inner = source[position + 1..<close]
    let isAddress = inner.contains("://") || inner.contains("@")
    if isAddress, !inner.contains(where: \.isWhitespace) {
      mark(position..<position + 1, .opening, name: "<\(position)")
      var place = position + 1
      while place < close {
        let (character, range) = source.character(at: place, before: close)
        append(character, range)
        place = range.upperBound
      }
      mark(close..<close + 1, .closing, name: "<\(position)")
    } else {
      let name = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
      let isWhole = inner.hasPrefix("!") || inner.hasSuffix("/") || HTMLReader.isVoid(name)
      mark(
        position..<close + 1, isWhole ? .whole : inner.hasPrefix("/") ? .closing : .opening,
        name: "<\(name)>")
    }
    return close + 1
  }

  // MARK: Text and marks

  /// Appends a character to the text, unless it is white space at the start.
  ///
  /// - Parameter range: The character in the paragraph, with the backslash before it.
  private mutating func append(_ character: Character, _ range: Range<Int>) {
    let place = source.place(of: range)
    // White space at the start is not part of the text. It stays behind the mark there.
    if last == nil, character.isWhitespace {
      if let mark = marks.indices.last, marks[mark].keepsBlanks,
        marks[mark].source.upperBound == place.source.lowerBound
      {
        marks[mark].source = marks[mark].source.lowerBound..<place.source.upperBound
      }
      return
    }
    let bytes = String(character).utf8
    text += bytes
    if place.isVerbatim, range.count == bytes.count {
      map.append(place.source)
    } else {
      map.append(count: bytes.count, for: place.source)
    }
    last = character
  }

  /// Removes white space at the end of the text.
  private mutating func trim() {
    while text.count > start {
      let scalar = text[start...].lastIndex { $0 & 0xC0 != 0x80 } ?? start
      guard String(decoding: text[scalar...], as: UTF8.self).allSatisfy(\.isWhitespace) else {
        break
      }
      keep(map.source(of: scalar..<text.count))
      for _ in scalar..<text.count { map.removeLast() }
      text.removeSubrange(scalar...)
    }
    for index in marks.indices.reversed() {
      guard marks[index].offset > text.count else { break }
      marks[index].offset = text.count
    }
  }

  /// Gives white space at the end of the text to the mark behind it.
  private mutating func keep(_ blank: Range<Int>) {
    guard
      let mark = marks.lastIndex(where: { $0.offset < text.count }).map({ $0 + 1 })
        ?? marks.indices.first, mark < marks.count, marks[mark].keepsBlanks,
      marks[mark].source.lowerBound == blank.upperBound
    else { return }
    marks[mark].source = blank.lowerBound..<marks[mark].source.upperBound
  }

  /// Adds a mark of one character. Equal characters in a row form one mark, such as `**`.
  private mutating func mark(_ character: Character, _ range: Range<Int>) {
    let place = source.place(of: range).source
    if let before = marks.indices.last, marks[before].source.upperBound == place.lowerBound,
      marks[before].name.first == character
    {
      marks[before].source = marks[before].source.lowerBound..<place.upperBound
      marks[before].name.append(character)
    } else {
      mark(range, .whole, name: String(character))
    }
  }

  /// Adds a mark at the end of the text so far.
  private mutating func mark(_ range: Range<Int>, _ side: InlineCode.Form, name: String) {
    marks.append(
      InlineMark(offset: text.count, source: source.place(of: range).source, side: side, name: name)
    )
  }

  /// Makes opening and closing marks of those that look the same on both sides, such as `**`.
  private mutating func toggleMarks() {
    var open: Set<String> = []
    for index in marks.indices where marks[index].side == .whole {
      let name = marks[index].name
      guard let first = name.first, "*_`~".contains(first) else { continue }
      marks[index].side = open.contains(name) ? .closing : .opening
      if open.remove(name) == nil { open.insert(name) }
    }
  }
}

extension InlineMark {
  /// Whether white space beside it is kept with it: not with marks of emphasis, which would be none.
  fileprivate var keepsBlanks: Bool { !(name.first.map { "*_`~".contains($0) } ?? false) }
}
