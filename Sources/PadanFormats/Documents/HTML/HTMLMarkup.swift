/// A piece of HTML between the texts of a page.
struct HTMLToken {
  /// The kinds of pieces.
  enum Kind {
    /// A start tag, possibly of a void element.
    case start
    /// An end tag.
    case end
    /// A comment, a declaration or a processing instruction; an element that stands alone as a whole.
    case comment
    /// Anything else: text that the reader skipped.
    case text
  }

  /// The kind.
  var kind: Kind
  /// The element's name in lower case; empty for other kinds than tags.
  var name: String
  /// Its place in the file.
  var source: Range<Int>
  /// Whether it is a start tag that ends its element itself, as in XML: `<x/>`.
  var isEmpty = false
}

/// Splits a stretch of HTML into tags, comments and texts.
///
/// It is used between the texts that libxml2 reports. So it need not know where text begins:
/// anything there that is not a tag, a comment or white space is text that the reader skipped.
struct HTMLMarkup {
  /// The file in UTF-8.
  private let file: [UInt8]

  /// The markup of a file.
  init(_ file: [UInt8]) { self.file = file }

  /// The tags, comments and texts in a range, in order. White space between them is left out.
  func tokens(in range: Range<Int>) -> [HTMLToken] {
    var tokens: [HTMLToken] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if Self.isBlank(file[index]) {
        index += 1
        continue
      }
      let token = token(at: index, before: range.upperBound)
      tokens.append(token)
      index = token.source.upperBound
    }
    return tokens
  }

  /// The token that begins at a position.
  private func token(at start: Int, before limit: Int) -> HTMLToken {
    let next = start + 1 < limit ? file[start + 1] : 0
    if file[start] == UInt8(ascii: "<") {
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        let isComment = file[start..<limit].starts(with: "<!--".utf8)
        let end =
          isComment ? end(of: "-->", from: start + 4, limit) : end(of: ">", from: start, limit)
        return HTMLToken(kind: .comment, name: "", source: start..<end)
      }
      let isEnd = next == UInt8(ascii: "/")
      let name = name(at: start + (isEnd ? 2 : 1), before: limit)
      if !name.isEmpty {
        let end = tagEnd(from: start, limit)
        return HTMLToken(
          kind: isEnd ? .end : .start, name: name, source: start..<end,
          isEmpty: !isEnd && isEmpty(start..<end))
      }
    }
    let end = file[start + 1..<limit].firstIndex(of: UInt8(ascii: "<")) ?? limit
    return HTMLToken(kind: .text, name: "", source: start..<end)
  }

  /// Whether a tag ends in `/>`, and the slash is no part of an attribute's value.
  private func isEmpty(_ tag: Range<Int>) -> Bool {
    let inner = file[tag].dropLast(2)
    guard file[tag].dropFirst(inner.count).elementsEqual("/>".utf8), let last = inner.last else {
      return false
    }
    return Self.isBlank(last) || last == UInt8(ascii: "\"") || last == UInt8(ascii: "'")
      || !inner.contains(UInt8(ascii: "="))
  }

  /// The element's name at a position, in lower case; empty if there is none.
  private func name(at start: Int, before limit: Int) -> String {
    guard start < limit, UInt8(ascii: "a")...UInt8(ascii: "z") ~= file[start] | 0x20 else {
      return ""
    }
    let bytes = file[start..<limit].prefix {
      !Self.isBlank($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">")
    }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }

  /// The end of a tag: the position after the first `>` that is not in quotation marks.
  private func tagEnd(from start: Int, _ limit: Int) -> Int {
    var quote: UInt8?
    for index in start..<limit {
      let byte = file[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        // A quotation mark inside an unquoted value has no meaning.
        if file[..<index].last(where: { !Self.isBlank($0) }) == UInt8(ascii: "=") { quote = byte }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return limit
  }

  /// The position after the next occurrence of a mark; `limit` if there is none.
  private func end(of mark: StaticString, from start: Int, _ limit: Int) -> Int {
    let mark = Array("\(mark)".utf8)
    var index = start
    while index + mark.count <= limit {
      if file[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return limit
  }

  /// Whether a byte is white space in HTML.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
