/// A piece of HTML that is not text.
struct HTMLToken {
  enum Kind {
    case start
    case end
    /// A comment, a declaration, a processing instruction.
    case comment
    /// Text, or what is none of the others.
    case text
  }

  var kind: Kind
  /// The element's name in lower case.
  var name: String
  var source: Range<Int>
}

/// Finds the tags in a stretch of HTML.
///
/// It is used between the texts that libxml2 reports, so it need not know where text begins: whatever
/// is no tag and no white space there is text that the reader passed over.
struct HTMLMarkup {
  private let file: [UInt8]

  init(_ file: [UInt8]) { self.file = file }

  /// The tags, comments and texts of a stretch, in order, without white space between them.
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
        return HTMLToken(
          kind: isEnd ? .end : .start, name: name, source: start..<tagEnd(from: start, limit))
      }
    }
    let end = file[start + 1..<limit].firstIndex(of: UInt8(ascii: "<")) ?? limit
    return HTMLToken(kind: .text, name: "", source: start..<end)
  }

  private func name(at start: Int, before limit: Int) -> String {
    guard start < limit, UInt8(ascii: "a")...UInt8(ascii: "z") ~= file[start] | 0x20 else {
      return ""
    }
    let bytes = file[start..<limit].prefix {
      !Self.isBlank($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">")
    }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }

  /// Where a tag ends: behind the first `>` outside quotation marks.
  private func tagEnd(from start: Int, _ limit: Int) -> Int {
    var quote: UInt8?
    for index in start..<limit {
      let byte = file[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        // A quotation mark inside an unquoted value quotes nothing.
        if file[..<index].last(where: { !Self.isBlank($0) }) == UInt8(ascii: "=") { quote = byte }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return limit
  }

  private func end(of mark: StaticString, from start: Int, _ limit: Int) -> Int {
    let mark = Array("\(mark)".utf8)
    var index = start
    while index + mark.count <= limit {
      if file[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return limit
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
