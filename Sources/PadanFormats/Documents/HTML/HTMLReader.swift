import CXML2
import PadanModel

/// Reads the article of a web page: headings, paragraphs, list items, captions and cells.
/// Navigation, scripts and advertisements are left out.
///
/// libxml2's HTML parser reports elements one by one and builds no tree. So a page that is nested a
/// thousand levels deep costs no more than a flat one. Paragraphs are separated by a line feed.
struct HTMLReader {
  /// The page in UTF-8.
  private let file: [UInt8]
  /// The text of all paragraphs so far, separated by line feeds.
  private var text: [UInt8] = []
  /// The paragraphs so far.
  private var paragraphs: [Collected] = []
  /// The text of the open paragraph.
  private var pending: [UInt8] = []
  /// The place of the open paragraph's text in the file.
  private var place = HTMLCodes.Found(map: SourceMap(), isWhole: true)
  /// Finds the reported texts in the file.
  private var locator: HTMLTextLocator
  /// libxml2's parser, which tells how far it has read.
  private var context: htmlParserCtxtPtr?
  /// The number of bytes of link text in the open paragraph, without white space.
  private var linkedCount = 0
  /// The open elements that have a structure, the innermost last.
  private var structures: [(element: String, structure: BlockStructure)] = []
  /// The open elements inside a skipped one, itself included. Empty outside skipped elements.
  private var skipped: [String] = []
  /// The number of open `article` and `main` elements.
  private var articleDepth = 0
  /// The number of open links.
  private var linkDepth = 0

  /// A paragraph of the page, which may not belong to the article.
  private struct Collected {
    /// Its place in `text`.
    var range: Range<Int>
    /// Its structure; `nil` for an ordinary paragraph.
    var structure: BlockStructure?
    /// Its place in the file.
    var place: HTMLCodes.Found
    /// Whether it is inside `article` or `main`.
    var isInArticle: Bool
    /// The share of its text that is link text, 0...1.
    var linkShare: Double
  }

