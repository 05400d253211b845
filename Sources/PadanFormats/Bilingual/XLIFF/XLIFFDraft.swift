import PadanModel

/// An XLIFF file with the places of its segments, into which proposals are written.
///
/// Version 1.2 has them as `target` with a state and its qualifier, and as `alt-trans` with the score,
/// the memory and the tool. Version 2 has them as `target` with a state, and as `mtc:match` of the
/// Translation Candidates module.
struct XLIFFDraft: BilingualBody {
  let text: [UInt8]
  let segments: [BilingualFile.Segment]
  let places: XLIFFPlaces
  let target: LanguageTag

  var isXML: Bool { true }

  /// The name of the tool in `tool-id` of version 1.2.
  static let tool = "padan"
  /// The beginning of Padan's own values of `subState` and `subType` in version 2.
  static let prefix = "padan:"
  /// The namespace of the Translation Candidates module (XLIFF 2.1, section 5.1).
  private static let matchesNamespace = "urn:oasis:names:tc:xliff:matches:2.0"

  /// The encoding that the XML declaration names, in ASCII; `nil` for none.
  static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    declaration(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  func declaringUTF8(_ text: [UInt8]) -> [UInt8] {
    guard let range = Self.declaration(in: text) else { return text }
    return text[..<range.lowerBound] + Array("UTF-8".utf8) + text[range.upperBound...]
  }

  /// The place of the encoding's name in the XML declaration.
  private static func declaration(in bytes: [UInt8]) -> Range<Int>? {
    guard bytes.starts(with: "<?xml".utf8),
      let end = bytes.firstRange(of: Array("?>".utf8))?.lowerBound,
      let found = bytes[..<end].firstRange(of: Array("encoding".utf8)),
      let open = bytes[found.upperBound..<end].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
      let close = bytes[(open + 1)..<end].firstIndex(of: bytes[open])
    else { return nil }
    return open + 1..<close
  }

  // MARK: Writing

  func text(with proposals: [Int: BilingualFile.Proposal]) -> [UInt8] {
    var edits = TextEdits()
    let byUnit = Dictionary(grouping: proposals.keys.sorted()) { places.segments[$0].unit }
    for unit in byUnit.keys.sorted() {
      let numbers = byUnit[unit] ?? []
      if places.version == 2 {
        write(numbers, of: places.units[unit], proposals, to: &edits)
      } else if places.units[unit].segmentedSource != nil {
        writeMarked(numbers, of: places.units[unit], proposals, to: &edits)
      } else if let number = numbers.first, let proposal = proposals[number] {
        write(proposal, of: places.units[unit], to: &edits)
      }
    }
    let files = Set(byUnit.keys.map { places.units[$0].file }).sorted()
    if places.version == 2 {
      setLanguage("trgLang", at: places.root, &edits)
    } else {
      for file in files { write(places.files[file], to: &edits) }
    }
    return edits.applied(to: text)
  }

  func text(correcting targets: [Int: Variant]) -> [UInt8] {
    var edits = TextEdits()
    // Damaged marks may share a name, and so a target.
    var written: Set<Int> = []
    for number in targets.keys.sorted() {
      guard let target = targets[number], let place = places.segments[number].target,
        written.insert(place.content.lowerBound).inserted
      else { continue }
      edits.replace(place.content, with: content(target.text, target.codes))
    }
    return edits.applied(to: text)
  }

  /// Names the language of the targets, if the file does not, and the tool of version 1.2.
  private func write(_ file: XLIFFPlaces.File, to edits: inout TextEdits) {
    setLanguage("target-language", at: file.tag, &edits)
    guard !file.namesTool else { return }
    let tool = XMLText.tag(
      prefixed("tool", like: file.tag), [("tool-id", Self.tool), ("tool-name", "Padan")],
      isEmpty: true)
    if let header = file.header, header.tag != header.whole {
      let lead = indentation(before: header.whole.lowerBound)
      edits.insert(Self.deeper(lead) + tool + lead, at: textEnd(of: header))
    } else if let header = file.header {
      let tag = XMLTag(text[header.tag])
      edits.replace(header.whole, with: tag.opening + tool + tag.closing)
    } else if let body = file.body {
      let name = prefixed("header", like: file.tag)
      let header = XMLText.tag(name, []) + tool + Array("</\(name)>".utf8)
      edits.insert(header + indentation(before: body), at: body)
    }
  }

  /// The end of what an element holds, before white space in front of its end tag.
  private func textEnd(of element: ElementPlace) -> Int {
    text[element.content].lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? element.content.lowerBound
  }

  private func setLanguage(_ name: String, at range: Range<Int>, _ edits: inout TextEdits) {
    var tag = XMLTag(text[range])
    guard tag[name].map(\.isEmpty) ?? true else { return }
    tag[name] = "\(target)"
    edits.replace(range, with: tag.whole)
  }

  /// The name of an element with the prefix that another one has.
  private func prefixed(_ name: String, like tag: Range<Int>) -> String {
    let other = XMLTag(text[tag]).name
    guard let colon = other.firstIndex(of: UInt8(ascii: ":")) else { return name }
    return String(decoding: other[...colon], as: UTF8.self) + name
  }

  /// The line break and the white space before a tag; empty if something else stands there.
  private func indentation(before offset: Int) -> [UInt8] {
    let blank = text[..<offset].reversed().prefix { $0 <= 0x20 }.count
    let run = text[(offset - blank)..<offset]
    guard let line = run.lastIndex(of: 0x0A) else { return [] }
    let start = line > run.startIndex && run[line - 1] == 0x0D ? line - 1 : line
    return Array(run[start...])
  }

  /// An indentation that is one step deeper.
  private static func deeper(_ indentation: [UInt8]) -> [UInt8] {
    guard let last = indentation.last else { return [] }
    return indentation + (last == 0x09 ? [0x09] : [0x20, 0x20])
  }

  private func content(_ proposal: BilingualFile.Proposal) -> [UInt8] {
    content(proposal.text, proposal.codes)
  }

  /// The markup of a translation. Elements around text nest, whatever a translation did to them: those
  /// that would not are left out.
  private func content(_ translation: String, _ codes: [InlineCode]) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in CodedText(text: translation, codes: Self.nested(codes)) {
      switch piece {
      case .text(let run): XMLText.append(run, to: &bytes)
      case .code(let code): bytes += code.content.utf8
      }
    }
    return bytes
  }

