import CXML2
import PadanModel

/// Reads the text of a web page: headings, paragraphs, list items, captions and cells, without
/// navigation, scripts and adverts.
///
/// libxml2's HTML parser reports elements one by one and no tree is built, so a page nested a
/// thousand deep costs no more than a flat one. Paragraphs are parted by a line feed.
struct HTMLReader {
  private let file: [UInt8]
  /// What is collected while the parser runs.
  private var text: [UInt8] = []
  private var paragraphs: [Collected] = []
  private var pending: [UInt8] = []
  /// Where the pending text stands in the file, and whether all of it was found there.
  private var place = HTMLCodes.Found(map: SourceMap(), isWhole: true)
  private var locator: HTMLTextLocator
  private var context: htmlParserCtxtPtr?
  private var linkedCount = 0
  private var structures: [(element: String, structure: BlockStructure)] = []
  private var skipped: [String] = []
  private var articleDepth = 0
  private var linkDepth = 0

  private struct Collected {
    var range: Range<Int>
    var structure: BlockStructure?
    var place: HTMLCodes.Found
    var isInArticle: Bool
    /// The share of its text that is link, 0...1.
    var linkShare: Double
  }

  private static let blockElements: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p",
    "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
  ]
  private static let skippedElements: Set<String> = [
    "script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "aside", "form",
    "button", "select", "textarea", "head", "object", "video", "audio", "canvas", "math", "menu",
  ]
  private static let structureOfElement: [String: BlockStructure] = [
    "h1": .heading, "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading,
    "h6": .heading, "li": .listItem, "figcaption": .caption, "caption": .caption,
    "td": .cell, "th": .cell,
  ]
  /// Words in a class or id that mark what is not the article.
  private static let boilerplate: Set<String> = [
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comment",
    "comments", "cookie", "footer", "iklan", "menu", "nav", "navbar", "navigation", "newsletter",
    "pagination", "popup", "promo", "share", "sharing", "sidebar", "social", "sponsor", "subscribe",
    "tags", "toolbar", "widget",
  ]

  private init(_ file: [UInt8]) {
    self.file = file
    locator = HTMLTextLocator(file)
  }

  /// Reads a page in UTF-8.
  static func parse(_ file: [UInt8], name: String) -> ParsedText {
    var reader = HTMLReader(file)
    withUnsafeMutablePointer(to: &reader) { parse(file, into: $0) }
    reader.flush()
    return reader.parsed(name: name)
  }

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
    // The text is UTF-8 by now, whatever its `meta` element says.
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
      // A table in a list is a list still.
      if structure != .cell || structures.isEmpty { structures.append((element, structure)) }
    }
  }

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

  /// Appends text with each run of white space as one blank.
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

  /// The page's article: what stands inside `article` or `main` where that is most of the text, and
  /// no list item that is nothing but a link.
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

  /// Whether a tag parts paragraphs, or something stands there that is not read.
  private static func isBoundary(_ token: HTMLToken) -> Bool {
    token.kind == .text || blockElements.contains(token.name)
      || skippedElements.contains(token.name)
  }

  static func isVoid(_ element: String) -> Bool {
    switch element {
    case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
      "source",
      "track", "wbr":
      true
    default: false
    }
  }

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
