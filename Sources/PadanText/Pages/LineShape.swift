import PadanLanguage
import PadanModel

/// What a line of a page, or a part of one, looks like by itself.
struct LineShape {
  /// Its UTF-8 byte offsets in the text.
  var range: Range<Int>
  /// The number of its scalars, counted up to `lengthLimit` bytes.
  var length = 0
  /// Whether it ends like a sentence.
  var isFinished = false
  /// Whether a sentence ends inside it and another begins.
  var hasInnerEnds = false
  /// Whether it is running text by its length and form.
  var isProse = false
  /// Whether it is a date or a time with few words around it.
  var isDate = false
  /// The cue above a list of other things, if it is the line's only content.
  var heading: PageSigns.Cue?
  /// Its signs.
  var signs: [Int] = []

  /// The upper ends of the classes of length, in scalars.
  static let lengths = [2, 8, 16, 28, 45, 70, 110, 180, 350]
  /// The upper ends of the classes of the number of words.
  static let wordCounts = [1, 2, 3, 4, 6, 9, 14, 24, 40]
  /// How much of a line is read for its length, its marks and its inner sentences, in UTF-8 bytes.
  static let lengthLimit = 512

  /// The class of a number: the position of the first upper end that is not below it.
  static func level(_ value: Int, _ ends: [Int]) -> Int {
    ends.firstIndex { value <= $0 } ?? ends.count
  }

  /// The class of a share.
  static func level(_ part: Int, of whole: Int, _ ends: [Double]) -> Int {
    let share = whole == 0 ? 0 : Double(part) / Double(whole)
    return ends.firstIndex { share <= $0 } ?? ends.count
  }
}

/// Reads the shapes of lines.
struct LineShapeReader {
  /// The words that are signs in the language of the page.
  let signs: PageSigns
  private var words = LineWords()

  /// A reader that knows the signs of a language.
  init(signs: PageSigns) { self.signs = signs }

  /// The shape of a line.
  ///
  /// - Parameter part: Its place among the parts of a line; `nil` if it is a whole line.
  /// - Complexity: O(1): a bounded number of bytes is read.
  mutating func shape(
    of range: Range<Int>, part: LineSign.Part?, in text: Span<UInt8>
  ) -> LineShape {
    words.read(range, in: text, by: signs)
    var shape = LineShape(range: range)
    shape.signs.reserveCapacity(40)
    if let part { shape.signs.append(LineSign.part[part]) }
    let scan = LineScan(range.prefix(LineShape.lengthLimit), in: text)
    shape.length = scan.length
    shape.isFinished = LineMarks.endsInTerminal(range, in: text)
    shape.signs.append(LineSign.length[LineShape.level(scan.length, LineShape.lengths)])
    shape.signs.append(LineSign.words[LineShape.level(scan.words, LineShape.wordCounts)])
    shape.signs.append(LineSign.inner[min(scan.innerEnds, 3)])
    shape.hasInnerEnds = scan.innerEnds > 0
    addEnds(to: &shape, in: text)
    addMarks(of: scan, to: &shape, in: text)
    addCapitals(to: &shape)
    addDate(of: scan, to: &shape)
    addCues(to: &shape)
    addNames(to: &shape, in: text)
    if let dateline = LineMarks.dateline(of: range, in: text) {
      shape.signs += dateline.map { LineSign.dateline[$0] }
    }
    let isOther = Self.otherCues.contains { shape.signs.contains($0) }
    // Clauses of laws and long lists end so; headlines do not.
    let isBroken = shape.signs.contains(LineSign.end[LineSign.End.comma])
    shape.isProse =
      scan.length >= 180
      || (!isOther && !shape.isDate
        && LineForm.isProse(scan, isFinished: shape.isFinished || isBroken))
    if shape.isProse { shape.signs.append(LineSign.holds[LineSign.Trait.prose]) }
    return shape
  }

  /// The signs of lines that are no text of the article, however long they are.
  private static let otherCues = [PageSigns.Cue.copyright, .follow, .comments, .pointer].flatMap {
    [LineSign.begins[$0], LineSign.only[$0]]
  }

  // MARK: Ends and marks

