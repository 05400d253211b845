import PadanModel
import PadanText

/// Reads TBX-Basic (ISO 30042): `conceptEntry`, `langSec` and `termSec` of 2019, in the styles DCA (data
/// categories in attributes) and DCT (as elements), or `termEntry`, `langSet` and `tig` of 2008.
///
/// Each term of a concept in the source language is paired with each in the target language.
enum TBXReader {
  /// Reads a file.
  ///
  /// - Throws: `InputError`, with the line, if it is not TBX or has no term in both languages.
  static func read(
    _ bytes: [UInt8], name: String, source: LanguageTag, target: LanguageTag
  ) throws -> TermFile {
    let handler = TBXParser(file: name, source: source, target: target)
    // A byte order mark counts more than what the file declares.
    let parser = XMLPushParser(
      file: name, handler: handler, ignoresDeclaration: bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    try withExtendedLifetime(handler) {
      for start in stride(from: 0, to: bytes.count, by: XMLPushParser.pieceSize) {
        let end = min(start + XMLPushParser.pieceSize, bytes.count)
        try bytes[start..<end].withUnsafeBytes { try parser.parse($0) }
      }
      try parser.finish()
    }
    guard !handler.result.terms.isEmpty else { throw InputError(name, .noConcept(source, target)) }
    return handler.result
  }
}

/// Collects the terms of concepts.
private final class TBXParser: XMLEventHandler {
  private(set) var result = TermFile()
  private unowned(unsafe) var parser: XMLPushParser!
  private let file: String
  private let source: LanguageTag
  private let target: LanguageTag
  private var depth = 0
  /// The element whose text is collected, and its depth; elements inside it are formatting.
  private var collected: (item: Item, depth: Int)?
  private var text: [UInt8] = []
  private var language: LanguageTag?
  private var concept = Concept()
  private var entry: Entry?

  /// What a text says.
  private enum Item { case term, status, sense, subject, note }

  /// A term of one language.
  private struct Entry {
    var text = ""
    var status = Term.Status.preferred
    var notes: [String] = []
  }

  /// What a concept says, by side.
  private struct Concept {
    var sources: [Entry] = []
    var targets: [Entry] = []
    var sense: String?
    var subject: String?
    var notes: [String] = []
  }

  init(file: String, source: LanguageTag, target: LanguageTag) {
    self.file = file
    self.source = source
    self.target = target
  }

  func begin(_ parser: XMLPushParser) { self.parser = parser }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    depth += 1
    if depth > Limits.deepestNesting { return stop(.nested) }
    let name = element.localName
    if depth == 1, !["tbx", "martif"].contains(name.lowercased()) { return stop(.root(name)) }
    guard collected == nil else { return }
    switch name {
    case "conceptEntry", "termEntry": concept = Concept()
    case "langSec", "langSet": beginLanguage(attributes["xml:lang"] ?? attributes["lang"])
    case "termSec", "tig", "ntig": entry = Entry()
    default:
      guard let item = item(name, type: attributes["type"]) else { return }
      collected = (item, depth)
      text.removeAll(keepingCapacity: true)
    }
  }

  private func beginLanguage(_ tag: String?) {
    language = tag.flatMap { LanguageTag($0) }
    if language == nil {
      result.skipped.add(Finding(.sectionLanguage, at: parser.location, detail: tag))
    }
  }

  /// What the text of an element says; `nil` for one that says nothing of use.
  private func item(_ name: String, type: String?) -> Item? {
    switch name {
    case "term": .term
    case "note": .note
    // DCT names the data category by the element, DCA by its attribute.
    case "descrip", "termNote", "admin": type.flatMap(category)
    default: category(name)
    }
  }

