import PadanFormats
import PadanModel
package import PadanText

extension ArticlePipeline {
  /// The lines of a page, some of whose kinds a person has corrected.
  ///
  /// - Parameters:
  ///   - path: A file; `-` is standard input.
  ///   - fixed: The kinds of the corrected blocks.
  ///   - report: Receives what was guessed or repaired in reading.
  /// - Precondition: The pipeline has a segmenter.
  /// - Throws: `InputError` or `SegmentationError`.
  package func lines(
    of path: String, corrected fixed: FixedKinds, report: Report = { _ in }
  ) throws -> [CorrectedLine] {
    guard var segmenter else { preconditionFailure("A file of one segment a line has no page.") }
    let document = try article(reader.read(path: path), report: report)
    let found = try segmenter.explanations(of: document).blocks
    segmenter.fixedKinds = fixed
    // This checks that the page has these blocks.
    _ = try segmenter.segments(of: document)
    return found.map { block in
      CorrectedLine(
        String(decoding: document.text[block.range], as: UTF8.self), found: block.kind,
        right: [fixed[block.block] ?? block.kind])
    }
  }

  /// The lines of a page that has their kinds with it: each line is a kind, or several with commas
  /// between them, a tab and a text. `+` or `&` before a kind goes on with the line before.
  ///
  /// - Throws: `InputError` or `SegmentationError`.
  package func lines(ofLabelledPage path: String) throws -> [CorrectedLine] {
    guard let segmenter else { preconditionFailure("A file of one segment a line has no page.") }
    let page = try LabelledPage(InputFile.read(path), file: path)
    let blocks = try segmenter.explanations(of: Document(name: path, page.text)).blocks
    return page.lines.enumerated().compactMap { number, line in
      blocks.first { $0.block == number }.map {
        CorrectedLine(line.text, found: $0.kind, right: line.kinds)
      }
    }
  }
}

/// A page of plain text with the kinds of its lines.
struct LabelledPage {
  /// The page.
  private(set) var text = ""
  /// The lines that are not blank, with the kinds of their first segments.
  private(set) var lines: [(text: String, kinds: [SegmentKind])] = []

  /// Reads a page.
  ///
  /// - Throws: `InputError` for a line without a kind.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    let rows = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() {
      guard !row.allSatisfy(\.isWhitespace) else {
        text += "\n"
        continue
      }
      let parts = row.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      let names = parts[0].drop { $0 == "+" || $0 == "&" }.split(separator: ",")
      let kinds = names.compactMap { name in
        SegmentKind.allCases.first { $0.name == (name.hasSuffix("!") ? name.dropLast() : name) }
      }
      guard parts.count == 2, !kinds.isEmpty, kinds.count == names.count else {
        throw InputError(SourceLocation(file: file, line: index + 1), .unlabelled)
      }
      if !lines.isEmpty, "+&".contains(row.first!) {
        let gap = row.first == "+" ? " " : ""
        text += gap + parts[1]
        lines[lines.count - 1].text += gap + parts[1]
      } else {
        text += "\n" + parts[1]
        lines.append((String(parts[1]), kinds))
      }
    }
  }
}

extension InputError.Reason {
  fileprivate static let unlabelled = Self(
    "page.label", "the line has no kind of a segment before a tab.",
    advice: "Write a kind such as body or inset, a tab and the text.")
}