  private static func nested(_ codes: [InlineCode]) -> [InlineCode] {
    var open: [String] = []
    for code in codes where code.isElementAroundText {
      if code.element == "bpt" {
        open.append(code["i"] ?? "")
      } else if open.popLast() != code["i"] {
        return codes.filter { !$0.isElementAroundText }
      }
    }
    return codes
  }
}

extension InlineCode {
  /// Whether the code is a tag of an element around text: `g` or `pc`.
  fileprivate var isElementAroundText: Bool {
    element == "ept" && (content.isEmpty || content.hasPrefix("</"))
      || element == "bpt" && !content.hasSuffix("/>") && !content.contains("</")
  }
}

// MARK: Version 1.2

extension XLIFFDraft {
  private func write(
    _ proposal: BilingualFile.Proposal, of unit: XLIFFPlaces.Unit, to edits: inout TextEdits
  ) {
    write(
      content(proposal), isFinished: proposal.isFinished,
      qualifier: proposal.match.map { $0.score == 100 ? "exact-match" : "fuzzy-match" },
      suggestions: [suggestion(proposal, of: unit)].compactMap(\.self), of: unit, to: &edits)
  }

  /// Writes the target of a unit, and its suggestions behind it.
  private func write(
    _ content: [UInt8], isFinished: Bool, qualifier: String?, suggestions: [[UInt8]],
    of unit: XLIFFPlaces.Unit, to edits: inout TextEdits
  ) {
    for (_, element) in unit.suggestions {
      let lead = indentation(before: element.whole.lowerBound).count
      edits.replace(element.whole.lowerBound - lead..<element.whole.upperBound, with: [])
    }
    let lead = indentation(before: unit.sourceStart)
    var tag =
      unit.target.map { XMLTag(text[$0.element.tag]) }
      ?? XMLTag(XMLText.tag(prefixed("target", like: unit.tag), [])[...])
    if !unit.hasForeignState {
      tag["state"] = isFinished ? "translated" : "needs-review-translation"
      tag["state-qualifier"] = qualifier
    }
    // What was approved was another target.
    var unitTag = XMLTag(text[unit.tag])
    if unitTag["approved"] == "yes" {
      unitTag["approved"] = "no"
      edits.replace(unit.tag, with: unitTag.opening)
    }
    let bytes = tag.opening + content + tag.closing
    let others = suggestions.flatMap { lead + $0 }
    if let target = unit.target?.element {
      edits.replace(target.whole, with: bytes + others)
    } else {
      edits.insert(lead + bytes + others, at: unit.sourceEnd)
    }
  }

