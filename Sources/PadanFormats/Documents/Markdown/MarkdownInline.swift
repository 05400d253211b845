import PadanModel

/// A character of a Markdown paragraph, and its place in the file.
struct MarkdownCharacter {
  /// The character as text.
  var value: Character
  /// Its place in the file, in UTF-8 bytes.
  var source: Range<Int>
  /// Whether the file has the character's own bytes there. An escape, for example, has others.
  var isVerbatim = true
}

/// Splits a paragraph into its text and its marks.
///
/// Emphasis, code and links become marks. The text of a link or an image is kept, and its address
/// is part of a mark.
struct MarkdownInline {
  /// The text without marks, in UTF-8.
  private(set) var text: [UInt8] = []
  /// The places of the text's bytes in the file.
  private(set) var map = SourceMap()
  /// The marks, in order.
  private(set) var marks: [InlineMark] = []
  /// The characters of the paragraph.
  private let source: [MarkdownCharacter]
  /// The offset in `text` where the text of the current link or the paragraph begins.
  private var start = 0
  /// The last character of the text of the current link or the paragraph; `nil` at its start.
  private var last: Character?

  /// Reads a paragraph.
  init(_ source: [MarkdownCharacter]) {
    self.source = source
    read(source.indices)
    toggleMarks()
  }

  /// Reads the text of the paragraph or of a link, without white space at its ends.
  private mutating func read(_ range: Range<Int>) {
    let outer = (start, last)
    (start, last) = (text.count, nil)
    var index = range.lowerBound
    while index < range.upperBound { index = readOne(at: index, in: range) }
    trim()
    let isEmpty = text.count == start
    (start, last) = (outer.0, isEmpty ? outer.1 : last)
  }

  /// Reads the character or construct at a position. Returns the position after it.
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
      // A star between spaces is an ordinary character.
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

  /// Reads a link, `[text](address)`. Returns the position after it; `nil` if it is not a link.
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

  /// Reads an address or tag in angle brackets. Returns the position after it; `nil` if there is
  /// none.
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

  /// The position of the bracket that closes the one at `start`; `nil` if it is more than 2,000
  /// characters away.
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

  /// Appends a character to the text, unless it is white space at the start.
  private mutating func append(_ character: MarkdownCharacter) {
    // White space at the start is not part of the text.
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

  /// Removes white space at the end of the text.
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

  /// Adds a mark of one character. Equal characters in a row form one mark, such as `**`.
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

  /// Adds a mark at the end of the text so far.
  private mutating func mark(_ place: Range<Int>, _ side: InlineCode.Form, name: String) {
    marks.append(InlineMark(offset: text.count, source: place, side: side, name: name))
  }

  /// Makes opening and closing marks of those that look the same on both sides, such as `**`.
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
