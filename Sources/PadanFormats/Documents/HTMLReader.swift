import CXML2
import PadanModel

/// Reads the text of a web page: headings, paragraphs, list items, captions and cells, without
/// navigation, scripts and adverts.
///
/// libxml2's HTML parser reports elements one by one and no tree is built, so a page nested a
/// thousand deep costs no more than a flat one. Paragraphs are parted by a line feed.
struct HTMLReader {
  /// What is collected while the parser runs.
  private var text: [UInt8] = []
  private var paragraphs: [Collected] = []
  private var pending: [UInt8] = []
  private var linkedCount = 0
  private var kinds: [(element: String, kind: SegmentKind)] = []
  private var skipped: [String] = []
  private var articleDepth = 0
  private var linkDepth = 0

  private struct Collected {
    var paragraph: Paragraph
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
  private static let kindOfElement: [String: SegmentKind] = [
    "h1": .headline, "h2": .headline, "h3": .headline, "h4": .headline, "h5": .headline,
    "h6": .headline, "li": .list, "figcaption": .caption, "caption": .caption,
  ]
  /// Words in a class or id that mark what is not the article.
  private static let boilerplate: Set<String> = [
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comment",
    "comments", "cookie", "footer", "iklan", "menu", "nav", "navbar", "navigation", "newsletter",
    "pagination", "popup", "promo", "share", "sharing", "sidebar", "social", "sponsor", "subscribe",
    "tags", "toolbar", "widget",
  ]

  /// Reads a page in UTF-8.
  static func document(from bytes: [UInt8], name: String) -> Document {
    var reader = HTMLReader()
    withUnsafeMutablePointer(to: &reader) { parse(bytes, into: $0) }
    reader.flush()
    return reader.document(name: name)
  }

  /// The encoding a page declares in its first kilobyte: `<meta charset=…>` or an XML declaration.
  static func declaredEncoding(in bytes: [UInt8]) -> String? {
    let start = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    for mark in ["charset=", "encoding="] {
      guard let found = start.firstRange(of: mark) else { continue }
      let value = start[found.upperBound...].drop { "\"' ".contains($0) }
        .prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
      // Browsers read Latin-1 as windows-1252, which holds it (WHATWG Encoding Standard, 4.2).
      if !value.isEmpty {
        return ["iso-8859-1", "latin1", "ascii", "us-ascii"].contains(String(value))
          ? "windows-1252" : String(value)
      }
    }
    return nil
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
    if let kind = Self.kindOfElement[element] { kinds.append((element, kind)) }
  }

  private mutating func end(_ element: String) {
    if !skipped.isEmpty {
      if let index = skipped.lastIndex(of: element) { skipped.removeSubrange(index...) }
      return
    }
    if Self.blockElements.contains(element) { flush() }
    if element == "article" || element == "main" { articleDepth = max(0, articleDepth - 1) }
    if element == "a" { linkDepth = max(0, linkDepth - 1) }
    if let index = kinds.lastIndex(where: { $0.element == element }) {
      kinds.removeSubrange(index...)
    }
  }

  /// Appends text with each run of white space as one blank.
  private mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    guard skipped.isEmpty else { return }
    for byte in characters {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        if pending.last != 0x20, !pending.isEmpty { pending.append(0x20) }
      } else {
        pending.append(byte)
        if linkDepth > 0 { linkedCount += 1 }
      }
    }
  }

  private mutating func flush() {
    defer {
      pending.removeAll(keepingCapacity: true)
      linkedCount = 0
    }
    while pending.last == 0x20 { pending.removeLast() }
    guard !pending.isEmpty else { return }
    if !text.isEmpty { text.append(0x0A) }
    let start = text.count
    text += pending
    paragraphs.append(
      Collected(
        paragraph: Paragraph(range: start..<text.count, kind: kinds.last?.kind),
        isInArticle: articleDepth > 0, linkShare: Double(linkedCount) / Double(pending.count)))
  }

  /// The page's article: what stands inside `article` or `main` where that is most of the text, and
  /// no list item that is nothing but a link.
  private func document(name: String) -> Document {
    let articleCount = paragraphs.reduce(0) {
      $0 + ($1.isInArticle ? $1.paragraph.range.count : 0)
    }
    let hasArticle = articleCount * 3 >= text.count && articleCount > 0
    var document = Document(name: name, text: [], paragraphs: [])
    for collected in paragraphs where collected.isInArticle || !hasArticle {
      if collected.linkShare > 0.8, collected.paragraph.kind == .list { continue }
      if !document.text.isEmpty { document.text.append(0x0A) }
      let start = document.text.count
      document.text += text[collected.paragraph.range]
      document.paragraphs?.append(
        Paragraph(range: start..<document.text.count, kind: collected.paragraph.kind))
    }
    return document
  }

  private static func isVoid(_ element: String) -> Bool {
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