  /// Adds the signs of the first and the last character.
  private func addEnds(to shape: inout LineShape, in text: Span<UInt8>) {
    let range = shape.range
    let last = text.scalar(before: range.upperBound).scalar
    let end: LineSign.End =
      switch last {
      case "…": .ellipsis
      case ".", "。": text.hasPrefix("...", at: max(0, range.upperBound - 3)) ? .ellipsis : .stop
      case "!", "！": .exclamation
      case "?", "？": .question
      case ":", "：": .colon
      case ",", ";", "，", "；": .comma
      case ")", "]", "）": .bracket
      case _ where last.isCloser: shape.isFinished ? .quotedStop : .quote
      case _ where last.isDigit: .digit
      case _ where last.isLetter: .letter
      default: .other
      }
    shape.signs.append(LineSign.end[end])
    let (opening, length) = text.scalar(at: range.lowerBound)
    let first: LineSign.First =
      switch opening {
      case _ where LineMarks.isBullet(opening):
        range.count > length && text.scalar(at: range.lowerBound + length).scalar.isWhitespace
          ? .bullet : .mark
      case "(", "[", "（", "【": .bracket
      case "@": .at
      case _ where opening.isOpener: .quote
      case _ where opening.isUppercase: .capital
      case _ where opening.isLowercase: .small
      case _ where opening.isDigit: .digit
      case _ where opening.isLetter: .letter
      default: .other
      }
    shape.signs.append(LineSign.first[first])
    if first == .bracket, end == .bracket {
      shape.signs.append(LineSign.holds[LineSign.Trait.brackets])
    }
    if LineMarks.isNumbered(range, in: text) {
      shape.signs.append(LineSign.holds[LineSign.Trait.item])
    } else if range.count <= 2, first == .digit, end == .digit {
      shape.signs.append(LineSign.holds[LineSign.Trait.number])
    }
  }

  /// Adds the signs of the marks in the line, and of its labels.
  private func addMarks(of scan: LineScan, to shape: inout LineShape, in text: Span<UInt8>) {
    for mark in LineSign.Mark.allCases where scan.marks.contains(.init(mark)) {
      shape.signs.append(LineSign.mark[mark])
    }
    if scan.hasAddress { shape.signs.append(LineSign.holds[LineSign.Trait.address]) }
    if let label = scan.label {
      shape.signs.append(
        LineSign.holds[label ? LineSign.Trait.bareLabel : LineSign.Trait.label])
    }
    shape.signs.append(
      LineSign.digits[
        LineShape.level(scan.digits, of: scan.length, [0, 0.05, 0.2, 0.5])])
    if let initials = LineMarks.initials(in: shape.range, text) {
      shape.signs.append(LineSign.holds[initials])
    }
  }

  // MARK: Words

  /// Adds the signs of capitals and function words.
  private func addCapitals(to shape: inout LineShape) {
    let lettered = words.first.prefix(30).filter(\.isLettered)
    let capitals = lettered.count(where: \.isCapitalized)
    let upper = lettered.count(where: \.isUpper)
    let long = lettered.filter { $0.length > 3 && !$0.classes.contains(.function) }
    let form: LineSign.Capitals
    if lettered.isEmpty {
      form = .noWord
    } else if upper == lettered.count {
      form = .upper
    } else if lettered.count == 1 {
      form = capitals == 1 ? .oneCapital : .oneSmall
    } else if !long.isEmpty, long.allSatisfy(\.isCapitalized) {
      form = .title
    } else if capitals <= 1 {
      form = .sentence
    } else {
      let forms: [LineSign.Capitals] = [.quarter, .half, .most, .nearlyAll]
      form = forms[LineShape.level(capitals, of: lettered.count, [0.25, 0.5, 0.75])]
    }
    shape.signs.append(LineSign.capitals[form])
    if upper * 2 >= lettered.count, upper < lettered.count {
      shape.signs.append(LineSign.holds[LineSign.Trait.manyCapitals])
    }
    let first = words.first.prefix(30)
    if !first.isEmpty {
      let functions = first.count { $0.classes.contains(.function) }
      shape.signs.append(
        LineSign.function[LineShape.level(functions, of: first.count, [0, 0.1, 0.2, 0.35])])
    }
  }

