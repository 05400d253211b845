package import PadanModel

/// Writes the segments of articles, with their kinds, as a single HTML page for people.
///
/// Each block is a row with its number, its kind and how sure that is. What is not the article is faint,
/// and unsure kinds are marked. Kinds are told by their names, and by colours and line patterns.
///
///     var page = SegmentPage(language: indonesian, title: "berita.txt")
///     page.beginDocument("berita.txt")
///     page.add(text: "Pasar Baru Dibuka", block: 0, kind: .headline, isCopy: false, confidence: 0.98)
///     page.endDocument()
///     page.end()
package struct SegmentPage: Sendable {
  private let language: LanguageTag
  private var page: ReportPage
  /// The block, kind and copy mark of the open row; `nil` if no row is open.
  private var row: Row?

  /// What the segments of a row have in common.
  private struct Row: Hashable {
    var block: Int
    var kind: SegmentKind
    var isCopy: Bool
  }

  /// A kind is unsure below this confidence, 0...1.
  private static let sure: Float = 0.75

  /// A page with its head and the legend of kinds.
  ///
  /// - Parameters:
  ///   - language: The language of the articles.
  ///   - title: The title of the page.
  package init(language: LanguageTag, title: String) {
    self.language = language
    page = ReportPage(title: title, style: Self.style)
    page.append("<header>\n<ul class=\"legend\" aria-label=\"Kinds\">\n")
    for kind in SegmentKind.allCases {
      page.append("<li class=\"\(kind.name)\">\(kind.name)</li>\n")
    }
    page.append("<li class=\"unsure\"><b>?</b> unsure: below 75 %</li>\n</ul>\n</header>\n")
  }

  /// Begins a document.
  package mutating func beginDocument(_ name: String) {
    page.append("<main>\n<h1>")
    page.text(name)
    page.append("</h1>\n<ol class=\"blocks\">\n")
  }

  /// Adds a segment. Segments of one block and kind share a row.
  ///
  /// - Parameters:
  ///   - block: The number of the block, from 0.
  ///   - confidence: How sure the kind is, 0...1.
  package mutating func add(
    text: String, block: Int, kind: SegmentKind, isCopy: Bool, confidence: Float
  ) {
    let row = Row(block: block, kind: kind, isCopy: isCopy)
    if row != self.row {
      endRow()
      self.row = row
      let isUnsure = confidence < Self.sure
      let percent = Int((confidence * 100).rounded())
      page.append(
        "<li class=\"\(kind.name)\(isUnsure ? " unsure" : "")\"><p class=\"kind\"><small>\(block)</small> "
          + "\(kind.name)\(isCopy ? ", again" : "") <small>\(isUnsure ? "<b>?</b> " : "")\(percent) %"
          + "\(isUnsure ? ", unsure" : "")</small></p><p \(language.attributes)>")
    } else {
      page.append(" ")
    }
    page.append("<span>")
    page.text(text)
    page.append("</span>")
  }

  /// Ends a document.
  package mutating func endDocument() {
    endRow()
    page.append("</ol>\n</main>\n")
  }

  /// Ends the page. Call it once, after the last document.
  package mutating func end() { page.end() }

  /// The number of bytes that `takeBytes()` would return.
  package var pendingCount: Int { page.bytes.count }

  /// Returns the HTML written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] { page.takeBytes() }

  private mutating func endRow() {
    if row != nil { page.append("</p></li>\n") }
    row = nil
  }

  /// The style of blocks. A colour stands for a group of kinds, a line pattern for the kind.
  private static let style = """
    :root { --text: #00795a; } @media (prefers-color-scheme: dark) { :root { --text: #3fc99d; } }
    .headline, .kicker, .standfirst, .subheading { --mark: var(--high); }
    .body, .dateline-sentence, .list { --mark: var(--text); }
    .caption, .credit { --mark: var(--fair); }
    .byline, .signoff { --mark: var(--cross); }
    .inset { --mark: var(--faint); --line: dotted; }
    .headline, .body, .caption, .byline { --line: solid; }
    .subheading, .dateline-sentence, .credit, .signoff { --line: dashed; }
    .standfirst, .list { --line: dotted; }
    .kicker { --line: double; }
    .legend li:not(.unsure) { border-left: 6px var(--line) var(--mark); }
    .blocks { margin: 0; padding: 0; list-style: none; }
    .blocks > li { display: grid; grid-template-columns: 11rem 1fr; column-gap: 1rem;
      padding: .35rem 0; content-visibility: auto; contain-intrinsic-size: auto 2.5rem; }
    .blocks p { margin: 0; overflow-wrap: anywhere; }
    .blocks .kind { color: var(--faint); font-size: .8rem; line-height: 1.9; }
    .blocks p + p { padding-left: .8rem; border-left: 6px var(--line) var(--mark); }
    .blocks .headline p + p { font-size: 1.25rem; font-weight: 700; line-height: 1.3; }
    .blocks .subheading p + p, .blocks .standfirst p + p { font-weight: 600; }
    .blocks .inset p + p { color: var(--faint); font-size: .9rem; }
    .blocks span + span::before { content: "⏐"; color: var(--faint); margin-right: .25rem; }
    .blocks .unsure { background: var(--warn); }
    .unsure b { color: var(--low); }
    @media (max-width: 40rem) { .blocks > li { grid-template-columns: 1fr; } }
    @media print { header { position: static; } body { max-width: none; }
      .blocks > li { break-inside: avoid; content-visibility: visible; }
      * { print-color-adjust: exact; } }

    """
}
