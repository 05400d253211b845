package import PadanModel
import PadanText

/// Writes termbases. Equal terms give equal bytes; `TermReader` reads them back.
package enum TermWriter {
  /// What stands between the parts of an OmegaT remark.
  static let remarkSeparator = "; "

  /// The terms as a file in UTF-8.
  ///
  /// - Complexity: O(letters of all terms).
  package static func bytes(
    of terms: [Term], as format: TermFormat, source: LanguageTag, target: LanguageTag
  ) -> [UInt8] {
    switch format {
    case .tbx: TBXWriter(source: source, target: target).bytes(of: terms)
    case .csv: table(terms, delimiter: UInt8(ascii: ","))
    case .tsv: table(terms, delimiter: 0x09)
    case .omegat: glossary(terms)
    }
  }

  private static func table(_ terms: [Term], delimiter: UInt8) -> [UInt8] {
    let rows =
      [TermColumn.allCases.map(\.rawValue)]
      + terms.map { term in TermColumn.allCases.map { $0.text(of: term) } }
    var bytes: [UInt8] = []
    for row in rows {
      for (index, field) in row.enumerated() {
        if index > 0 { bytes.append(delimiter) }
        if delimiter == 0x09 {
          bytes.append(contentsOf: field.onOneLine.utf8)
        } else {
          QuotedField.append(field, delimiter: delimiter, to: &bytes)
        }
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// OmegaT shows the third column as a remark; it has no place of its own for the rest.
  private static func glossary(_ terms: [Term]) -> [UInt8] {
    terms.flatMap { term -> [UInt8] in
      let remark = [TermColumn.status, .sense, .subject, .note].map { $0.text(of: term) }
        .filter { !$0.isEmpty }.joined(separator: remarkSeparator)
      let fields = [term.source, term.target] + (remark.isEmpty ? [] : [remark])
      return Array((fields.map(\.onOneLine).joined(separator: "\t") + "\n").utf8)
    }
  }
}

/// Writes TBX-Basic of 2019 in the style DCA. The translations of a term in one sense and field are one
/// concept.
private struct TBXWriter {
  private let source: LanguageTag
  private let target: LanguageTag
  private var bytes: [UInt8] = []

  init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }

  consuming func bytes(of terms: [Term]) -> [UInt8] {
    markup(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <tbx style="dca" type="TBX-Basic" xml:lang="\(source)" xmlns="urn:iso:std:iso:30042:ed-2">
        <tbxHeader>
          <fileDesc><sourceDesc><p>Padan</p></sourceDesc></fileDesc>
        </tbxHeader>
        <text>
          <body>

      """)
    for (number, concept) in Self.concepts(of: terms).enumerated() {
      write(concept, number: number + 1)
    }
    markup("    </body>\n  </text>\n</tbx>\n")
    return bytes
  }

  /// The terms that differ in nothing but the translation, its status and note, in the order of the first
  /// of each.
  private static func concepts(of terms: [Term]) -> [[Term]] {
    var concepts: [[Term]] = []
    var places: [[String?]: Int] = [:]
    for term in terms {
      let key = [term.source, term.sense, term.subject]
      if let place = places[key] {
        concepts[place].append(term)
      } else {
        places[key] = concepts.count
        concepts.append([term])
      }
    }
    return concepts
  }

  private mutating func write(_ concept: [Term], number: Int) {
    markup("      <conceptEntry id=\"c\(number)\">\n")
    element("descrip type=\"subjectField\"", concept[0].subject, 8)
    element("descrip type=\"definition\"", concept[0].sense, 8)
    beginLanguage(source)
    markup("          <termSec>\n")
    element("term", concept[0].source, 12)
    markup("          </termSec>\n        </langSec>\n")
    beginLanguage(target)
    for term in concept {
      markup("          <termSec>\n")
      element("term", term.target, 12)
      element("termNote type=\"administrativeStatus\"", term.status.tbx, 12)
      // TBX-Basic has no data category for it.
      if term.status == .untranslated { element("note", term.status.rawValue, 12) }
      element("note", term.note, 12)
      markup("          </termSec>\n")
    }
    markup("        </langSec>\n      </conceptEntry>\n")
  }

  private mutating func beginLanguage(_ language: LanguageTag) {
    markup("        <langSec xml:lang=\"\(language)\">\n")
  }

  private mutating func element(_ tag: String, _ text: String?, _ indent: Int) {
    guard let text, !text.isEmpty else { return }
    markup(String(repeating: " ", count: indent) + "<\(tag)>")
    XMLText.append(text, to: &bytes)
    markup("</\(tag.prefix { $0 != " " })>\n")
  }

  private mutating func markup(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
