import ArgumentParser
import Padan

struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Split an article into segments.",
    discussion: """
      Example: padan segment berita.txt --format json

      The structure of the page comes first (kicker, headline, byline, caption, credit, dateline, \
      list, inset, sign-off), then ICU's sentence breaks, then the rules of the language.

      JSON is one object a line: index, text, start and end (UTF-8 byte offsets), block (the number \
      of the line or paragraph, from 0), kind, and copy where the headline is repeated. TSV has the \
      columns index, start, end, block, kind, text. Offsets refer to the input where it is plain \
      UTF-8, and else to the text that --extract prints.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv
  }

  @Argument(help: "The articles: text, HTML or Markdown; - is standard input.")
  var articles: [String]

  @Option(help: "The language of the articles.")
  var lang: LanguageTag = .indonesian

  @Option(help: "How to print segments: text, json or tsv.")
  var format: Format = .text

  @Flag(help: "Print the extracted text that offsets refer to, instead of segments.")
  var extract = false

  @OptionGroup var reading: ArticleOptions
  @OptionGroup var talk: TalkOptions

  func run() throws {
    let segmenter = try reading.segmenter(for: lang)
    var output = StandardOutput()
    for article in articles {
      let document = try reading.read(article, talk: talk)
      if extract {
        try output.write(document.text)
        if document.text.last.map({ $0 != 0x0A }) ?? false { try output.writeLine("") }
      } else {
        try print(segmenter.segments(of: document), to: &output)
      }
    }
    try output.flush()
  }

  private func print(_ segments: [Padan.Segment], to output: inout StandardOutput) throws {
    var json = JSONWriter()
    for (index, segment) in segments.enumerated() {
      switch format {
      case .text: try output.writeLine(segment.text.onOneLine)
      case .tsv:
        let range = "\(segment.range.lowerBound)\t\(segment.range.upperBound)"
        try output.writeLine(
          "\(index)\t\(range)\t\(segment.block)\t\(segment.kind.rawValue)\t\(segment.text.onOneLine)"
        )
      case .json:
        json.removeAll()
        json.object {
          $0.member("index", index)
          $0.member("text", segment.text)
          $0.member("start", segment.range.lowerBound)
          $0.member("end", segment.range.upperBound)
          $0.member("block", segment.block)
          $0.member("kind", segment.kind.rawValue)
          if segment.isCopy { $0.member("copy", true) }
        }
        json.endLine()
        try output.write(json.bytes)
      }
    }
  }
}

extension String {
  /// The text with every tab and line break inside it as a blank.
  var onOneLine: String {
    guard utf8.contains(where: { $0 < 0x20 }) else { return self }
    return String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
