import Padan

/// Prints the lines of a concordance.
///
/// As text, what was found stands in one column, and below it, in the same column, what translates it.
struct ConcordancePrinter {
  private let format: Search.Format
  private let isColored: Bool
  private var page: SearchPage
  /// The document of the line before.
  private var document: String?
  private var isFirst = true

  /// The columns of a unit's number.
  private static let numberWidth = 9

  /// A printer.
  ///
  /// - Parameters:
  ///   - isColored: Whether text has styles.
  ///   - title: What was looked for.
  init(format: Search.Format, isColored: Bool, title: String) {
    self.format = format
    self.isColored = isColored
    page = SearchPage(title: title)
  }

  /// Prints a line, or adds it to the page.
  mutating func print(_ line: SearchPipeline.Line, to output: inout StandardOutput) throws {
    switch format {
    case .json: try output.write(JSONReport.concordance(line))
    case .tsv: try output.writeLine(Self.row(line))
    case .html: page.add(line.shown)
    case .text: try write(line, to: &output)
    }
  }

  /// Prints the page, if there is one.
  mutating func finish(_ output: inout StandardOutput) throws {
    if format == .html { try output.write(page.bytes()) }
  }

  private static func row(_ line: SearchPipeline.Line) -> String {
    let parts = Context(line.text.text, around: line.hit)
    let counterparts = line.counterparts.map { Context(line.other.text, around: $0).hit }
    return [
      "\(line.result.unit)", line.isTarget ? "target" : "source", parts.before, parts.hit,
      parts.after, line.other.text, counterparts.joined(separator: " … "),
      line.result.occurrences.first?.document ?? "",
    ].map(\.onOneLine).joined(separator: "\t")
  }

  private mutating func write(
    _ line: SearchPipeline.Line, to output: inout StandardOutput
  ) throws {
    let document = line.result.occurrences.first?.document
    if isFirst || document != self.document {
      if !isFirst { try output.writeLine("") }
      try output.writePrintableLine("— \(document ?? "no document")")
    }
    (self.document, isFirst) = (document, false)
    let number = "\(line.result.unit)".padded(to: Self.numberWidth - 1, alignment: .right) + " "
    let blank = String(repeating: " ", count: Self.numberWidth)
    try output.writeStyledLine(
      number + column(Context(line.text.text, around: line.hit), .found, ("[", "]")))
    let other = line.other.text
    // What is marked is the first counterpart; one without stands from its beginning.
    let context = Context(other, around: line.counterparts.first ?? 0..<0)
    try output.writeStyledLine(blank + column(context, .counterpart, ("‹", "›")))
  }

  /// A text in the width of the terminal, with a place in its column.
  private func column(
    _ context: Context, _ style: TextStyle, _ signs: (String, String)
  ) -> String {
    let width = Terminal.width - Self.numberWidth
    let left = width * 2 / 5
    guard !context.hit.isEmpty else {
      return String(repeating: " ", count: left / 2)
        + context.after.printable.shortened(to: width - left / 2)
    }
    let before = context.before.printable.cutAtStart(to: left)
    let hit = context.hit.printable.shortened(to: width - left)
    let rest = width - left - hit.displayWidth - (isColored ? 0 : 2)
    return String(repeating: " ", count: max(0, left - before.displayWidth)) + before
      + (isColored ? style(hit) : signs.0 + hit + signs.1)
      + (rest > 1 ? context.after.printable.shortened(to: rest) : "")
  }
}

/// A text in three parts.
private struct Context {
  var before: String
  var hit: String
  var after: String

  /// - Parameter range: The middle part, in UTF-8 bytes.
  init(_ text: String, around range: Range<Int>) {
    let utf8 = Array(text.utf8)
    before = String(decoding: utf8[..<range.lowerBound], as: UTF8.self)
    hit = String(decoding: utf8[range], as: UTF8.self)
    after = String(decoding: utf8[range.upperBound...], as: UTF8.self)
  }
}

extension String {
  /// The end of the text in `width` columns; `…` stands for the rest.
  fileprivate func cutAtStart(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var taken = 1
    let end = Array(reversed()).prefix { character in
      taken += character.displayWidth
      return taken <= width
    }
    return "…" + String(end.reversed())
  }
}

extension SearchPipeline.Line {
  /// The line as the page shows it.
  fileprivate var shown: SearchPage.Line {
    let places = result.occurrences.compactMap(\.document)
    var remarks = Array(places.prefix(2))
    if places.count > 2 { remarks.append("+\(places.count - 2)") }
    if result.pair.review != .unreviewed { remarks.append(result.pair.review.rawValue) }
    remarks.append("unit \(result.unit)")
    return SearchPage.Line(
      text: text.text, language: text.language, hit: hit, other: other.text,
      otherLanguage: other.language, counterparts: counterparts,
      remarks: remarks.map { $0.shownPath })
  }
}
