import CXML2
import Glibc
package import PadanModel

/// Finds the attributes of a page that are too many for libxml2, which compares each attribute of a
/// tag with all others.
enum HTMLAttributes {
  /// A page with blanks in place of all but the first `Limits.mostAttributes` of each tag. All other
  /// bytes keep their places.
  ///
  /// - Complexity: O(n) for n bytes.
  static func limited(_ file: [UInt8]) -> [UInt8] {
    let excess = file.withUnsafeBytes { Self.excess(in: $0) }
    if excess.isEmpty { return file }
    var limited = file
    for range in excess {
      for index in range { limited[index] = 0x20 }
    }
    return limited
  }

  /// The attributes that tell what an element is.
  private static let telling = HTMLLabels.attributes.union([
    "class", "id", "role", "itemprop", "hidden", "style", "aria-hidden", "property", "name",
    "content", "type", "translate", "href",
  ])

  /// The telling attributes that libxml2 reports, with their values in UTF-8. An attribute without a
  /// value has an empty one.
  static func values(
    of attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> [String: String] {
    guard var attribute = attributes else { return [:] }
    var values: [String: String] = [:]
    while let name = attribute[0] {
      let key = String(cString: name)
      if telling.contains(key) { values[key] = attribute[1].map { String(cString: $0) } ?? "" }
      attribute += 2
    }
    return values
  }

  /// Whether attributes say that an element is not to be translated: `translate="no"`, or the class
  /// `notranslate` of Google's translator.
  static func isProtecting(_ values: [String: String]) -> Bool {
    if values["translate"]?.lowercased() == "no" { return true }
    return values["class"]?.lowercased().split(whereSeparator: \.isWhitespace)
      .contains("notranslate") ?? false
  }

  /// Whether a tag has such attributes.
  static func isProtecting(_ tag: String) -> Bool {
    let words = tag.lowercased().split { $0.isWhitespace || "=\"'<>/".contains($0) }
    return words.contains("notranslate")
      || zip(words, words.dropFirst()).contains { $0 == "translate" && $1 == "no" }
  }

  /// The elements whose content is text up to their end tag, whatever stands in it.
  private static let textElements = ["script", "style", "textarea", "title"].map { Array($0.utf8) }

  /// A start tag in a file, as a browser reads it.
  struct Tag {
    /// Its place in the file.
    var source: Range<Int>
    /// The place of the element's name.
    var name: Range<Int>
    /// The places of its attributes, up to the limit and one more.
    var attributes: [Place] = []
    /// The text up to the end tag, of an element whose content is nothing but text.
    var content: Range<Int>?
  }

  /// The place of an attribute in a file.
  struct Place {
    /// The place of its name.
    var name: Range<Int>
    /// The place of its value without quotation marks; `nil` if it has none.
    var value: Range<Int>?
    /// The quotation mark around the value.
    var quote: UInt8?
  }

  /// The ranges of attributes beyond the limit.
  private static func excess(in file: UnsafeRawBufferPointer) -> [Range<Int>] {
    var excess: [Range<Int>] = []
    forEachTag(in: file) { tag in
      guard tag.attributes.count > Limits.mostAttributes else { return }
      excess.append(tag.attributes[Limits.mostAttributes].name.lowerBound..<tag.source.upperBound)
    }
    return excess
  }

  /// Calls `body` with each start tag of a file, in order.
  static func forEachTag(in file: UnsafeRawBufferPointer, _ body: (Tag) -> Void) {
    var index = 0
    while index < file.count,
      let found = memchr(file.baseAddress! + index, 0x3C, file.count - index)
    {
      index = UnsafeRawPointer(found) - file.baseAddress! + 1
      if isAt(index, "!--".utf8, in: file) { pass(&index, "-->".utf8, in: file) }
      guard index < file.count, 0x61...0x7A ~= file[index] | 0x20 else { continue }
      let name = index
      skip(&index, in: file) {
        HTMLMarkup.isBlank($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/")
      }
      var tag = Tag(source: name - 1..<index, name: name..<index)
      while let attribute = nextAttribute(&index, in: file) {
        if tag.attributes.count <= Limits.mostAttributes { tag.attributes.append(attribute) }
      }
      tag.source = name - 1..<index
      if let element = textElements.first(where: {
        $0.count == tag.name.count && isAt(name, $0, in: file)
      }) {
        let start = min(index + 1, file.count)
        pass(&index, "</".utf8 + element, in: file)
        tag.content = start..<max(start, index)
      }
      body(tag)
    }
  }

  /// Whether ASCII characters, whose letters are small, stand at an index in either case.
  private static func isAt(
    _ index: Int, _ characters: some Collection<UInt8>, in file: UnsafeRawBufferPointer
  ) -> Bool {
    guard file.count - index >= characters.count else { return false }
    var index = index
    for wanted in characters {
      let byte = file[index]
      guard wanted == (0x41...0x5A ~= byte ? byte | 0x20 : byte) else { return false }
      index += 1
    }
    return true
  }

  /// Moves to the next place at which ASCII characters stand in either case, or to the end. The first
  /// of them is no letter.
  private static func pass(
    _ index: inout Int, _ characters: some Collection<UInt8>, in file: UnsafeRawBufferPointer
  ) {
    let first = Int32(characters.first ?? 0)
    while index < file.count {
      guard let found = memchr(file.baseAddress! + index, first, file.count - index) else { break }
      index = UnsafeRawPointer(found) - file.baseAddress!
      if isAt(index, characters, in: file) { return }
      index += 1
    }
    index = file.count
  }

  /// Passes the next attribute of a tag with its value.
  ///
  /// - Returns: Its place; `nil` at the end of the tag.
  private static func nextAttribute(_ index: inout Int, in file: UnsafeRawBufferPointer) -> Place? {
    func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ">") }
    skip(&index, in: file) { !HTMLMarkup.isBlank($0) && $0 != UInt8(ascii: "/") }
    guard index < file.count, !isEnd(file[index]) else { return nil }
    let start = index
    index += 1
    skip(&index, in: file) {
      HTMLMarkup.isBlank($0) || isEnd($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/")
    }
    var place = Place(name: start..<index)
    skip(&index, in: file) { !HTMLMarkup.isBlank($0) }
    guard index < file.count, file[index] == UInt8(ascii: "=") else { return place }
    index += 1
    skip(&index, in: file) { !HTMLMarkup.isBlank($0) }
    guard index < file.count else { return place }
    let mark = file[index]
    if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") {
      index += 1
      let value = index
      skip(&index, in: file) { $0 == mark }
      (place.value, place.quote) = (value..<index, mark)
      index = min(index + 1, file.count)
    } else {
      let value = index
      skip(&index, in: file) { HTMLMarkup.isBlank($0) || isEnd($0) }
      place.value = value..<index
    }
    return place
  }

  /// Moves to the first byte for which a condition holds, or to the end.
  private static func skip(
    _ index: inout Int, in file: UnsafeRawBufferPointer, until isWanted: (UInt8) -> Bool
  ) {
    while index < file.count, !isWanted(file[index]) { index += 1 }
  }
}

extension InlineCode {
  /// Whether the code begins an element of a page that is not to be translated.
  package var protectsText: Bool { content.hasPrefix("<") && HTMLAttributes.isProtecting(content) }
}
