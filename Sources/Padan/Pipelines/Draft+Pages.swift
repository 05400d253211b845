package import PadanFormats
import PadanMemory
package import PadanModel

extension Draft {
  /// An article as an XLIFF file of its segments, with codes, translations and matches, that a translator
  /// finishes in another program.
  ///
  /// - Parameters:
  ///   - version: The version of XLIFF.
  ///   - source: The language of the article.
  ///   - target: The language of the translation.
  /// - Throws: `InputError` if the name of the article cannot stand in XML.
  package func xliff(
    _ version: XLIFFWriter.Version, from source: LanguageTag, to target: LanguageTag
  ) throws -> [UInt8] {
    var writer = XLIFFWriter(version: version, source: source, target: target)
    for item in items {
      writer.write(
        untranslated: Variant(
          language: source, text: item.segment.text, codes: text.codes(at: item.position)),
        of: name.shownPath)
    }
    writer.end()
    let file = try BilingualFile(
      writer.takeBytes(), name: name, format: .xliff, ReadingOptions(source: source, target: target)
    )
    var proposals: [Int: BilingualFile.Proposal] = [:]
    for (number, item) in items.enumerated() {
      let own = text.codes(at: item.position)
      let written = file.segments[number].codes
      guard var proposal = item.proposal else { continue }
      // The codes of the file are those of the article, in the same order.
      proposal.codes = proposal.codes.compactMap { code in
        let index = own.firstIndex { $0.side == code.side && $0.attributes == code.attributes }
        guard let index, written.indices.contains(index) else { return nil }
        var found = written[index]
        found.offset = code.offset
        return found
      }
      proposals[number] = file.proposal(proposal, at: number)
    }
    return file.written(with: proposals).bytes
  }

  /// The draft as an HTML page to read.
  package func page(from source: LanguageTag, to target: LanguageTag) -> [UInt8] {
    var page = DraftPage(source: source, target: target, title: name.shownPath)
    for item in items {
      page.add(
        source: item.segment.text, target: item.translation?.text, band: item.band,
        isDone: item.isFinished, score: item.label, origin: item.origin,
        terms: item.terms.lines)
    }
    page.end()
    return page.takeBytes()
  }
}

extension Draft.Item {
  /// The score and the kind of the match: `87.5 fuzzy`.
  fileprivate var label: String {
    guard let match else { return "" }
    return "\(match.printedScore) \(kind)"
  }

  /// The unit of the match, its memory, and the document from which it comes.
  fileprivate var origin: String {
    guard let match else { return "" }
    func name(_ path: String) -> String {
      path.split(separator: "/").last.map { String($0).shownPath } ?? ""
    }
    let document = match.occurrences.last?.document.map { " · " + name($0) } ?? ""
    return "unit \(match.unit) · \(name(match.memory))\(document)"
  }
}