  /// Elements that begin and end paragraphs.
  private static let blockElements: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p",
    "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
  ]
  /// Elements whose content is not text of an article.
  private static let skippedElements: Set<String> = [
    "script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "aside", "form",
    "button", "select", "textarea", "head", "object", "video", "audio", "canvas", "math", "menu",
  ]
  /// The structure of the paragraphs in an element.
  private static let structureOfElement: [String: BlockStructure] = [
    "h1": .heading, "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading,
    "h6": .heading, "li": .listItem, "figcaption": .caption, "caption": .caption,
    "td": .cell, "th": .cell,
  ]
  /// Words in a `class`, `id` or `role` that mark an element as not part of the article.
  private static let boilerplate: Set<String> = [
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comment",
    "comments", "cookie", "footer", "iklan", "menu", "nav", "navbar", "navigation", "newsletter",
    "pagination", "popup", "promo", "share", "sharing", "sidebar", "social", "sponsor", "subscribe",
    "tags", "toolbar", "widget",
  ]

  /// A reader of a page in UTF-8.
  private init(_ file: [UInt8]) {
    self.file = file
    locator = HTMLTextLocator(file)
  }

  /// Reads a page in UTF-8.
  ///
  /// - Parameter name: The name of the file.
  static func parse(_ file: [UInt8], name: String) -> ParsedText {
    var reader = HTMLReader(file)
    withUnsafeMutablePointer(to: &reader) { parse(HTMLAttributes.limited(file), into: $0) }
    reader.flush()
    return reader.parsed(name: name)
  }

  /// Runs libxml2's parser, which sends its events to a reader.
  private static func parse(_ bytes: [UInt8], into reader: UnsafeMutablePointer<HTMLReader>) {
    var handler = htmlSAXHandler()
    handler.startElement = { context, name, attributes in
      let reader = context!.assumingMemoryBound(to: HTMLReader.self)
      reader.pointee.start(String(cString: name!), attributes)
    }
    handler.endElement = { context, name in
      let reader = context!.assumingMemoryBound(to: HTMLReader.self)
      reader.pointee.end(String(cString: name!))
    }
    handler.characters = { context, start, count in
      let reader = context!.assumingMemoryBound(to: HTMLReader.self)
      reader.pointee.append(UnsafeBufferPointer(start: start, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    let context = htmlCreatePushParserCtxt(
      &handler, reader, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
    guard let context else { return }
    defer { htmlFreeParserCtxt(context) }
    reader.pointee.context = context
    // The bytes are UTF-8, even if a `meta` element names another encoding.
    htmlCtxtUseOptions(
      context,
      Int32(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
          | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
    bytes.withUnsafeBytes { buffer in
      let characters = buffer.bindMemory(to: CChar.self)
      var offset = 0
      while offset < characters.count {
        let count = min(1 << 16, characters.count - offset)
        htmlParseChunk(context, characters.baseAddress! + offset, Int32(count), 0)
        offset += count
      }
      htmlParseChunk(context, nil, 0, 1)
    }
  }

  /// An element begins: it may end the open paragraph, or be skipped with its content.
  private mutating func start(
    _ element: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if !skipped.isEmpty {
      if element == skipped.last || !Self.isVoid(element) { skipped.append(element) }
      return
    }
    if Self.blockElements.contains(element) { flush() }
    if Self.isVoid(element) { return }
    if Self.skippedElements.contains(element) || Self.isBoilerplate(attributes) {
      skipped.append(element)
      return
    }
    if element == "article" || element == "main" { articleDepth += 1 }
    if element == "a" { linkDepth += 1 }
    if let structure = Self.structureOfElement[element] {
      // A table in a list keeps the structure of the list.
      if structure != .cell || structures.isEmpty { structures.append((element, structure)) }
    }
  }

  /// An element ends. The skipped elements inside it that have no end tag end, too.
  private mutating func end(_ element: String) {
    if !skipped.isEmpty {
      if let index = skipped.lastIndex(of: element) { skipped.removeSubrange(index...) }
      return
    }
    if Self.blockElements.contains(element) { flush() }
    if element == "article" || element == "main" { articleDepth = max(0, articleDepth - 1) }
    if element == "a" { linkDepth = max(0, linkDepth - 1) }
    if let index = structures.lastIndex(where: { $0.element == element }) {
      structures.removeSubrange(index...)
    }
  }

  /// Appends text to the open paragraph, each run of white space as one space.
  private mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    guard skipped.isEmpty else { return }
    let source = locator.locate(characters, endingAt: xmlByteConsumed(context))
    if source == nil { place.isWhole = false }
    for (index, byte) in characters.enumerated() {
      let isBlank = HTMLMarkup.isBlank(byte)
      if isBlank, pending.last == 0x20 || pending.isEmpty { continue }
      pending.append(isBlank ? 0x20 : byte)
      if !isBlank, linkDepth > 0 { linkedCount += 1 }
      switch source {
      case .verbatim(let start):
        let range = start + index..<start + index + 1
        if isBlank, byte != 0x20 {
          place.map.append(count: 1, for: range)
        } else {
          place.map.append(range)
        }
      case .entity(let range):
        if index == 0 { place.map.append(count: characters.count, for: range) }
      case nil: break
      }
    }
  }

  /// Ends the open paragraph.
  private mutating func flush() {
    defer {
      pending.removeAll(keepingCapacity: true)
      place = HTMLCodes.Found(map: SourceMap(), isWhole: true)
      linkedCount = 0
    }
    while pending.last == 0x20 {
      pending.removeLast()
      if place.isWhole { place.map.removeLast() }
    }
    guard !pending.isEmpty else { return }
    if !text.isEmpty { text.append(0x0A) }
    let start = text.count
    text += pending
    paragraphs.append(
      Collected(
        range: start..<text.count, structure: structures.last?.structure, place: place,
        isInArticle: articleDepth > 0, linkShare: Double(linkedCount) / Double(pending.count)))
  }

  /// The article of the page.
  ///
  /// If `article` and `main` elements hold at least a third of the text, only their paragraphs
  /// count. List items that are mostly a link are left out.
  private func parsed(name: String) -> ParsedText {
    let articleCount = paragraphs.reduce(0) { $0 + ($1.isInArticle ? $1.range.count : 0) }
    let hasArticle = articleCount * 3 >= text.count && articleCount > 0
    let marks = HTMLCodes(file, isBoundary: Self.isBoundary).marks(of: paragraphs.map(\.place))
    var document = Document(name: name, text: [], paragraphs: [])
    var places: [ParagraphPlace] = []
    for (collected, marks) in zip(paragraphs, marks) where collected.isInArticle || !hasArticle {
      if collected.linkShare > 0.8, collected.structure == .listItem { continue }
      if !document.text.isEmpty { document.text.append(0x0A) }
      let start = document.text.count
      document.text += text[collected.range]
      var paragraph = Paragraph(range: start..<document.text.count, structure: collected.structure)
      if collected.place.isWhole {
        let (codes, sources) = InlineMark.codes(of: marks, in: text[collected.range], file: file)
        paragraph.codes = codes
        paragraph.anchor = .init(places.count)
        places.append(ParagraphPlace(map: collected.place.map, codes: sources))
      }
      document.paragraphs?.append(paragraph)
    }
    return ParsedText(document: document, places: places)
  }

  /// Whether a tag separates paragraphs, or holds text that is not read.
  private static func isBoundary(_ token: HTMLToken) -> Bool {
    token.kind == .text || blockElements.contains(token.name)
      || skippedElements.contains(token.name)
  }

  /// Whether an element never has content or an end tag, such as `br`.
  static func isVoid(_ element: String) -> Bool {
    switch element {
    case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
      "source",
      "track", "wbr":
      true
    default: false
    }
  }

  /// Whether the attributes mark an element as hidden or not part of the article.
  private static func isBoilerplate(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> Bool {
    guard var attribute = attributes else { return false }
    while let name = attribute[0] {
      let key = String(cString: name)
      if key == "class" || key == "id" || key == "role", let value = attribute[1] {
        let words = String(cString: value).lowercased().split { !$0.isLetter }
        if words.contains(where: { boilerplate.contains(String($0)) }) { return true }
      }
      if key == "hidden" { return true }
      attribute += 2
    }
    return false
  }
}
