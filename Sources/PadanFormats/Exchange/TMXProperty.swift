import FoundationEssentials
import PadanModel

/// The `prop` elements by which a unit's provenance travels.
///
/// The names are those other tools read where there is one (memoQ's `x-document`, `x-context-pre` and
/// `x-context-post`), and Padan's own otherwise.
enum TMXProperty {
  /// The type under which a `note` is kept, which is no `prop`.
  static let note = "note"

  static let document = "x-document"
  static let previousSource = "x-context-pre"
  static let nextSource = "x-context-post"
  static let paragraph = "x-padan-paragraph"
  static let sentence = "x-padan-sentence"
  static let bead = "x-padan-bead"
  static let confidence = "x-padan-confidence"
  static let crossing = "x-padan-crossing"
  static let review = "x-padan-review"

  /// Puts a property where it belongs; one that nobody here understands is kept as it is.
  static func apply(_ type: String, _ value: String, to unit: inout TranslationUnit) {
    var isUnderstood = true
    switch type {
    case document: unit.provenance.document = value
    case previousSource: unit.provenance.previousSource = value
    case nextSource: unit.provenance.nextSource = value
    case paragraph where Int(value).map { $0 >= 0 } == true: unit.provenance.paragraph = Int(value)
    case sentence where Int(value).map { $0 >= 0 } == true: unit.provenance.sentence = Int(value)
    case bead: unit.provenance.beadKind = value
    case confidence where Double(value).map { (0...1).contains($0) } == true:
      unit.provenance.confidence = Double(value)
    case crossing where value == "yes": unit.provenance.isCrossing = true
    case review where ReviewState(rawValue: value) != nil:
      unit.review = ReviewState(rawValue: value)!
    default: isUnderstood = false
    }
    if !isUnderstood {
      unit.provenance.properties.append(Provenance.Property(type: type, value: value))
    }
  }

  /// The properties of a pair, in the order in which they are written.
  static func properties(of pair: TranslationPair) -> [Provenance.Property] {
    let provenance = pair.provenance
    let own: [(String, String?)] = [
      (document, provenance.document),
      (previousSource, provenance.previousSource),
      (nextSource, provenance.nextSource),
      (paragraph, provenance.paragraph.map(String.init)),
      (sentence, provenance.sentence.map(String.init)),
      (bead, provenance.beadKind),
      (confidence, provenance.confidence.map { "\($0)" }),
      (crossing, provenance.isCrossing ? "yes" : nil),
      (review, pair.review == .unreviewed ? nil : pair.review.rawValue),
    ]
    return own.compactMap { type, value in value.map { Provenance.Property(type: type, value: $0) }
    }
      + provenance.properties
  }
}

/// Dates as TMX writes them: `20250714T090500Z`, in UTC.
enum TMXDate {
  static func text(_ date: Date) -> String {
    date.formatted(
      Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
  }

  /// Reads the basic form and the extended one, `2025-07-14T09:05:00Z`; `nil` for anything else.
  static func date(_ text: String) -> Date? {
    let text = text.filter { !$0.isWhitespace }
    let basic = Date.ISO8601FormatStyle(
      dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
    let extended = Date.ISO8601FormatStyle(timeZone: .gmt)
    return (try? basic.parse(text)) ?? (try? extended.parse(text))
  }
}
