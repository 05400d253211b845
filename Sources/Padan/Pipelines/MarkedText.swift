import PadanAlign
import PadanFormats
import PadanMemory
import PadanModel

/// A short text in HTML or XML, as a program sends it: its words are looked up without tags and
/// character references, and their translation stands between the tags.
///
///     let text = try MarkedText("Toko A &amp; B <b>tutup</b>.")
///     text.plain  // Toko A & B tutup.
package struct MarkedText: Sendable {
  /// The words, without markup: a line for each paragraph.
  package var plain: String { String(decoding: read.document.text, as: UTF8.self) }
  private let read: ReadDocument

  /// Reads a text.
  ///
  /// - Throws: `InputError` if it has too much of something.
  package init(_ markup: String) throws(InputError) {
    read = try HTMLFormat().read(Array(markup.utf8), name: "", encoding: "UTF-8", isStrict: false)
  }

  /// The text with translations in the place of its paragraphs; `nil` if one has none. All tags are those
  /// of the text, each end behind its start; a pair whose place is not clear is left out. The words are
  /// escaped.
  ///
  /// - Parameters:
  ///   - aligner: Finds the words around which tags stand.
  ///   - match: The match that translates a paragraph.
  /// - Throws: What `match` throws, and `DocumentWritingError`.
  package func translated(
    aligner: () -> Aligner, match: (String) throws -> Match?
  ) throws -> String? {
    var translations: [SegmentTranslation] = []
    for paragraph in read.document.paragraphs ?? [] {
      let text = String(decoding: read.document.text[paragraph.range], as: UTF8.self)
      guard paragraph.anchor != nil, let match = try match(text) else { return nil }
      let translation = Draft.Translation(
        match, of: text, read.document.codes(in: paragraph.range)
      ) { CodePlacer(aligner()) }
      guard Self.isNested(translation.codes) else { return nil }
      translations.append(
        SegmentTranslation(
          range: paragraph.range, text: translation.text, codes: translation.codes))
    }
    guard !translations.isEmpty else { return nil }
    let written = try HTMLFormat().write(translations, into: read.skeleton)
    return written.untranslated.isEmpty ? String(decoding: written.bytes, as: UTF8.self) : nil
  }

  /// Whether the pairs of codes stand one in the other, or one behind the other.
  private static func isNested(_ codes: [InlineCode]) -> Bool {
    var open: [String?] = []
    for code in codes where code.element == "bpt" || code.element == "ept" {
      if code.side == .opening {
        open.append(code["i"])
      } else if open.popLast() != code["i"] {
        return false
      }
    }
    return open.isEmpty
  }
}