  private func category(_ name: String) -> Item? {
    switch name {
    case "administrativeStatus", "normativeAuthorization": .status
    case "definition": .sense
    case "subjectField": .subject
    default: nil
    }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    defer { depth -= 1 }
    if let (item, start) = collected {
      guard depth == start else { return }
      collected = nil
      return take(TextForm.withSingleBlanks(String(decoding: text, as: UTF8.self)), as: item)
    }
    switch String(cString: name) {
    case "termSec", "tig", "ntig": endTerm()
    case "langSec", "langSet": language = nil
    case "conceptEntry", "termEntry": endConcept()
    default: break
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    if collected != nil { self.text.append(contentsOf: text) }
  }

  func error(for fault: XMLFault) -> any Error {
    InputError(
      fault.location, .init("tbx.xml", fault.kind.sentence(root: "tbx"), advice: fault.kind.advice))
  }

  private func stop(_ reason: InputError.Reason) {
    parser.stop(InputError(parser.location, reason))
  }

  private func take(_ value: String, as item: Item) {
    guard !value.isEmpty else { return }
    switch item {
    case .term: entry?.text = value
    case .status:
      if let status = Term.Status(tbx: value) {
        entry?.status = status
      } else {
        result.warnings.add(Finding(.passedOverStatus, at: parser.location, detail: value))
      }
    case .note where value == Term.Status.untranslated.rawValue: entry?.status = .untranslated
    case .note where entry == nil: concept.notes.append(value)
    case .note: entry?.notes.append(value)
    case .sense: if concept.sense == nil { concept.sense = value }
    case .subject: if concept.subject == nil { concept.subject = value }
    }
  }

  private func endTerm() {
    defer { entry = nil }
    guard let entry, !entry.text.isEmpty, let language else { return }
    // Each term of one side meets each of the other.
    if language.language == source.language, concept.sources.count < Limits.mostTranslations {
      concept.sources.append(entry)
    } else if language.language == target.language, concept.targets.count < Limits.mostTranslations
    {
      concept.targets.append(entry)
    }
  }

  private func endConcept() {
    guard !concept.sources.isEmpty, !concept.targets.isEmpty else {
      let detail = (concept.sources + concept.targets).first?.text
      return result.skipped.add(Finding(.oneSide, at: parser.location, detail: detail))
    }
    guard concept.sources.count * concept.targets.count <= Limits.mostPairs else {
      let detail = concept.sources[0].text
      return result.skipped.add(Finding(.largeConcept, at: parser.location, detail: detail))
    }
    for source in concept.sources {
      for target in concept.targets {
        let notes = source.notes + target.notes + concept.notes
        let term = Term(
          source: source.text, target: target.text, status: Self.status(source, target),
          sense: concept.sense, subject: concept.subject,
          note: notes.isEmpty ? nil : notes.joined(separator: "; "))
        do { try result.add(term, at: parser.location) } catch { return parser.stop(error) }
      }
    }
  }

  /// How a translation of a term is used. What a deprecated term means is right, but need not be said by it.
  private static func status(_ source: Entry, _ target: Entry) -> Term.Status {
    if source.status == .untranslated || target.status == .untranslated { return .untranslated }
    return target.status == .preferred && source.status == .forbidden ? .admitted : target.status
  }
}

extension Term.Status {
  /// The status that TBX-Basic's `administrativeStatus` names; `nil` for another value.
  fileprivate init?(tbx value: String) {
    switch value.split(separator: "-").first {
    case "preferredTerm", "standardizedTerm": self = .preferred
    case "admittedTerm": self = .admitted
    case "deprecatedTerm", "supersededTerm": self = .forbidden
    default: return nil
    }
  }

  /// The value of `administrativeStatus`.
  var tbx: String {
    switch self {
    case .preferred, .untranslated: "preferredTerm-admn-sts"
    case .admitted: "admittedTerm-admn-sts"
    case .forbidden: "deprecatedTerm-admn-sts"
    }
  }
}

extension Finding.Kind {
  fileprivate static let largeConcept = Self(
    "tbx.large-concept", "a concept makes more than \(Limits.mostPairs) pairs of terms")
  fileprivate static let sectionLanguage = Self(
    "tbx.language", "a language section has no xml:lang that is a language")
  fileprivate static let passedOverStatus = Self(
    "tbx.status", "an administrative status is passed over", isFault: false)
}

extension InputError.Reason {
  /// The root element is another one than TBX has.
  fileprivate static func root(_ name: String) -> Self {
    Self(
      "tbx.root", "the root element is <\(name)>, not <tbx> or <martif>.",
      advice: "Export the termbase as TBX-Basic.")
  }

  fileprivate static let nested = Self(
    "tbx.nested", "elements are nested more than \(Limits.deepestNesting) deep.",
    advice: "Export the termbase again.")

  /// No concept has both languages.
  fileprivate static func noConcept(_ source: LanguageTag, _ target: LanguageTag) -> Self {
    Self(
      "tbx.none", "no concept has a term in \(source) and one in \(target).", .nameLanguagePair)
  }
}