  /// Adds the signs of dates and times.
  private func addDate(of scan: LineScan, to shape: inout LineShape) {
    let first = words.first.prefix(24)
    let hasCalendar = first.contains { $0.classes.contains(.calendar) }
    let hasZone = first.contains { $0.classes.contains(.timeZone) }
    let isDate = hasCalendar && scan.hasYear || scan.hasDate
    if isDate {
      shape.signs.append(LineSign.holds[LineSign.Trait.date])
    } else if hasCalendar {
      shape.signs.append(LineSign.holds[LineSign.Trait.calendar])
    }
    if scan.hasClock { shape.signs.append(LineSign.holds[LineSign.Trait.clock]) }
    if hasZone { shape.signs.append(LineSign.holds[LineSign.Trait.zone]) }
    let others = first.count {
      $0.classes.isDisjoint(with: .calendar.union(.timeZone)) && !$0.isNumber
    }
    let isTime = scan.hasClock && (hasZone || first.count <= 4)
    if isDate || hasCalendar || isTime {
      shape.signs.append(LineSign.besideDate[LineShape.level(others, [0, 2, 5, 9])])
    }
    shape.isDate = isDate && others <= 9
  }

  /// Adds the signs of names, pictures and outlets.
  private func addNames(to shape: inout LineShape, in text: Span<UInt8>) {
    let isName =
      (1...6).contains(words.first.count)
      && words.first.allSatisfy {
        $0.classes.contains(.nameParticle) || ($0.isCapitalized && $0.isLettered)
      } && LineMarks.hasOnlyNameMarks(shape.range, in: text)
    if isName { shape.signs.append(LineSign.holds[LineSign.Trait.name]) }
    let ends = words.first.prefix(6) + words.last
    if ends.contains(where: { $0.classes.contains(.picture) }) {
      let isFirst = words.first[0].classes.contains(.picture)
      shape.signs.append(
        LineSign.holds[isFirst ? LineSign.Trait.firstPicture : LineSign.Trait.picture])
    }
    if ends.contains(where: { $0.classes.contains(.agency) }) {
      shape.signs.append(LineSign.holds[LineSign.Trait.agency])
    }
    if let index = words.first.prefix(16).firstIndex(where: {
      LineMarks.isDomain($0.range, in: text)
    }) {
      shape.signs.append(
        LineSign.holds[index == 0 ? LineSign.Trait.firstDomain : LineSign.Trait.domain])
    }
  }

  // MARK: Cues

  /// Adds the signs of the cues.
  private func addCues(to shape: inout LineShape) {
    let count = words.first.count
    guard count > 0 else { return }
    let isWhole = count < LineWords.limit
    let skipped = count > 1 && words.first[0].isNumber ? 1 : 0
    let named = words.first.count { !$0.isNumber }
    let starts = (1..<max(1, count)).filter { !words.first[$0].phrases.isEmpty }
    for cue in PageSigns.Cue.allCases {
      let length = max(phraseLength(of: cue, at: 0), phraseLength(of: cue, at: skipped))
      if length > 0 {
        let isOnly = isWhole && length >= named
        shape.signs.append((isOnly ? LineSign.only : LineSign.begins)[cue])
        if isOnly { shape.heading = shape.heading ?? Self.headings.first { $0 == cue } }
      } else if Self.inner.contains(cue),
        starts.contains(where: { phraseLength(of: cue, at: $0) > 0 })
      {
        shape.signs.append(LineSign.inside[cue])
      }
    }
    guard count >= 3 else { return }
    var index = 0
    var menuWords = 0
    while index < count {
      let length = phraseLength(of: .menu, at: index)
      menuWords += length
      index += max(1, length)
    }
    if menuWords * 2 >= count { shape.signs.append(LineSign.holds[LineSign.Trait.menuRow]) }
  }

  /// The cues that are looked for inside a line, too.
  private static let inner: Set<PageSigns.Cue> = [
    .pointer, .share, .advertisement, .follow, .comments, .pager, .copyright, .player,
  ]
  /// The cues that stand above other things.
  private static let headings: [PageSigns.Cue] = [
    .related, .pointer, .tags, .comments, .share, .follow, .menu,
  ]

  /// The number of words of the longest phrase of a cue at a position; 0 if there is none.
  private func phraseLength(of cue: PageSigns.Cue, at position: Int) -> Int {
    var longest = 0
    for index in words.first[position].phrases where signs.phrases[index].cue == cue {
      let phrase = signs.phrases[index].words
      guard phrase.count > longest, position + phrase.count <= words.first.count else { continue }
      let isThere = phrase.indices.allSatisfy { phrase[$0] == words.first[position + $0].id }
      if isThere { longest = phrase.count }
    }
    return longest
  }
}
