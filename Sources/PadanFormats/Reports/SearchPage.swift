package import PadanModel

/// Writes a concordance as a single HTML page for people: what was found in one column, its context on both
/// sides, and below it the other text with what translates it.
///
///     var page = SearchPage(title: "harga beras")
///     page.add(line)
///     output.write(page.bytes())
package struct SearchPage: Sendable {
  /// A place of a text.
  package struct Line: Sendable {
    /// The text.
    package var text: String
    package var language: LanguageTag
    /// The place, in UTF-8 bytes.
    package var hit: Range<Int>
    /// The text on the other side.
    package var other: String
    package var otherLanguage: LanguageTag
    /// What translates the place, in UTF-8 bytes, ascending and apart from each other.
    package var counterparts: [Range<Int>]
    /// Documents, review and number.
    package var remarks: [String]

    /// Names the parts of a line.
    package init(
      text: String, language: LanguageTag, hit: Range<Int>, other: String,
      otherLanguage: LanguageTag, counterparts: [Range<Int>], remarks: [String]
    ) {
      self.text = text
      self.language = language
      self.hit = hit
      self.other = other
      self.otherLanguage = otherLanguage
      self.counterparts = counterparts
      self.remarks = remarks
    }
  }

  private let title: String
  private var rows = ReportPage.Fragment()
  private var count = 0

  /// A page without lines.
  ///
  /// - Parameter title: What was looked for.
  package init(title: String) { self.title = title }

  /// Adds a line.
  package mutating func add(_ line: Line) {
    count += 1
    let text = Array(line.text.utf8)
    rows.append("<li id=\"l\(count)\"><p class=\"line\" \(line.language.attributes)>")
    rows.append("<span class=\"before\">")
    write(text[..<line.hit.lowerBound])
    rows.append("</span><mark>")
    write(text[line.hit])
    rows.append("</mark><span class=\"after\">")
    write(text[line.hit.upperBound...])
    rows.append("</span></p>\n<p class=\"other\" \(line.otherLanguage.attributes)>")
    let other = Array(line.other.utf8)
    var end = 0
    for range in line.counterparts {
      write(other[end..<range.lowerBound])
      rows.append("<b>")
      write(other[range])
      rows.append("</b>")
      end = range.upperBound
    }
    write(other[end...])
    rows.append("</p>\n<p class=\"remarks\"><a href=\"#l\(count)\">\(count)</a> ")
    rows.text(line.remarks.joined(separator: " · "))
    rows.append("</p></li>\n")
  }

  private mutating func write(_ utf8: ArraySlice<UInt8>) {
    rows.text(String(decoding: utf8, as: UTF8.self))
  }

  /// The whole page, in UTF-8.
  package func bytes() -> [UInt8] {
    var page = ReportPage(title: title, style: Self.style)
    page.append("<header>\n<ul class=\"legend\">\n<li><mark>found</mark></li>\n")
    page.append("<li><b>what translates it</b></li>\n</ul>\n</header>\n<main>\n<h1>")
    page.text(title)
    page.append("</h1>\n<p class=\"count\">\(count) \(count == 1 ? "line" : "lines")</p>\n")
    page.append("<ol class=\"lines\">\n")
    page.append(rows)
    page.append("</ol>\n</main>\n")
    page.end()
    return page.takeBytes()
  }

  /// The style of lines. A line under the words and a frame around them say the same as colours.
  private static let style = """
    p { margin: 0; overflow-wrap: anywhere; }
    .count, .remarks { color: var(--faint); font-size: .8rem; }
    .count { margin-bottom: .6rem; }
    .lines { margin: 0; padding: 0; list-style: none; }
    .lines > li { padding: .6rem 0; border-bottom: 1px solid var(--rule); scroll-margin-top: 4rem;
      content-visibility: auto; contain-intrinsic-size: auto 5rem; }
    .lines > li:target { outline: 3px solid var(--high); outline-offset: 2px; }
    .line { display: grid; grid-template: auto 1.5rem auto / minmax(0, 2fr) fit-content(40%) minmax(0, 3fr); }
    .before { grid-area: 1 / 1 / 3; align-self: end; text-align: end; white-space: pre-wrap; }
    .after { grid-area: 2 / 3 / 4; white-space: pre-wrap; }
    .line mark { grid-area: 2 / 2; }
    mark { background: none; color: var(--high); font-weight: 600;
      border-bottom: 2px solid var(--high); }
    .other { margin: .2rem 0 0; padding-inline-start: 1.5rem; color: var(--faint); }
    b { color: var(--ink); text-decoration: underline dotted; text-underline-offset: .2em; }
    @media (max-width: 45rem) { .line { display: block; } .other { padding-inline-start: .8rem; } }
    @media print { header { position: static; } body { max-width: none; }
      .lines > li { break-inside: avoid; content-visibility: visible; }
      * { print-color-adjust: exact; } }

    """
}
