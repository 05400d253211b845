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
  /// Whether it is no text of the article by its cues, however long it is.
  var isOther = false
  /// Whether it is a date or a time with few words around it.
  var isDate = false
  /// Whether it begins with the words of a cue. The name of a section may begin any line, so it counts
  /// only where it stands alone.
  var hasCue = false
  /// The number of words of the longest cue with which it begins.
  var cueWords = 0
  /// Whether it is a sentence by its words and its end, though it may begin with the word of a cue.
  var isSentence = false
  /// The cue above a list of other things, if it is the line's only content.
  var heading: PageSigns.Cue?
  /// Its signs.
  var signs = SignSet()

  /// The upper ends of the classes of length, in scalars.
  static let lengths = [2, 8, 16, 28, 45, 70, 110, 180, 350]
  /// The upper ends of the classes of the number of words.
  static let wordCounts = [1, 2, 3, 4, 6, 9, 14, 24, 40]
  /// How much of a line is read for its length, its marks and its inner sentences, in UTF-8 bytes.
  static let lengthLimit = 512
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
    if let part { shape.signs.insert(LineSign.part[part]) }
    let scan = words.scan
    shape.length = scan.length
    shape.isFinished = LineMarks.endsInTerminal(range, in: text)
    shape.signs.insert(LineSign.length[SignFamily.level(scan.length, LineShape.lengths)])
    shape.signs.insert(LineSign.words[SignFamily.level(scan.words, LineShape.wordCounts)])
    shape.signs.insert(LineSign.inner[min(scan.innerEnds, 3)])
    shape.hasInnerEnds = scan.innerEnds > 0
    addEnds(to: &shape, in: text)
    addMarks(of: scan, to: &shape, in: text)
    addCapitals(to: &shape)
    addDate(of: scan, to: &shape)
    addCues(to: &shape)
    addNames(to: &shape, in: text)
    if LineMarks.mayHaveDateline(range, in: text) || words.stopped & 1 == 1,
      let dateline = LineMarks.dateline(of: range, in: text)
    {
      shape.signs.formUnion(dateline)
    }
    shape.isOther = shape.signs.intersects(Self.otherCues)
    // Clauses of laws and long lists end so; headlines do not.
    let isBroken = shape.signs.contains(LineSign.end[LineSign.End.comma])
    shape.isProse =
      scan.length >= 180
      || (!shape.isOther && !shape.isDate
        && LineForm.isProse(scan, isFinished: shape.isFinished || isBroken))
    if shape.isProse { shape.signs.insert(LineSign.holds[LineSign.Trait.prose]) }
    shape.hasCue = shape.signs.intersects(Self.cues)
    shape.isSentence =
      shape.isFinished && !shape.isOther && words.count >= Self.leastSentence && shape.cueWords <= 1
      && !shape.signs.intersects(Self.signsOfNoSentence)
    return shape
  }

  /// The fewest words of a sentence.
  private static let leastSentence = 3

  /// The signs of lines that are no sentences though they end in a stop.
  private static let signsOfNoSentence = SignSet(
    [LineSign.Trait.name, .label, .bareLabel, .address, .domain, .firstDomain, .brackets].map {
      LineSign.holds[$0]
    } + [LineSign.Mark.at, .copyright, .bar, .hash].map { LineSign.mark[$0] }
      + [LineSign.end[LineSign.End.ellipsis]])

  /// The signs of lines that are no text of the article, however long they are.
  private static let otherCues = SignSet(
    [PageSigns.Cue.copyright, .follow, .comments, .pointer].flatMap {
      [LineSign.begins[$0], LineSign.only[$0]]
    })

  /// The signs that show a cue.
  private static let cues = SignSet(
    PageSigns.Cue.allCases.flatMap { cue in
      cue == .menu ? [LineSign.only[cue]] : [LineSign.only[cue], LineSign.begins[cue]]
    })

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
    shape.signs.insert(LineSign.end[end])
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
    shape.signs.insert(LineSign.first[first])
    if first == .bracket, end == .bracket {
      shape.signs.insert(LineSign.holds[LineSign.Trait.brackets])
    }
    if LineMarks.isNumbered(range, in: text) {
      shape.signs.insert(LineSign.holds[LineSign.Trait.item])
    } else if range.count <= 2, first == .digit, end == .digit {
      shape.signs.insert(LineSign.holds[LineSign.Trait.number])
    }
  }

  /// Adds the signs of the marks in the line, and of its labels.
  private func addMarks(of scan: LineScan, to shape: inout LineShape, in text: Span<UInt8>) {
    for mark in LineSign.Mark.allCases where scan.marks.contains(.init(mark)) {
      shape.signs.insert(LineSign.mark[mark])
    }
    if scan.hasAddress { shape.signs.insert(LineSign.holds[LineSign.Trait.address]) }
    if let label = scan.label {
      shape.signs.insert(
        LineSign.holds[label ? LineSign.Trait.bareLabel : LineSign.Trait.label])
    }
    shape.signs.insert(
      LineSign.digits[
        SignFamily.level(scan.digits, of: scan.length, Self.digitShares)])
    if let initials = LineMarks.initials(in: shape.range, text) {
      shape.signs.insert(LineSign.holds[initials])
    }
  }

  // MARK: Words

  /// The upper ends of the classes of the share of function words.
  private static let functionShares = [0, 0.1, 0.2, 0.35]
  /// The upper ends of the classes of the share of digits.
  private static let digitShares = [0, 0.05, 0.2, 0.5]
  /// The upper ends of the classes of the number of words beside a date.
  private static let otherCounts = [0, 2, 5, 9]

  /// Adds the signs of capitals and function words.
  private func addCapitals(to shape: inout LineShape) {
    let first = words.first(30)
    let functionWords = words.words(of: .function) & first
    let longWords = words.long & words.lettered & first & ~functionWords
    let lettered = (words.lettered & first).nonzeroBitCount
    let capitals = (words.capitalized & first).nonzeroBitCount
    let upper = (words.upper & words.lettered & first).nonzeroBitCount
    let form: LineSign.Capitals
    if lettered == 0 {
      form = .noWord
    } else if upper == lettered {
      form = .upper
    } else if lettered == 1 {
      form = capitals == 1 ? .oneCapital : .oneSmall
    } else if longWords != 0, longWords & ~words.capitalized == 0 {
      form = .title
    } else if capitals <= 1 {
      form = .sentence
    } else if capitals * 4 <= lettered {
      form = .quarter
    } else if capitals * 2 <= lettered {
      form = .half
    } else {
      form = capitals * 4 <= lettered * 3 ? .most : .nearlyAll
    }
    shape.signs.insert(LineSign.capitals[form])
    if upper * 2 >= lettered, upper < lettered {
      shape.signs.insert(LineSign.holds[LineSign.Trait.manyCapitals])
    }
    if words.count > 0 {
      let level = SignFamily.level(
        functionWords.nonzeroBitCount, of: first.nonzeroBitCount, Self.functionShares)
      shape.signs.insert(LineSign.function[level])
    }
  }

  /// Adds the signs of dates and times.
  private func addDate(of scan: LineScan, to shape: inout LineShape) {
    let first = words.first(24)
    let calendar = words.words(of: .calendar) & first
    let zones = words.words(of: .timeZone) & first
    let hasCalendar = calendar != 0
    let hasZone = zones != 0
    let others = (first & ~(calendar | zones | words.numbers)).nonzeroBitCount
    let isDate = hasCalendar && scan.hasYear || scan.hasDate
    if isDate {
      shape.signs.insert(LineSign.holds[LineSign.Trait.date])
    } else if hasCalendar {
      shape.signs.insert(LineSign.holds[LineSign.Trait.calendar])
    }
    if scan.hasClock { shape.signs.insert(LineSign.holds[LineSign.Trait.clock]) }
    if hasZone { shape.signs.insert(LineSign.holds[LineSign.Trait.zone]) }
    let isTime = scan.hasClock && (hasZone || words.count <= 4)
    if isDate || hasCalendar || isTime {
      shape.signs.insert(LineSign.besideDate[SignFamily.level(others, Self.otherCounts)])
    }
    shape.isDate = isDate && others <= 9
  }

  /// Adds the signs of names, pictures and outlets.
  private func addNames(to shape: inout LineShape, in text: Span<UInt8>) {
    let names = words.words(of: .nameParticle) | (words.capitalized & words.lettered)
    let isName =
      (1...6).contains(words.count) && names == words.first(words.count)
      && LineMarks.hasOnlyNameMarks(shape.range, in: text)
    if isName { shape.signs.insert(LineSign.holds[LineSign.Trait.name]) }
    let pictures = words.words(of: .picture) & words.first(6)
    if pictures != 0 || words.lastClasses.contains(.picture) {
      let isFirst = words.words(of: .picture) & 1 != 0
      shape.signs.insert(
        LineSign.holds[isFirst ? LineSign.Trait.firstPicture : LineSign.Trait.picture])
    }
    if words.words(of: .agency) & words.first(6) != 0 || words.lastClasses.contains(.agency) {
      shape.signs.insert(LineSign.holds[LineSign.Trait.agency])
    }
    if let position = SetBits(words.stopped & words.first(16)).first(where: {
      words.isDomain($0, in: text)
    }) {
      shape.signs.insert(
        LineSign.holds[position == 0 ? LineSign.Trait.firstDomain : LineSign.Trait.domain])
    }
  }

  // MARK: Cues

  /// Adds the signs of the cues.
  private func addCues(to shape: inout LineShape) {
    guard words.starts != 0 else { return }
    let count = words.count
    let skipped = count > 1 ? Int(words.numbers & 1) : 0
    let named = count - words.numbers.nonzeroBitCount
    /// For each cue, the number of words of its longest phrase with which the line begins.
    var lengths = InlineArray<16, Int>(repeating: 0)
    /// A bit for each cue of which a phrase stands inside the line.
    var inside: UInt16 = 0
    var hasPhrase = false
    for start in SetBits(words.starts) {
      for index in signs.phrasesOfWord[words.listNumber(start)]
      where words.has(signs.phrases[index], at: start, of: signs) {
        let phrase = signs.phrases[index]
        let cue = phrase.cue.rawValue
        hasPhrase = true
        if start == 0 || start == skipped,
          !phrase.isLabel || words.scan.label != nil || phrase.words.count >= named
        {
          lengths[cue] = max(lengths[cue], phrase.words.count)
        }
        if start > 0 { inside |= 1 << UInt16(cue) }
      }
    }
    guard hasPhrase else { return }
    let isWhole = count < LineWords.limit
    for cue in PageSigns.Cue.allCases {
      let length = lengths[cue.rawValue]
      shape.cueWords = max(shape.cueWords, length)
      if length > 0 {
        let isOnly = isWhole && length >= named
        shape.signs.insert((isOnly ? LineSign.only : LineSign.begins)[cue])
        if isOnly, shape.heading == nil, Self.headings.contains(cue) { shape.heading = cue }
      } else if inside >> UInt16(cue.rawValue) & 1 == 1, Self.inner.contains(cue) {
        shape.signs.insert(LineSign.inside[cue])
      }
    }
    if count >= 3 { addMenuRow(to: &shape) }
  }

  /// The cues that are looked for inside a line, too.
  private static let inner: [PageSigns.Cue] = [
    .pointer, .share, .advertisement, .follow, .comments, .pager, .copyright, .player,
  ]
  /// The cues that stand above other things.
  private static let headings: [PageSigns.Cue] = [
    .related, .pointer, .tags, .comments, .share, .follow, .menu,
  ]

  /// Adds the sign of a row of sections of the site.
  private func addMenuRow(to shape: inout LineShape) {
    var end = 0
    var menuWords = 0
    for start in SetBits(words.starts) where start >= end {
      var length = 0
      for index in signs.phrasesOfWord[words.listNumber(start)] {
        let phrase = signs.phrases[index]
        if phrase.cue == .menu, phrase.words.count > length,
          words.has(phrase, at: start, of: signs)
        {
          length = phrase.words.count
        }
      }
      menuWords += length
      end = start + max(1, length)
    }
    if menuWords * 2 >= words.count {
      shape.signs.insert(LineSign.holds[LineSign.Trait.menuRow])
    }
  }
}