  /// What stands beside the target about the match of a proposal; `nil` if it has none.
  private func suggestion(
    _ proposal: BilingualFile.Proposal, of unit: XLIFFPlaces.Unit, mark: String? = nil
  ) -> [UInt8]? {
    guard let match = proposal.match else { return nil }
    func name(_ name: String) -> String { prefixed(name, like: unit.tag) }
    var attributes = [("match-quality", match.percent)]
    if let mark { attributes.append(("mid", mark)) }
    attributes += [("tool-id", Self.tool), ("origin", match.origin)]
    return XMLText.tag(name("alt-trans"), attributes) + element(name("source"), match.source)
      + XMLText.tag(name("target"), [])
      // Who takes it into a memory wants the pair as it is stored.
      + (match.adaptedFrom.map { Array(XMLText.escaped($0).utf8) } ?? content(proposal))
      + Array("</\(name("target"))></\(name("alt-trans"))>".utf8)
  }

  private func element(_ name: String, _ content: String) -> [UInt8] {
    XMLText.tag(name, []) + Array(XMLText.escaped(content).utf8) + Array("</\(name)>".utf8)
  }

  /// The positions of all segments of the unit to which some belong. They follow each other.
  private func positions(around numbers: [Int]) -> Range<Int> {
    guard var first = numbers.first, var last = numbers.last else { return 0..<0 }
    let unit = places.segments[first].unit
    while first > 0, places.segments[first - 1].unit == unit { first -= 1 }
    while last + 1 < places.segments.count, places.segments[last + 1].unit == unit { last += 1 }
    return first..<last + 1
  }

  /// Writes the segments that a unit marks into the marks of its target, which it gets if it has none.
  private func writeMarked(
    _ numbers: [Int], of unit: XLIFFPlaces.Unit, _ proposals: [Int: BilingualFile.Proposal],
    to edits: inout TextEdits
  ) {
    guard let segmented = unit.segmentedSource else { return }
    let hasMarks = !(unit.target?.marks.isEmpty ?? true)
    let base = hasMarks ? unit.target?.element ?? segmented.element : segmented.element
    var inner = TextEdits()
    var added: [UInt8] = []
    let all = positions(around: numbers)
    for number in all {
      guard let mark = places.segments[number].mark else { continue }
      let source = XMLTag(text[segmented.marks[mark.number].tag])
      let proposal = proposals[number]
      if hasMarks {
        guard let proposal else { continue }
        if let place = unit.target?.marks[mark.name] {
          let tag = XMLTag(text[place.tag])
          inner.replace(place.whole, with: tag.opening + content(proposal) + tag.closing)
        } else {
          added += source.opening + content(proposal) + source.closing
        }
      } else {
        inner.replace(
          segmented.marks[mark.number].whole,
          with: source.opening + (proposal.map(content) ?? []) + source.closing)
      }
    }
    if !hasMarks { mendJoints(of: all, segmented.marks, proposals, &inner) }
    let open = all.contains { proposals[$0] == nil && segments[$0].state != .done }
    // The state is that of all segments, and a fuzzy one is not finished.
    let isFuzzy = numbers.contains { !(proposals[$0]?.isFinished ?? true) }
    write(
      inner.applied(to: text, in: base.content) + added,
      isFinished: !open && !isFuzzy, qualifier: isFuzzy ? "fuzzy-match" : nil,
      suggestions: numbers.compactMap { number in
        proposals[number].flatMap {
          suggestion($0, of: unit, mark: places.segments[number].mark?.name)
        }
      }, of: unit, to: &edits)
  }
}

extension XLIFFDraft {
  /// Sees to the blanks between sentences, where only one of the two languages has them.
  private func mendJoints(
    of numbers: Range<Int>, _ marks: [ElementPlace], _ proposals: [Int: BilingualFile.Proposal],
    _ edits: inout TextEdits
  ) {
    for (first, second) in zip(numbers, numbers.dropFirst()) {
      guard let before = places.segments[first].mark, let behind = places.segments[second].mark,
        let one = proposals[first]?.text, let next = proposals[second]?.text
      else { continue }
      let end = marks[before.number].whole.upperBound
      let gap = end..<max(end, marks[behind.number].whole.lowerBound)
      let isWanted = SentenceJoint.needsBlank(between: one, next)
      guard text[gap].allSatisfy({ $0 == 0x20 }), isWanted == gap.isEmpty,
        isWanted
          != SentenceJoint.needsBlank(between: segments[first].source, segments[second].source)
      else { continue }
      if isWanted { edits.insert([0x20], at: end) } else { edits.replace(gap, with: []) }
    }
  }
}

// MARK: Version 2

