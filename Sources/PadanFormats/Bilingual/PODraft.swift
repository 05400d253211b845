import PadanModel
import PadanText

/// A PO file with the places of its entries, into which proposals are written: a fuzzy one with the flag
/// and the text that it translates (`#|`), as `msgmerge` marks its own.
///
/// An entry with plural forms is a segment for the singular and one for the plural, of which each takes
/// an equal text only, and only where both are translated then. The forms between are those that the memory has with
/// the plural; if it has none, or not as many, they are like the plural, and the entry is fuzzy.
struct PODraft: BilingualBody {
  /// The places of an entry.
  private struct Entry {
    /// The lines of each field.
    var fields: [POLine.Field: Range<Int>] = [:]
    /// The lines of flags, and of what the entry said before.
    var flags: [Range<Int>] = []
    var previous: [Range<Int>] = []
    /// Where its first keyword stands.
    var keyword = 0
    /// The numbers of the translations between those of the singular and of the plural, and whether each is open.
    var middle: [(number: Int, isOpen: Bool)] = []

    /// Notes a token of an entry that stands in a line.
    mutating func add(_ token: POLine.Token, of entry: POEntry, at line: Range<Int>) {
      switch token {
      case .comment(let mark, _):
        if mark == "," { flags.append(line) }
        if mark == "|" { previous.append(line) }
      case .keyword(let field):
        if fields.isEmpty { keyword = line.lowerBound }
        fields[field] = line
      case .text:
        guard let field = entry.field, let known = fields[field] else { return }
        fields[field] = known.lowerBound..<line.upperBound
      case .malformed: break
      }
    }
  }

  /// The place of a segment.
  private struct Place {
    /// The number of its entry.
    var entry: Int
    /// The field of its translation.
    var field: POLine.Field
  }

  private let text: [UInt8]
  private let target: LanguageTag
  private(set) var segments: [BilingualFile.Segment] = []
  private var entries: [Entry] = []
  private var places: [Place] = []
  /// The place of the encoding's name in the header.
  private var charset: Range<Int>?

