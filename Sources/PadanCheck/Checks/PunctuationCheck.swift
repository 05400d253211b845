import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Compares the marks at the ends, and finds marks that stand twice in the target.
  static let punctuation = PairCheck(.punctuation) { pair, _ in
    [endFinding(pair)].compactMap(\.self) + doubledMarks(pair)
  }

  /// Finds blanks of the target before marks, in the wrong number, and none behind a comma.
  static let spacing = PairCheck(.spacing) { pair, context in spacingFindings(pair, context.target)
  }

  // MARK: Ends

  /// What a text ends with.
  private enum End: Hashable {
    case none, stop, question, exclamation, colon, semicolon, comma, ellipsis

    init(_ scalars: ArraySlice<Unicode.Scalar>) {
      switch scalars.last {
      case ".": self = scalars.dropLast().last == "." ? .ellipsis : .stop
      case "。", "।", "۔", "።", "။", "។": self = .stop
      case "?", "？", "؟": self = .question
      case "!", "！": self = .exclamation
      case ":", "：": self = .colon
      case ";", "；", "؛": self = .semicolon
      case ",", "，", "、", "،": self = .comma
      case "…": self = .ellipsis
      default: self = .none
      }
    }
  }

  /// The place behind the last scalar that is no white space, quotation mark or bracket.
  private static func end(of side: CheckedPair.Side) -> Int {
    var end = side.scalars.count
    while end > 0,
      side.scalars[end - 1].isWhitespace
        || "\"'“”’»«)]*_）」』】》".unicodeScalars.contains(side.scalars[end - 1])
    {
      end -= 1
    }
    return end
  }

  private static func endFinding(_ pair: CheckedPair) -> PairFinding? {
    let (sourceEnd, targetEnd) = (end(of: pair.source), end(of: pair.target))
    guard sourceEnd > 0, targetEnd > 0 else { return nil }
    var source = End(pair.source.scalars[..<sourceEnd])
    var target = End(pair.target.scalars[..<targetEnd])
    if target == .ellipsis, source != .ellipsis, isDoubled(pair.target.scalars, before: targetEnd) {
      target = .stop
    } else if source == .ellipsis, target == .stop,
      isDoubled(pair.source.scalars, before: sourceEnd)
    {
      source = .stop
    }
    guard source != target, !mayOmitStop(pair.source, sourceEnd, source, target),
      !mayOmitStop(pair.target, targetEnd, target, source),
      !isOfAbbreviation(pair.source, sourceEnd, source, target),
      !isOfAbbreviation(pair.target, targetEnd, target, source)
    else { return nil }
    var certainty: Double
    var edits: [PairFinding.Edit] = []
    switch (source, target) {
    case (.stop, .none):
      certainty = 0.85
      if targetEnd == pair.target.scalars.count,
        ScalarClass.isWord(pair.target.scalars[targetEnd - 1].value)
      {
        edits = [PairFinding.Edit(targetEnd..<targetEnd, ".")]
      }
    case (.question, .exclamation), (.exclamation, .question): certainty = 0.9
    case (.question, _), (_, .question): certainty = 0.75
    case (_, .comma): certainty = 0.85
    case (.comma, _): certainty = 0.6
    case (.none, .stop): certainty = 0.6
    case (.stop, .semicolon), (.semicolon, .stop), (.ellipsis, _), (_, .ellipsis): certainty = 0.5
    default: certainty = 0.65
    }
    // A name or a number is no sentence.
    if pair.target.wordCount < 3 || pair.source.wordCount < 3 { certainty -= 0.15 }
    // “Run!” may stand at the end of one text and inside the other.
    if isAtQuotationEnd(target, pair.source) || isAtQuotationEnd(source, pair.target) {
      certainty -= 0.3
    }
    func mark(_ side: CheckedPair.Side, _ end: Int, _ kind: End) -> String {
      kind == .none ? "–" : String(side.scalars[end - 1])
    }
    return PairFinding(
      .punctuation, certainty: certainty, source: [sourceEnd - 1..<sourceEnd],
      target: [targetEnd - 1..<targetEnd],
      detail:
        "at the end: \(mark(pair.source, sourceEnd, source)) · \(mark(pair.target, targetEnd, target))",
      edits: edits)
  }

  /// Whether a text needs no full stop where the other one ends with one: before a corner bracket, where Japanese
  /// writes none, and in Thai and Lao script.
  private static func mayOmitStop(
    _ side: CheckedPair.Side, _ end: Int, _ mark: End, _ other: End
  ) -> Bool {
    guard mark == .none, other == .stop else { return false }
    return side.scalars[end...].contains { "」』".unicodeScalars.contains($0) }
      || side.scalars.last(where: \.isLetter).map { 0x0E00...0x0EFF ~= $0.value } ?? false
  }

  /// Whether the full stop of a text may be that of its last word, such as *p.m.*, and the other text has none.
  private static func isOfAbbreviation(
    _ side: CheckedPair.Side, _ end: Int, _ mark: End, _ other: End
  ) -> Bool {
    guard mark == .stop, other == .none, end > 3 else { return false }
    let last = side.scalars[end - 4..<end]
    return last.dropFirst().first == "." && last.first!.isLetter
      && last.dropFirst(2).first!.isLetter
  }

  /// Whether a mark that ends the other text stands before a quotation mark of this one.
  private static func isAtQuotationEnd(_ end: End, _ side: CheckedPair.Side) -> Bool {
    guard [.question, .exclamation, .comma].contains(end) else { return false }
    return side.scalars.indices.dropLast().contains { place in
      "\"”’'»“".unicodeScalars.contains(side.scalars[place + 1])
        && End(side.scalars[place...place]) == end
    }
  }

  /// Whether exactly two full stops stand before a place.
  private static func isDoubled(_ scalars: [Unicode.Scalar], before end: Int) -> Bool {
    end > 1 && scalars[end - 2] == "." && (end < 3 || scalars[end - 3] != ".")
  }

  // MARK: Doubled marks

  private static func doubledMarks(_ pair: CheckedPair) -> [PairFinding] {
    let places = doubledPlaces(pair.target.scalars)
    guard !places.isEmpty, doubledPlaces(pair.source.scalars).isEmpty else { return [] }
    // Two full stops may be what is left of an ellipsis.
    let ellipsis = lostEllipsis(pair)
    return [
      PairFinding(
        .punctuation, certainty: 0.9, target: places.map { $0 - 1..<$0 + 1 },
        detail: places.map { pair.target.written($0 - 1..<$0 + 1) }.joined(separator: " "),
        edits: places.map { place in
          guard let ellipsis, pair.target.scalars[place] == "." else {
            return PairFinding.Edit(place..<place + 1, "")
          }
          return PairFinding.Edit(place - 1..<place + 1, ellipsis)
        })
    ]
  }

  /// An ellipsis as the source writes it, if the target has none; else `nil`.
  private static func lostEllipsis(_ pair: CheckedPair) -> String? {
    func ellipsis(in side: CheckedPair.Side) -> String? {
      let text = side.variant.text
      return text.contains("…") ? "…" : text.contains("...") ? "..." : nil
    }
    return ellipsis(in: pair.target) == nil ? ellipsis(in: pair.source) : nil
  }

  /// The places of the second of two equal marks, without a third one.
  private static func doubledPlaces(_ scalars: [Unicode.Scalar]) -> [Int] {
    scalars.indices.dropFirst().filter { place in
      let mark = scalars[place]
      guard ".,;:".unicodeScalars.contains(mark), scalars[place - 1] == mark else { return false }
      let before = place > 1 ? scalars[place - 2] : " "
      let after = place + 1 < scalars.count ? scalars[place + 1] : " "
      return before != mark && after != mark && before != "/" && after != "/"
        && !(ScalarClass.isWord(before.value) && ScalarClass.isWord(after.value))
    }
  }

  // MARK: Blanks

  private static func spacingFindings(
    _ pair: CheckedPair, _ language: CheckContext.Side
  ) -> [PairFinding] {
    let (source, target) = (pair.source.scalars, pair.target.scalars)
    var findings: [PairFinding] = []
    func add(_ certainty: Double, _ detail: String, _ edits: [PairFinding.Edit]) {
      guard !edits.isEmpty else { return }
      findings.append(
        PairFinding(
          .spacing, certainty: certainty, target: edits.map(\.range), detail: detail, edits: edits))
    }
    func blanksBeforeMarks(_ scalars: [Unicode.Scalar], _ allowed: Set<Unicode.Scalar>) -> [Int] {
      scalars.indices.dropFirst().dropLast().filter { place in
        guard scalars[place] == " ", ScalarClass.isWord(scalars[place - 1].value) else {
          return false
        }
        let mark = scalars[place + 1]
        let after = place + 2 < scalars.count ? scalars[place + 2] : " "
        guard ",.;:?!".unicodeScalars.contains(mark), !allowed.contains(mark) else { return false }
        return after.isWhitespace || [",", ";"].contains(mark) && after.isLetter
          || "\"”’'".unicodeScalars.contains(after)
      }
    }
    let allowed = Set(language.cues.blankBefore.flatMap(\.unicodeScalars))
    let before = blanksBeforeMarks(target, allowed)
    if blanksBeforeMarks(source, []).isEmpty {
      add(
        0.9, "a blank before a mark",
        before.map { place in
          let mark = String(target[place + 1])
          let isStuck = place + 2 < target.count && target[place + 2].isLetter
          return PairFinding.Edit(place..<place + 2, isStuck ? mark + " " : mark)
        })
    }
    let stuck = target.indices.dropFirst().dropLast().filter {
      target[$0] == "," && target[$0 - 1].isLetter && target[$0 + 1].isLetter
    }
    if !source.contains(where: { $0 == "," })
      || !source.indices.dropFirst().dropLast().contains(where: {
        source[$0] == "," && source[$0 - 1].isLetter && source[$0 + 1].isLetter
      })
    {
      add(0.8, "no blank behind a comma", stuck.map { PairFinding.Edit($0..<$0 + 1, ", ") })
    }
    func doubles(_ scalars: [Unicode.Scalar]) -> [Int] {
      scalars.indices.dropFirst(2).dropLast().filter {
        scalars[$0] == " " && scalars[$0 - 1] == " " && scalars[0..<$0].contains { $0 != " " }
      }
    }
    if doubles(source).isEmpty {
      add(0.85, "two blanks", doubles(target).map { PairFinding.Edit($0..<$0 + 1, "") })
    }
    if let first = target.firstIndex(where: { !$0.isWhitespace }), first > 0,
      !(source.first?.isWhitespace ?? false)
    {
      add(0.85, "blanks at the beginning", [PairFinding.Edit(0..<first, "")])
    }
    if let last = target.lastIndex(where: { !$0.isWhitespace }), last + 1 < target.count,
      !(source.last?.isWhitespace ?? false)
    {
      add(0.85, "blanks at the end", [PairFinding.Edit(last + 1..<target.count, "")])
    }
    return findings
  }
}