extension XLIFFDraft {
  /// Writes the segments of a unit and their matches.
  private func write(
    _ numbers: [Int], of unit: XLIFFPlaces.Unit, _ proposals: [Int: BilingualFile.Proposal],
    to edits: inout TextEdits
  ) {
    var names = unit.names
    var matches: [[UInt8]] = []
    var written: Set<String> = []
    for number in numbers {
      guard let proposal = proposals[number], let place = places.segments[number].tag else {
        continue
      }
      var tag = XMLTag(text[place])
      if tag["id"] == nil { tag["id"] = Self.freeName("s", &names) }
      tag["state"] = proposal.isFinished ? "translated" : "initial"
      tag["subState"] = proposal.isFinished ? nil : Self.prefix + "fuzzy"
      edits.replace(place, with: tag.opening)
      let id = tag["id"] ?? ""
      if let match = match(proposal, of: id, like: unit.tag) {
        written.insert(id)
        matches.append(match)
      }
      writeTarget(proposal, of: places.segments[number], like: unit.tag, to: &edits)
    }
    writeMatches(matches, replacing: written, of: unit, to: &edits)
  }

  /// A name that nothing in the unit has.
  private static func freeName(_ start: String, _ names: inout Set<String>) -> String {
    var number = 1
    while !names.insert("\(start)\(number)").inserted { number += 1 }
    return "\(start)\(number)"
  }

  private func writeTarget(
    _ proposal: BilingualFile.Proposal, of segment: XLIFFPlaces.Segment, like unit: Range<Int>,
    to edits: inout TextEdits
  ) {
    if let target = segment.target {
      let tag = XMLTag(text[target.tag])
      return edits.replace(target.whole, with: tag.opening + content(proposal) + tag.closing)
    }
    let space = XMLTag(text[segment.source.tag])["xml:space"].map { [("xml:space", $0)] } ?? []
    let name = prefixed("target", like: unit)
    edits.insert(
      indentation(before: segment.source.whole.lowerBound) + XMLText.tag(name, space)
        + content(proposal) + Array("</\(name)>".utf8), at: segment.source.whole.upperBound)
  }

  /// What a unit has of the match of a proposal; `nil` if it has none.
  private func match(
    _ proposal: BilingualFile.Proposal, of segment: String, like unit: Range<Int>
  ) -> [UInt8]? {
    guard let match = proposal.match else { return nil }
    let attributes = [
      ("ref", "#" + segment), ("matchQuality", match.printedScore),
      ("similarity", match.printedSimilarity), ("origin", match.origin),
      ("type", match.kind == "context" ? "ice" : "tm"), ("subType", Self.prefix + match.kind),
    ]
    return XMLText.tag("mtc:match", attributes)
      + element(prefixed("source", like: unit), match.source)
      + element(prefixed("target", like: unit), match.adaptedFrom ?? proposal.text)
      + Array("</mtc:match>".utf8)
  }

  /// Writes the matches of a unit, if there are any, in the place of those that Padan wrote before for the same segments.
  private func writeMatches(
    _ matches: [[UInt8]], replacing written: Set<String>, of unit: XLIFFPlaces.Unit,
    to edits: inout TextEdits
  ) {
    for (segment, element) in unit.suggestions where written.contains(segment) {
      let lead = indentation(before: element.whole.lowerBound).count
      edits.replace(element.whole.lowerBound - lead..<element.whole.upperBound, with: [])
    }
    guard !matches.isEmpty else { return }
    let lead = Self.deeper(indentation(before: unit.tag.lowerBound))
    let bytes = matches.flatMap { Self.deeper(lead) + $0 }
    guard let old = unit.matches else {
      let start = XMLText.tag("mtc:matches", [("xmlns:mtc", Self.matchesNamespace)])
      return edits.insert(
        lead + start + bytes + lead + Array("</mtc:matches>".utf8), at: unit.tag.upperBound)
    }
    let tag = XMLTag(text[old.tag])
    let own = Self.withNamespace(bytes, tag)
    if tag.isEmpty {
      edits.replace(old.whole, with: tag.opening + own + lead + tag.closing)
    } else {
      edits.insert(own, at: textEnd(of: old))
    }
  }

  /// Matches that stand in an element which another tool wrote, with another prefix or none.
  private static func withNamespace(_ matches: [UInt8], _ tag: XMLTag) -> [UInt8] {
    if tag.name.starts(with: "mtc:".utf8) { return matches }
    return Array(
      String(decoding: matches, as: UTF8.self).replacing(
        "<mtc:match ", with: "<mtc:match xmlns:mtc=\"\(matchesNamespace)\" "
      ).utf8)
  }
}

extension BilingualFile.Match {
  /// The score in percent, rounded down.
  fileprivate var percent: String { "\(Int(score))%" }
  /// The file of the memory, and the number of the unit in it.
  fileprivate var origin: String {
    (memory.split(separator: "/").last.map { String($0).shownPath + " " } ?? "") + "unit \(unit)"
  }
}
