import CXML2
import PadanModel
import PadanText

/// Reads the blocks of a web page: headings, paragraphs, list items, captions and cells, and what the
/// markup tells of each. Scripts, forms' fields, hidden elements and blocks that are not to be translated
/// are left out. An inline element that is not to be translated belongs to its sentence; the mark of a note
/// is no text of it. Which blocks are the article, a content model decides later, when the language is known.
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
  /// The number of links in the open paragraph.
  private var linkCount = 0
  /// The innermost element around the first text of the open paragraph.
  private var pendingElement: Int?
  /// The elements so far.
  private var tree = HTMLElementTree()
  /// The positions in `tree` of the open elements, the innermost last.
  private var open: [Int] = []
  /// The open elements inside a skipped one, itself included. Empty outside skipped elements.
  private var skipped: [String] = []
  /// The position in `open` of the outermost inline element that is not to be translated.
  private var protecting: Int?
  /// Whether the open paragraph has text that is not to be translated, and whether it has words that are.
  private var (hasProtected, hasOwnWords) = (false, false)
  /// The position in `open` of the mark of a note that is being read: a raised link to a place in a page.
  private var noteMark: Int?
  /// The innermost open link, if it leads to a place in a page: its position in `open`, and the size of the
  /// open paragraph at its start.
  private var placeLink: (position: Int, start: Int)?
  /// The number of open links.
  private var linkDepth = 0
  /// The labels so far.
  private var labels: HTMLLabels
  /// What the page says of itself.
  private var metadata = HTMLMetadata()
  /// What the page says of itself if it has no article.
  private var facts = PageFacts()
  /// The text of an open `title` or `noscript` element, or of a script with linked data.
  private var captured: [UInt8]?
  /// Whether a block stands in an element that holds no article.
  private var hasFurniture = false
  /// The elements and codes that the tags of the page may become.
  private let tagParts: Int
  /// The stretches of text of all paragraphs so far that have a place in the file of their own.
  private var stretchCount = 0
  /// The most elements that were open at once in this piece of the file.
  private var deepest = 0

  /// A paragraph of the page, which may not belong to the article.
  private struct Collected {
    /// Its structure; `nil` for an ordinary paragraph.
    var structure: BlockStructure?
    /// Its place in the file.
    var place: HTMLCodes.Found
    /// What is known of it as a block.
    var block: HTMLEvidence.Block
    /// Its place in `text`.
    var range: Range<Int> { block.range }
  }

  /// Elements that begin and end paragraphs.
  private static let blockElements = Set(MarkupSign.tags.dropFirst())
  /// Elements whose content is not text of a page.
  private static let skippedElements: Set<String> = [
    "script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "title",
    "object", "video", "audio", "canvas", "math",
  ]
  /// The most blocks of a page that a model weighs. Each costs some kilobytes.
  private static let mostWeighed = 20_000

  /// A reader of a page in UTF-8.
  private init(_ file: [UInt8]) {
    self.file = file
    locator = HTMLTextLocator(file)
    labels = HTMLLabels(file)
    tagParts = 2 * file.count { $0 == UInt8(ascii: "<") }
  }

  /// Reads a page in UTF-8.
  ///
  /// - Parameter name: The name of the file.
  /// - Throws: `InputError` if the page has more parts than a document may have, or too many elements
  ///   are open at once.
  static func parse(_ file: [UInt8], name: String) throws(InputError) -> ParsedText {
    var reader = HTMLReader(file)
    let excess = withUnsafeMutablePointer(to: &reader) {
      parse(HTMLAttributes.limited(file), into: $0)
    }
    if let excess { throw InputError(name, excess) }
    reader.flush()
    return reader.parsed(name: name)
  }

  /// Runs libxml2's parser, which sends its events to a reader.
  ///
  /// - Returns: What the page has too much of; then it is not read to its end.
  private static func parse(
    _ bytes: [UInt8], into reader: UnsafeMutablePointer<HTMLReader>
  ) -> InputError.Reason? {
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
    handler.cdataBlock = handler.characters
    let context = htmlCreatePushParserCtxt(
      &handler, reader, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
    guard let context else { return nil }
    defer { htmlFreeParserCtxt(context) }
    reader.pointee.context = context
    // The bytes are UTF-8, even if a `meta` element names another encoding.
    htmlCtxtUseOptions(
      context,
      Int32(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
          | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
    var comparisons = 0
    return bytes.withUnsafeBytes { buffer in
      for start in stride(from: 0, to: buffer.count, by: 1 << 16) {
        let piece = UnsafeRawBufferPointer(rebasing: buffer[start...].prefix(1 << 16))
        let ends = piece.indices.dropLast().count {
          piece[$0] == UInt8(ascii: "<") && piece[$0 + 1] == UInt8(ascii: "/")
        }
        let depth = reader.pointee.depth
        comparisons += ends * depth
        if let excess = reader.pointee.excess(comparisons) { return excess }
        reader.pointee.deepest = depth
        htmlParseChunk(
          context, piece.bindMemory(to: CChar.self).baseAddress!, Int32(piece.count), 0)
        comparisons += ends * (reader.pointee.deepest - depth)
      }
      htmlParseChunk(context, nil, 0, 1)
      return reader.pointee.excess(comparisons)
    }
  }

  /// What the page has too much of, as far as it is read; `nil` if nothing.
  ///
  /// - Parameter comparisons: How often libxml2 compares an end tag with an open element: each end tag
  ///   with all of them.
  private func excess(_ comparisons: Int) -> InputError.Reason? {
    if partCount > Limits.mostMarkupParts { return .manyParts(in: "html") }
    return comparisons > Limits.mostComparisons ? .manyOpenElements : nil
  }

  /// The number of open elements.
  private var depth: Int { open.count + skipped.count }

  /// The parts of the page so far, also of the open paragraph.
  private var partCount: Int {
    tagParts + stretchCount + place.map.stretchCount + paragraphs.count
  }

  /// An element begins: it may end the open paragraph, or be skipped with its content.
  private mutating func start(
    _ element: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if !skipped.isEmpty {
      if !Self.isVoid(element) { skipped.append(element) }
      deepest = max(deepest, depth)
      return
    }
    if Self.blockElements.contains(element) { flush() }
    let attributes = HTMLAttributes.values(of: attributes)
    if element == "meta", let content = attributes["content"] {
      metadata.add((attributes["property"] ?? attributes["name"] ?? "").lowercased(), content)
    }
    facts.add(element, attributes)
    let isHidden =
      attributes["hidden"] != nil
      || attributes["style"]?.filter { $0 != " " }.contains("display:none") ?? false
    // On an element that holds the whole article it speaks to browsers.
    let isProtected =
      HTMLAttributes.isProtecting(attributes) && !HTMLElementTree.outermost.contains(element)
    if !isHidden, !isProtected, protecting == nil, !attributes.isEmpty || element == "title" {
      labels.add(
        element, attributes, before: xmlByteConsumed(context), paragraph: paragraphs.count)
    }
    if Self.isVoid(element) { return }
    let isProtectedBlock =
      (isProtected || protecting != nil) && Self.blockElements.contains(element)
    if Self.skippedElements.contains(element) || isHidden || isProtectedBlock {
      let isData = element == "script" && attributes["type"]?.hasSuffix("ld+json") ?? false
      if element == "title" || element == "noscript" || isData { captured = [] }
      skipped.append(element)
      return
    }
    let values =
      attributes.isEmpty ? [] : ["class", "id", "role", "itemprop"].compactMap { attributes[$0] }
    open.append(
      tree.add(
        element, in: open.last ?? -1, values: values, isHidden: attributes["aria-hidden"] == "true")
    )
    if isProtected, protecting == nil { protecting = open.count - 1 }
    noteMarkBegins(element, attributes)
    if element == "a" {
      linkDepth += 1
      if noteMark == nil { linkCount += 1 }
    }
    deepest = max(deepest, depth)
  }

  /// Notes whether the element that has begun is the mark of a note: a link in a raised element, or a raised element
  /// with which a link begins.
  private mutating func noteMarkBegins(_ element: String, _ attributes: [String: String]) {
    let outer = open.dropLast().last
    if element == "a" {
      placeLink = nil
      guard attributes["href"]?.contains("#") ?? false else { return }
      placeLink = (open.count - 1, pending.count)
      let isRaised = outer.map { tree.elements[$0].name == "sup" } ?? false
      if noteMark == nil, isRaised || attributes["role"] == "doc-noteref" {
        noteMark = open.count - 1
      }
    } else if element == "sup", noteMark == nil, let placeLink,
      placeLink == (open.count - 2, pending.count)
    {
      noteMark = open.count - 1
    }
  }

  /// An element ends. The skipped elements inside it that have no end tag end, too.
  ///
  /// - Complexity: O(1) for each element that ends: libxml2 ends only elements that it began.
  private mutating func end(_ element: String) {
    if Self.isVoid(element) { return }
    if !skipped.isEmpty {
      if let index = skipped.lastIndex(of: element) { skipped.removeSubrange(index...) }
      if skipped.isEmpty, let text = captured {
        captured = nil
        if element == "noscript" {
          facts.add(noscript: text)
        } else if element == "title" {
          let title = String(decoding: text, as: UTF8.self)
          metadata.add(title: title)
          labels.add(title: title)
        } else {
          metadata.add(linkedData: text)
        }
      }
      return
    }
    if Self.blockElements.contains(element) { flush() }
    if element == "a" { linkDepth = max(0, linkDepth - 1) }
    if let index = open.lastIndex(where: { tree.elements[$0].name == element }) {
      open.removeSubrange(index...)
      if let first = protecting, first >= index { protecting = nil }
      if let first = noteMark, first >= index { noteMark = nil }
      if let link = placeLink, link.position >= index { placeLink = nil }
    }
  }

  /// Appends text to the open paragraph, each run of white space as one space.
  private mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    guard skipped.isEmpty else {
      captured?.append(contentsOf: characters)
      return
    }
    guard noteMark == nil, partCount <= Limits.mostMarkupParts else { return }
    let source = locator.locate(characters, endingAt: xmlByteConsumed(context))
    if source == nil { place.isWhole = false }
    for (index, byte) in characters.enumerated() {
      let isBlank = HTMLMarkup.isBlank(byte)
      if isBlank, pending.last == 0x20 || pending.isEmpty { continue }
      if pendingElement == nil { pendingElement = open.last }
      pending.append(isBlank ? 0x20 : byte)
      if !isBlank, linkDepth > 0 { linkedCount += 1 }
      if protecting != nil {
        hasProtected = true
      } else if byte >= 0x80 || 0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 {
        hasOwnWords = true
      }
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
      linkCount = 0
      pendingElement = nil
      (hasProtected, hasOwnWords) = (false, false)
    }
    if hasProtected, !hasOwnWords { return }
    while pending.last == 0x20 {
      pending.removeLast()
      if place.isWhole { place.map.removeLast() }
    }
    guard !pending.isEmpty else { return }
    stretchCount += place.map.stretchCount
    if !text.isEmpty { text.append(0x0A) }
    let start = text.count
    text += pending
    let element = pendingElement ?? tree.add("body", in: -1, values: [], isHidden: false)
    let letters = pending.count { $0 > 0x20 }
    let linkShare = Double(linkedCount) / Double(letters)
    let tag = open.last { tree.elements[$0].tag != nil }.flatMap { tree.elements[$0].tag }
    let length = pending.count { $0 & 0xC0 != 0x80 }
    let block = HTMLEvidence.Block(
      element: element, tag: tag ?? HTMLEvidence.noTag, length: length,
      range: start..<text.count, linkShare: linkShare, linkCount: linkCount,
      isProse: linkShare < 0.5 && LineForm.isProse(pending))
    hasFurniture =
      hasFurniture || linkShare > 0.5
      || !tree.elements[element].names.isDisjoint(with: HTMLElementTree.furniture)
    paragraphs.append(
      Collected(
        structure: open.last.flatMap { tree.elements[$0].structure }, place: place, block: block))
  }

  /// The blocks of the page, and their evidence if something on the page is no article.
  ///
  /// A page without a line of prose is too short for a model, and one of very many blocks is too
  /// long: of these, what the markup names as no article is left out.
  private func parsed(name: String) -> ParsedText {
    let isWeighed =
      hasFurniture && paragraphs.count <= Self.mostWeighed
      && paragraphs.contains(where: \.block.isProse)
    let isKept =
      isWeighed || !hasFurniture && paragraphs.contains(where: \.block.isProse)
      ? paragraphs.map { _ in true } : blocksKeptByMarkup()
    let marks = HTMLCodes(file, isBoundary: Self.isBoundary).marks(of: paragraphs.map(\.place))
    var document = Document(name: name, text: [], paragraphs: [])
    var places: [ParagraphPlace] = []
    for (index, collected) in paragraphs.enumerated() where isKept[index] {
      let marks = marks[index]
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
    var pageLabels: DocumentLabels?
    if !labels.found.isEmpty {
      pageLabels = self.pageLabels(behind: document.text, placed: &places, isWeighed: isWeighed)
    }
    if isWeighed {
      document.evidence =
        HTMLEvidence(paragraphs.map(\.block), of: text, tree: tree, metadata: metadata).signs()
    } else if document.paragraphs == [] {
      document.evidence = []
    }
    let hasProse = paragraphs.contains {
      $0.block.isProse
        && tree.elements[$0.block.element].names.isDisjoint(with: HTMLElementTree.forms)
    }
    return ParsedText(
      document: document, places: places, labels: pageLabels,
      absence: hasProse ? nil : facts.fault(isEmpty: paragraphs.isEmpty))
  }

  /// The labels of the page.
  ///
  /// - Parameters:
  ///   - text: The text of the document, behind which they stand.
  ///   - places: The places of its paragraphs, to which theirs are added.
  ///   - isWeighed: Whether a model finds the article among the paragraphs. Then each label of an element stands at one
  ///     of these.
  private func pageLabels(
    behind text: [UInt8], placed places: inout [ParagraphPlace], isWeighed: Bool
  ) -> DocumentLabels {
    var document = Document(text: text, paragraphs: [])
    for label in labels.found {
      document.text.append(0x0A)
      let start = document.text.count
      document.text += label.text
      document.paragraphs?.append(
        Paragraph(
          range: start..<document.text.count,
          structure: label.kind == .headline ? .heading : .paragraph,
          anchor: .init(places.count)))
      places.append(label.place)
    }
    return DocumentLabels(
      document: document,
      labels: labels.found.map {
        .init(
          name: $0.name, place: "\($0.name) \($0.tag)", kind: $0.kind,
          paragraph: isWeighed ? $0.paragraph : nil)
      })
  }

  /// For each block, whether it is kept where the markup alone decides.
  ///
  /// If `article` and `main` elements hold at least a third of the text, only they count. Links are
  /// left out as items of lists, and where there are several beside other text. What holds the main
  /// heading holds the article, whatever its attributes say.
  private func blocksKeptByMarkup() -> [Bool] {
    let elements = tree.elements
    let isInArticle = paragraphs.map {
      !elements[$0.block.element].names.isDisjoint(with: HTMLElementTree.articles)
    }
    let inside = zip(paragraphs, isInArticle).reduce(0) { $0 + ($1.1 ? $1.0.range.count : 0) }
    let hasArticle = inside > 0 && inside * 3 >= text.count
    let isLink = paragraphs.map {
      $0.block.linkShare > 0.8 && $0.block.tag != HTMLEvidence.mainHeading
    }
    let hasLinks = isLink.count { $0 } > 1 && isLink.contains(false)
    let heading = paragraphs.first { $0.block.tag == HTMLEvidence.mainHeading }?.block.element
    let aroundHeading = Set(heading.map { tree.ancestors(of: $0) } ?? [])
    return paragraphs.indices.map { index in
      let element = paragraphs[index].block.element
      let isNamed = tree.ancestors(of: element).contains {
        !elements[$0].ownWords.isDisjoint(with: HTMLElementTree.furnitureWords)
          && !aroundHeading.contains($0)
      }
      let isLinkItem = isLink[index] && (hasLinks || paragraphs[index].structure == .listItem)
      return elements[element].names.isDisjoint(with: HTMLElementTree.furniture)
        && !isNamed && !isLinkItem && (isInArticle[index] || !hasArticle)
    }
  }

  /// Whether a tag separates paragraphs, or holds text that is not read.
  private static func isBoundary(_ token: HTMLToken) -> Bool {
    token.kind == .text || blockElements.contains(token.name)
      || skippedElements.contains(token.name)
  }

  /// Whether an element begins and ends paragraphs.
  static func isBlock(_ element: String) -> Bool { blockElements.contains(element) }

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
}

extension InputError.Reason {
  /// So many elements of a page are open at once that reading it would take hours.
  static let manyOpenElements = Self(
    "html.too-deep", "too many elements are open at once: most are never closed.",
    advice: "Open the page in a browser, and save it again.")
}
