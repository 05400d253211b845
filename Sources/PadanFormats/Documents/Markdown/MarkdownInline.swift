import PadanModel

/// A character of a Markdown paragraph and where it stands in the file.
struct MarkdownCharacter {
  var value: Character
  var source: Range<Int>
  /// Whether the file has the same bytes there.
  var isVerbatim = true
}

/// Reads the words of a paragraph: emphasis, code and link marks become marks between them, a link's or
/// image's text is kept.
struct MarkdownInline {
  private(set) var text: [UInt8] = []
  private(set) var map = SourceMap()
  private(set) var marks: [InlineMark] = []
  private let source: [MarkdownCharacter]
  /// Where the text of the link that is read begins, or of the paragraph, and its last character.
  private var start = 0
  private var last: Character?

  init(_ source: [MarkdownCharacter]) {
    self.source = source
    read(source.indices)
    toggleMarks()
  }

  /// Reads a stretch whose words stand for themselves, without the white space at its ends.
  private mutating func read(_ range: Range<Int>) {
    let outer = (start, last)
    (start, last) = (text.count, nil)
    var index = range.lowerBound
    while index < range.upperBound { index = readOne(at: index, in: range) }
    trim()
    let isEmpty = text.count == start
    (start, last) = (outer.0, isEmpty ? outer.1 : last)
  }

  /// Reads what begins at a place and returns where the next begins.
  private mutating func readOne(at index: Int, in range: Range<Int>) -> Int {
    let character = source[index].value
    let next = index + 1 < range.upperBound ? source[index + 1].value : " "
    switch character {
    case "\\" where next.isPunctuation || next.isSymbol:
      let both = source[index].source.lowerBound..<source[index + 1].source.upperBound
      append(MarkdownCharacter(value: next, source: both, isVerbatim: false))
      return index + 2
    case "`": mark(index)
    case "*":
      // A star between blanks is a star.
      if next == " ", last == nil || last == " " { append(source[index]) } else { mark(index) }
    case "_":
      let isInWord =
        (last.map { $0.isLetter || $0.isNumber } ?? false)
        && (next.isLetter || next.isNumber)
      if isInWord { append(source[index]) } else { mark(index) }
    case "!" where next == "[": mark(index)
    case "[":
      if let end = readLink(at: index, in: range) { return end }
      append(source[index])
    case "<":
      if next.isLetter || next == "/" || next == "!", let end = readTag(at: index, in: range) {
        return end
      }
      append(source[index])
    default: append(source[index])
    }
    return index + 1
  }

  /// Reads `[words](address)`; `nil` where it is none.
  private mutating func readLink(at index: Int, in range: Range<Int>) -> Int? {
    guard let close = closing("[", "]", from: index, in: range), close + 1 < range.upperBound,
      source[close + 1].value == "(", let end = closing("(", ")", from: close + 1, in: range)
    else { return nil }
    var opening = source[index].source
    if let image = marks.last, image.name == "!", image.source.upperBound == opening.lowerBound {
      opening = image.source.lowerBound..<opening.upperBound
      marks.removeLast()
    }
    mark(opening, .opening, name: "[\(index)")
    read(index + 1..<close)
    mark(
      source[close].source.lowerBound..<source[end].source.upperBound, .closing, name: "[\(index)")
    return end + 1
  }

  /// Reads an address or a tag in angle brackets; `nil` where no bracket closes.
  private mutating func readTag(at index: Int, in range: Range<Int>) -> Int? {
    let window = index..<min(range.upperBound, index + 200)
    guard let close = window.first(where: { source[$0].value == ">" }) else { return nil }
    let inner = String(source[index + 1..<close].map(\.value))
    if inner.contains("://") || inner.contains("@") {
      mark(source[index].source, .opening, name: "<\(index)")
      for place in index + 1..<close { append(source[place]) }
      mark(source[close].source, .closing, name: "<\(index)")
    } else {
      let name = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
      let isWhole = inner.hasPrefix("!") || inner.hasSuffix("/") || HTMLReader.isVoid(name)
      mark(
        source[index].source.lowerBound..<source[close].source.upperBound,
        isWhole ? .whole : inner.hasPrefix("/") ? .closing : .opening, name: "<\(name)>")
    }
    return close + 1
  }

  /// The place of the bracket that closes the one at a place, at most 2,000 characters on.
  private func closing(
    _ open: Character, _ close: Character, from start: Int, in range: Range<Int>
  ) -> Int? {
    var depth = 0
    for index in start..<min(range.upperBound, start + 2000) {
      if source[index].value == open { depth += 1 }
      if source[index].value == close {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private mutating func append(_ character: MarkdownCharacter) {
    // White space at the start is none of the text.
    if last == nil, character.value.isWhitespace { return }
    let bytes = String(character.value).utf8
    text += bytes
    if character.isVerbatim {
      map.append(character.source)
    } else {
      map.append(count: bytes.count, for: character.source)
    }
    last = character.value
  }

  private mutating func trim() {
    while text.count > start {
      let scalar = text[start...].lastIndex { $0 & 0xC0 != 0x80 }!
      guard String(decoding: text[scalar...], as: UTF8.self).allSatisfy(\.isWhitespace) else {
        break
      }
      for _ in scalar..<text.count { map.removeLast() }
      text.removeSubrange(scalar...)
    }
    for index in marks.indices { marks[index].offset = min(marks[index].offset, text.count) }
  }

  /// Adds a mark of one character; equal ones side by side are one.
  private mutating func mark(_ index: Int) {
    let (name, place) = (String(source[index].value), source[index].source)
    if let before = marks.last, before.source.upperBound == place.lowerBound,
      before.name.hasPrefix(name), before.name != "!"
    {
      marks[marks.count - 1].source = before.source.lowerBound..<place.upperBound
      marks[marks.count - 1].name += name
    } else {
      mark(place, .whole, name: name)
    }
  }

  private mutating func mark(_ place: Range<Int>, _ side: InlineCode.Form, name: String) {
    marks.append(InlineMark(offset: text.count, source: place, side: side, name: name))
  }

  /// Makes pairs of the marks that look the same at both ends.
  private mutating func toggleMarks() {
    var open: Set<String> = []
    for index in marks.indices where marks[index].side == .whole {
      let name = marks[index].name
      guard let first = name.first, "*_`".contains(first) else { continue }
      marks[index].side = open.contains(name) ? .closing : .opening
      if open.remove(name) == nil { open.insert(name) }
    }
  }
}
