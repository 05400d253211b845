package import PadanModel
import PadanText

/// The file formats of termbases.
package enum TermFormat: String, CaseIterable, Sendable {
  /// TBX-Basic (ISO 30042): written in its version of 2019, read in that of 2008 too.
  case tbx
  /// Comma-separated values with a header.
  case csv
  /// Tab-separated values with a header.
  case tsv
  /// OmegaT's glossaries: source, tab, target, tab, remark.
  case omegat

  /// The endings of the formats' files. Those of OmegaT are any text's.
  private static let endings: [(ending: String, format: TermFormat)] = [
    (".tbx", .tbx), (".xml", .tbx), (".csv", .csv), (".tsv", .tsv), (".tab", .tsv),
    (".utf8", .omegat), (".txt", .omegat),
  ]

  /// The format by the end of a file's name; `nil` for an unknown one.
  package init?(ofName path: String) {
    let name = path.lowercased()
    guard let known = Self.endings.first(where: { name.hasSuffix($0.ending) }) else { return nil }
    self = known.format
  }

  /// The format by the first bytes of a file.
  init(ofContent bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
    if start.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<") {
      self = .tbx
    } else {
      self = start.prefix { $0 != 0x0A }.contains(0x09) ? .tsv : .csv
    }
  }
}

/// A column of a table of terms.
enum TermColumn: String, CaseIterable {
  case source, target, status, sense, subject, note

  /// Names that other programs give the columns.
  private static let others: [String: TermColumn] = [
    "term": .source, "translation": .target, "definition": .sense, "domain": .subject,
    "comment": .note, "remark": .note, "notes": .note,
  ]

  /// The column with a name, in any case; `nil` if there is none.
  init?(named name: String) {
    let name = TextForm.withSingleBlanks(name).lowercased()
    if let column = TermColumn(rawValue: name) ?? Self.others[name] {
      self = column
    } else if ColumnNames.isSource(name) {
      self = .source
    } else if ColumnNames.isTarget(name) {
      self = .target
    } else {
      return nil
    }
  }

  /// The value that a term has in the column; empty if there is none.
  func text(of term: Term) -> String {
    switch self {
    case .source: term.source
    case .target: term.target
    case .status: term.status == .preferred ? "" : term.status.rawValue
    case .sense: term.sense ?? ""
    case .subject: term.subject ?? ""
    case .note: term.note ?? ""
    }
  }
}

extension Term.Status {
  /// What other programs call a status.
  private static let others: [String: Term.Status] = [
    "approved": .preferred, "allowed": .admitted, "deprecated": .forbidden,
    "obsolete": .forbidden, "prohibited": .forbidden, "dnt": .untranslated,
    "untranslated": .untranslated,
  ]

  /// The status with a name, in any case; `nil` if there is none.
  init?(named name: String) {
    let name = name.lowercased()
    guard let status = Self(rawValue: name) ?? Self.others[name] else { return nil }
    self = status
  }
}

/// The terms of a file.
package struct TermFile: Sendable {
  /// The terms, in the direction that was asked for.
  package internal(set) var terms: [Term] = []
  /// The entries that were left out, with place and reason.
  package internal(set) var skipped = Findings()
  /// What was guessed or passed over.
  package internal(set) var warnings = Findings()

  /// The longest term, sense, subject or note, in UTF-8 bytes. A longer one is a mistake.
  private static let longest = 4_000

  /// Adds a term. One that lacks a side or is too long is left out.
  ///
  /// - Throws: `InputError` if the file has too many.
  mutating func add(_ term: Term, at place: SourceLocation) throws(InputError) {
    if term.source.isEmpty || term.target.isEmpty {
      skipped.add(Finding(.oneSide, at: place, detail: term.source + term.target))
    } else if TermColumn.allCases.contains(where: { $0.text(of: term).utf8.count > Self.longest }) {
      skipped.add(Finding(.longTerm(Self.longest), at: place, detail: term.source))
    } else {
      guard terms.count < Limits.mostEntries else { throw InputError(place, .manyTerms) }
      terms.append(term)
    }
  }
}

extension Finding.Kind {
  /// An entry has no term in one of the two languages.
  static let oneSide = Self("term.one-side", "there is no term in both languages")
  /// A status that there is not.
  static let unknownStatus = Self(
    "term.status", "a status is none of preferred, admitted, forbidden and do-not-translate")

  fileprivate static func longTerm(_ limit: Int) -> Self {
    Self("term.long", "a term or what is said of it is longer than \(limit) bytes")
  }
}

extension InputError.Reason {
  /// A file has more terms than are read.
  fileprivate static let manyTerms = Self(
    "term.too-many",
    "there are more than \(Limits.mostEntries) terms, the most that a file may have.",
    advice: "Split it.")
}
