import PadanModel

/// Finds the labels of a page: its title, its description for search engines and other sites, and the attributes
/// that say what an image, a link or a field is.
///
/// libxml2 reports the text of attributes without its place. So the tags of the file are listed before, and a label is
/// taken where both have the same text.
struct HTMLLabels {
  /// A label as it was found.
  struct Found {
    /// What holds it.
    var name: String
    /// The tag of its element without the texts of labels; empty for a label of the page.
    var tag: String
    /// Its text, each run of white space as one blank.
    var text: [UInt8]
    /// Its place in the file.
    var place: ParagraphPlace
    /// The position of the page's paragraph at or before which it stands; `nil` for that of the page.
    var paragraph: Int?

    /// The kind of its segments.
    var kind: SegmentKind {
      if name.hasSuffix(":title") || name == "title" { return .headline }
      return name.hasSuffix("description") ? .standfirst : name.hasSuffix("alt") ? .caption : .body
    }
  }

  /// The attributes that are labels.
  static let attributes: Set<String> = ["alt", "title", "placeholder", "aria-label"]
  /// The `meta` elements that are labels.
  private static let metas: Set<String> = [
    "description", "og:title", "og:description", "og:image:alt", "twitter:title",
    "twitter:description", "twitter:image:alt",
  ]
  /// Elements whose attributes nobody sees.
  private static let silentElements: Set<String> = ["html", "head", "link", "script", "style"]

  /// A tag that may hold labels.
  private struct Tag {
    var element: String
    var source: Range<Int>
    var values: [(name: String, place: HTMLAttributes.Place)]
    var content: Range<Int>?
  }

  /// The labels so far, in the order of the file.
  private(set) var found: [Found] = []
  /// The file in UTF-8.
  private let file: [UInt8]
  /// The tags that may hold labels, in order.
  private var tags: [Tag] = []
  /// The position in `tags` of the first tag that the parser has not passed.
  private var next = 0
  /// The place of the text of the title that has begun.
  private var openTitle: Range<Int>?

  /// The labels of a page in UTF-8; none is found yet.
  init(_ file: [UInt8]) {
    self.file = file
    func name(_ range: Range<Int>) -> String {
      String(decoding: file[range], as: UTF8.self).lowercased()
    }
    var tags: [Tag] = []
    file.withUnsafeBytes { bytes in
      HTMLAttributes.forEachTag(in: bytes) { tag in
        let element = name(tag.name)
        let values = tag.attributes.compactMap { place -> (String, HTMLAttributes.Place)? in
          guard place.value?.isEmpty == false, place.name.count <= 11 else { return nil }
          let name = name(place.name)
          let isLabel = element == "meta" ? name == "content" : Self.attributes.contains(name)
          return isLabel ? (name, place) : nil
        }
        guard !values.isEmpty || element == "title" else { return }
        tags.append(
          Tag(element: element, source: tag.source, values: values, content: tag.content))
      }
    }
    self.tags = tags
  }

  /// Notes the labels in the attributes of an element that has begun.
  ///
  /// - Parameters:
  ///   - values: Its attributes as libxml2 reports them.
  ///   - position: How far the parser has read, in bytes.
  ///   - paragraph: The position of the page's paragraph at or before which it stands.
  mutating func add(
    _ element: String, _ values: [String: String], before position: Int, paragraph: Int
  ) {
    guard !Self.silentElements.contains(element) else { return }
    var meta: String?
    if element == "meta" {
      let name = (values["property"] ?? values["name"] ?? "").lowercased()
      guard Self.metas.contains(name) else { return }
      meta = name
    }
    if element == "title" { openTitle = nil }
    guard let tag = tag(element, before: position) else { return }
    if element == "title" {
      openTitle = tag.content
      return
    }
    let bare = meta == nil ? bare(tag) : ""
    for (name, place) in tag.values {
      guard let value = values[name], let range = place.value else { continue }
      add(
        meta.map { "meta \($0)" } ?? "\(element) \(name)", of: bare, range, as: value,
        .attribute(quote: place.quote), paragraph: meta == nil ? paragraph : nil)
    }
  }

  /// A tag without the texts of its labels.
  private func bare(_ tag: Tag) -> String {
    var bytes: [UInt8] = []
    var start = tag.source.lowerBound
    for value in tag.values.compactMap(\.place.value) {
      bytes += file[start..<value.lowerBound]
      start = value.upperBound
    }
    return String(decoding: bytes + file[start..<tag.source.upperBound], as: UTF8.self)
  }

  /// Notes the title of the page, which has ended.
  mutating func add(title: String) {
    if let openTitle { add("title", of: "", openTitle, as: title, .text, paragraph: nil) }
    openTitle = nil
  }

  /// Moves to the tag of an element at which the parser is; `nil` if it is not found.
  private mutating func tag(_ element: String, before position: Int) -> Tag? {
    while next < tags.count, tags[next].source.upperBound + 1 < position { next += 1 }
    guard next < tags.count, tags[next].element == element,
      tags[next].source.lowerBound < position
    else { return nil }
    defer { next += 1 }
    return tags[next]
  }

  /// Notes a label at a place of the file where its text stands.
  private mutating func add(
    _ name: String, of tag: String, _ range: Range<Int>, as value: String,
    _ surroundings: MarkupSurroundings,
    paragraph: Int?
  ) {
    let (text, map) = read(range)
    let words = value.utf8.split(whereSeparator: HTMLMarkup.isBlank)
    guard !text.isEmpty, text.elementsEqual(words.joined(separator: [0x20])) else { return }
    found.append(
      Found(
        name: name, tag: tag, text: text,
        place: ParagraphPlace(map: map, surroundings: surroundings),
        paragraph: paragraph))
  }

  /// The text of a range of the file: without references, and each run of white space as one blank.
  private func read(_ range: Range<Int>) -> (text: [UInt8], map: SourceMap) {
    var text: [UInt8] = []
    var map = SourceMap()
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      index += 1
      if HTMLMarkup.isBlank(file[start]) {
        while index < range.upperBound, HTMLMarkup.isBlank(file[index]) { index += 1 }
        guard !text.isEmpty, index < range.upperBound else { continue }
        text.append(0x20)
        map.append(count: 1, for: start..<index)
      } else if file[start] == UInt8(ascii: "&"), let end = referenceEnd(from: index, in: range),
        let scalar = HTMLTextLocator.scalar(
          ofReference: String(decoding: file[index..<end], as: UTF8.self))
      {
        index = end + 1
        let bytes = Array(String(scalar).utf8)
        text += bytes
        map.append(count: bytes.count, for: start..<index)
      } else {
        text.append(file[start])
        map.append(start..<index)
      }
    }
    return (text, map)
  }

  /// The place of the semicolon of a reference whose name begins at a position.
  private func referenceEnd(from start: Int, in range: Range<Int>) -> Int? {
    let name = file[start..<range.upperBound].prefix(40).prefix {
      0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 || $0 == UInt8(ascii: "#")
    }
    return name.endIndex < range.upperBound && file[name.endIndex] == UInt8(ascii: ";")
      ? name.endIndex : nil
  }
}