  /// Reads a file.
  ///
  /// - Throws: `InputError` with the line that is malformed, or for a file that translates into the
  ///   source language.
  init(_ text: [UInt8], _ name: String, _ options: ReadingOptions) throws {
    self.text = text
    target = options.target
    guard !text.isEmpty else { throw InputError(name, .empty(advice: "Name a PO file.")) }
    var languages = POLanguages(options)
    var (entry, place) = (POEntry(), Entry())
    var findings = Findings()
    func finish() throws {
      defer { (entry, place) = (POEntry(), Entry()) }
      guard entry.isBegun else { return }
      if let header = entry.header {
        try languages.read(header, at: entry.place, &findings)
        try Self.check(languages.target, options, at: entry.place)
        charset = Self.charset(in: text, place.fields[.translation(0)])
      } else if !entry.isObsolete, entry.reasonToSkip != .largeUnit {
        add(entry, at: place)
      }
    }
    var (start, number) = (0, 0)
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      let bytes = text[start..<end]
      let range = start..<end
      (start, number) = (end, number + 1)
      if bytes.allSatisfy({ $0 <= 0x20 }) {
        if !entry.isBegun || entry.isComplete { try finish() }
        continue
      }
      let line = POLine(bytes.last == 0x0A ? bytes.dropLast().text : bytes.text)
      let location = SourceLocation(file: name, line: number)
      for token in line.tokens {
        if entry.isEnded(by: token) { try finish() }
        if line.isObsolete { entry.isObsolete = true }
        guard entry.take(token, at: location) else { throw InputError(location, .notPO) }
        if entry.budget.isExhausted { throw InputError(entry.place, .endlessUnit("po")) }
        place.add(token, of: entry, at: range)
      }
    }
    try finish()
  }

  private static func check(
    _ target: LanguageTag, _ options: ReadingOptions, at place: SourceLocation
  ) throws {
    guard target.hasLanguage(of: options.target) else {
      throw InputError(place, .otherLanguages(from: options.source, to: target))
    }
  }

  private static func charset(in text: [UInt8], _ header: Range<Int>?) -> Range<Int>? {
    guard let header, let mark = text[header].firstRange(of: Array("charset=".utf8)) else {
      return nil
    }
    let name = text[mark.upperBound..<header.upperBound].prefix {
      $0 > 0x20 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";")
    }
    return name.isEmpty ? nil : name.startIndex..<name.endIndex
  }

  /// Adds the segments of an entry.
  private mutating func add(_ entry: POEntry, at place: Entry) {
    guard let id = entry.texts[.id] else { return }
    let isFuzzy = entry.flags.contains(POEntry.fuzzyFlag)
    func add(
      _ source: String, _ field: POLine.Field, takesOnlyExact: Bool, isPlural: Bool = false
    ) {
      let isEmpty = TextForm.isBlank(entry.texts[field] ?? "")
      segments.append(
        .init(
          source: source,
          target: isEmpty
            ? nil : entry.texts[field].map { Variant(language: target, text: $0) },
          state: TextForm.isBlank(source) ? .fixed : isEmpty ? .open : isFuzzy ? .draft : .done,
          takesOnlyExact: takesOnlyExact, name: entry.context, isPlural: isPlural))
      places.append(Place(entry: entries.count, field: field))
    }
    var place = place
    if let plural = entry.texts[.plural] {
      let last = place.fields.keys.count { $0.isTranslation } - 1
      guard last >= 0, (0...last).allSatisfy({ place.fields[.translation($0)] != nil }) else {
        return
      }
      if last > 0 { add(id, .translation(0), takesOnlyExact: true) }
      add(plural, .translation(last), takesOnlyExact: true, isPlural: last > 0)
      place.middle = (1..<max(1, last)).map {
        ($0, TextForm.isBlank(entry.texts[.translation($0)] ?? ""))
      }
    } else if place.fields[.translation(0)] != nil {
      add(id, .translation(0), takesOnlyExact: false)
    }
    entries.append(place)
  }

  func text(with proposals: [Int: BilingualFile.Proposal]) -> [UInt8] {
    var edits = TextEdits()
    for (number, group) in Dictionary(grouping: proposals.keys, by: { places[$0].entry })
    where !leavesForm(of: number, untranslated: proposals) {
      let entry = entries[number]
      let numbers = group.sorted()
      for number in numbers {
        if let proposal = proposals[number] { write(proposal.text, at: number, to: &edits) }
      }
      let plural = numbers.last.flatMap { segments[$0].isPlural ? proposals[$0] : nil }
      let lacksForms = plural.map { writeMiddle(of: entry, $0, to: &edits) } ?? false
      let fuzzy = numbers.first.flatMap { proposals[$0] }.flatMap { $0.isFinished ? nil : $0.match }
      writeFlags(of: entry, isFuzzy: fuzzy != nil || lacksForms, to: &edits)
      for range in entry.previous { edits.replace(range, with: []) }
      guard let fuzzy else { continue }
      let lines = String(decoding: POText.field("msgid", fuzzy.source), as: UTF8.self)
        .split(separator: "\n").map { "#| \($0)\n" }.joined()
      edits.insert(ended(Array(lines.utf8), like: entry.keyword..<text.count), at: entry.keyword)
    }
    return edits.applied(to: text)
  }

  func text(correcting targets: [Int: Variant]) -> [UInt8] {
    var edits = TextEdits()
    for (number, target) in targets { write(target.text, at: number, to: &edits) }
    return edits.applied(to: text)
  }

  /// Writes the translation of a segment in the place of the one that stands there.
  private func write(_ translation: String, at number: Int, to edits: inout TextEdits) {
    write(translation, places[number].field, of: entries[places[number].entry], to: &edits)
  }

  private func write(
    _ translation: String, _ field: POLine.Field, of entry: Entry, to edits: inout TextEdits
  ) {
    guard let range = entry.fields[field] else { return }
    let keyword = text[range].prefix { $0 != UInt8(ascii: "\"") }.text
    let field = POText.field(
      String(keyword.reversed().drop { $0.isWhitespace }.reversed()), translation)
    edits.replace(range, with: ended(field, like: range))
  }

  /// Writes the translations of an entry between those of the singular and of the plural.
  ///
  /// - Returns: Whether the memory does not have them, so that a person has to write them.
  private func writeMiddle(
    of entry: Entry, _ plural: BilingualFile.Proposal, to edits: inout TextEdits
  ) -> Bool {
    let last = entry.middle.count + 1
    let known = plural.match?.occurrences.lazy.compactMap { $0.middleForms(before: last) }.last
    for (number, isOpen) in entry.middle where isOpen || known != nil {
      write(known?[number - 1] ?? plural.text, .translation(number), of: entry, to: &edits)
    }
    return known == nil && !entry.middle.isEmpty
  }

  /// Whether one form of an entry would have a translation and the other none, which shows an empty text.
  private func leavesForm(
    of entry: Int, untranslated proposals: [Int: BilingualFile.Proposal]
  ) -> Bool {
    places.indices.contains {
      places[$0].entry == entry && segments[$0].state == .open && proposals[$0] == nil
    }
  }

  /// Lines with the ends that the file has at a place, and without the last where it has none.
  private func ended(_ lines: [UInt8], like range: Range<Int>) -> [UInt8] {
    let end = text[range].firstIndex(of: 0x0A)
    let isLast = text[range].last != 0x0A && range.upperBound == text.count
    let lines = isLast && end == nil ? Array(lines.dropLast()) : lines
    guard let end, end > 0, text[end - 1] == 0x0D else { return lines }
    return lines.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
  }

  /// Sets or removes the flag of an entry that a translator has yet to check.
  private func writeFlags(of entry: Entry, isFuzzy: Bool, to edits: inout TextEdits) {
    let fuzzy = POEntry.fuzzyFlag
    func names(_ range: Range<Int>) -> [String] {
      text[range].text.dropFirst(2).split(separator: ",").map { TextForm.matchKey(of: String($0)) }
    }
    let isSet = entry.flags.contains { names($0).contains(fuzzy) }
    guard isSet != isFuzzy else { return }
    if isFuzzy {
      if let first = entry.flags.first {
        edits.insert(Array(" \(fuzzy),".utf8), at: first.lowerBound + 2)
      } else {
        let line = Array("#, \(fuzzy)\n".utf8)
        edits.insert(ended(line, like: entry.keyword..<text.count), at: entry.keyword)
      }
      return
    }
    for range in entry.flags where names(range).contains(fuzzy) {
      let rest = names(range).filter { $0 != fuzzy }
      let line = rest.isEmpty ? "" : "#, \(rest.joined(separator: ", "))\n"
      edits.replace(range, with: ended(Array(line.utf8), like: range))
    }
  }

  func declaringUTF8(_ text: [UInt8]) -> [UInt8] {
    // The header stands before all entries, so its place is the same in the file with proposals.
    guard let charset else { return text }
    return text[..<charset.lowerBound] + Array("UTF-8".utf8) + text[charset.upperBound...]
  }
}

extension POLine.Field {
  /// Whether it holds a translation.
  fileprivate var isTranslation: Bool { if case .translation = self { true } else { false } }
}
