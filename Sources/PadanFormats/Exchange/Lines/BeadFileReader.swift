import PadanModel
import PadanText

extension ExchangeFormat {
  /// hunalign's numeric output with its two texts.
  public static let ladder = beads(.ladder, "hunalign's ladder, with its two texts")
  /// vecalign's output with its two texts.
  public static let vecalign = beads(.vecalign, "vecalign's beads, with their two texts")

  /// A format of positions in two texts.
  private static func beads(_ format: BeadFileReader.Format, _ summary: String) -> ExchangeFormat {
    ExchangeFormat(
      name: format.rawValue, summary: summary, endings: [".\(format.rawValue)"],
      files: .positionsAndTexts, statesLanguages: false,
      reader: { paths, options, body in
        try BeadFileReader.read(paths, format, options, body)
      })
  }
}

/// Reads the beads of other aligners: positions in two texts with a segment on each line.
enum BeadFileReader {
  /// The formats of bead files.
  enum Format: String, Sendable {
    /// hunalign's numeric output, a “ladder”. A line is a source position, a target position and a
    /// score, separated by tabs. A bead reaches from the positions of its line to those of the next
    /// one.
    case ladder
    /// vecalign's output, `[0, 1]:[0]:0.25`: the positions of both sides and a cost.
    case vecalign
  }

  /// Reads a bead file with its two texts, which are held in memory.
  ///
  /// A bead's score or cost becomes a property, because its meaning depends on the aligner.
  ///
  /// - Parameters:
  ///   - paths: The bead file, the source text and the target text; `-` is standard input.
  ///   - format: The format of the bead file.
  ///   - options: The languages.
  ///   - body: Called with each unit and the place of its bead.
  /// - Returns: The beads with an empty side, which were skipped.
  /// - Throws: `InputError` if a line is malformed, a position is outside the texts or the texts are longer
  ///   than those of the beads, and any error that `body` throws.
  static func read(
    _ paths: [String], _ format: Format, _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    var report = ReadingReport()
    let sources = try texts(paths[1], options, &report)
    let targets = try texts(paths[2], options, &report)
    let counts = (source: sources.count, target: targets.count)
    var reach = (source: 0, target: 0)
    var meetsBlank = false
    func take(_ bead: Found) throws {
      guard !bead.source.isEmpty || !bead.target.isEmpty else { return }
      try check(bead.source.last ?? -1, bead.target.last ?? -1, below: counts, at: bead.place)
      reach.source = max(reach.source, (bead.source.last ?? -1) + 1)
      reach.target = max(reach.target, (bead.target.last ?? -1) + 1)
      let sides = [(bead.source, sources), (bead.target, targets)]
      guard
        sides.allSatisfy({ positions, texts in
          positions.reduce(0) { $0 + texts[$1].utf8.count + 1 } <= Limits.longestText
        })
      else { return report.skipped.add(Finding(.longText, at: bead.place)) }
      let texts = sides.map { positions, texts in
        positions.map { texts[$0] }.joinedAsSentences()
      }
      guard !texts.contains(where: TextForm.isBlank) else {
        meetsBlank = meetsBlank || !bead.source.isEmpty && !bead.target.isEmpty
        return report.skipped.add(Finding(.emptySide, at: bead.place))
      }
      var provenance = Provenance()
      provenance.document = paths[1].shownPath
      provenance.sentence = bead.source[0]
      provenance.beadKind = "\(bead.source.count)-\(bead.target.count)"
      provenance.previousSource = bead.source[0] > 0 ? sources[bead.source[0] - 1] : nil
      provenance.nextSource =
        bead.source.last! + 1 < sources.count ? sources[bead.source.last! + 1] : nil
      if let score = bead.score {
        provenance.properties = [.init(type: "x-\(format.rawValue)-score", value: score)]
      }
      let unit = ExchangeUnit(
        sourceLanguage: options.source,
        variants: [
          Variant(language: options.source, text: texts[0]),
          Variant(language: options.target, text: texts[1]),
        ], provenance: provenance)
      try body(unit, bead.place)
    }
    switch format {
    case .ladder: try ladder(paths[0], counts, take)
    case .vecalign: try vecalign(paths[0], take)
    }
    let isShort = !(sources[reach.source...] + targets[reach.target...]).allSatisfy(
      TextForm.isBlank)
    // A ladder leads to the end of its texts. Of vecalign's beads some may have been taken out; of articles that were
    // split before they were aligned, beads meet the blank lines.
    guard !isShort || format == .vecalign && !meetsBlank else {
      throw InputError(
        paths[0].shownPath,
        .short(
          "\(reach.source) and \(reach.target)", lines: "\(counts.source) and \(counts.target)"))
    }
    return report
  }

  /// Checks that two positions are inside their texts.
  ///
  /// - Throws: `InputError` for the one that is not.
  private static func check(
    _ source: Int, _ target: Int, below counts: (source: Int, target: Int),
    at place: SourceLocation
  ) throws {
    guard source >= counts.source || target >= counts.target else { return }
    let position = source >= counts.source ? source : target
    throw InputError(
      place, .outside(position, lines: "\(counts.source) and \(counts.target)"))
  }

  /// A bead of the file.
  private struct Found {
    /// Ascending source positions, from 0.
    var source: [Int]
    /// Ascending target positions, from 0.
    var target: [Int]
    /// The score or cost as it is written; `nil` if there is none.
    var score: String?
    /// The line of the bead.
    var place: SourceLocation
  }

  /// The lines of a text.
  ///
  /// - Throws: `InputError`, also for a text that is too large to be held.
  private static func texts(
    _ path: String, _ options: ReadingOptions, _ report: inout ReadingReport
  ) throws -> [String] {
    let lines = try LineReader(
      path: path, encoding: options.encoding, remedy: "Write a segment on each line.")
    var texts: [String] = []
    var size = 0
    while let line = try lines.next() {
      size += line.count + MemoryLayout<String>.size
      guard size <= Limits.largestFile else {
        throw InputError(path, .largeFile(Limits.largestFile))
      }
      texts.append(line.text)
    }
    report.warnings.add(lines.repairs)
    return texts
  }

  /// Passes on the beads of a ladder.
  private static func ladder(
    _ path: String, _ counts: (source: Int, target: Int), _ body: (Found) throws -> Void
  ) throws {
    let lines = try LineReader(path: path, remedy: "Name hunalign's numeric output.")
    var last: (source: Int, target: Int, score: String?, place: SourceLocation)?
    while let line = try lines.next() {
      if line.isBlank { continue }
      let fields = line.text.split(maxSplits: 3, whereSeparator: \.isWhitespace)
      guard fields.count >= 2, let source = Int(fields[0]), let target = Int(fields[1]),
        source >= last?.source ?? 0, target >= last?.target ?? 0
      else {
        throw InputError(lines.location, .notARung)
      }
      // The last line names the positions after the last segments.
      try check(source - 1, target - 1, below: counts, at: lines.location)
      if let last {
        try body(
          Found(
            source: Array(last.source..<source), target: Array(last.target..<target),
            score: last.score, place: last.place))
      }
      last = (source, target, fields.count > 2 ? String(fields[2]) : nil, lines.location)
    }
  }

  /// Passes on the beads of vecalign's output.
  private static func vecalign(_ path: String, _ body: (Found) throws -> Void) throws {
    let lines = try LineReader(path: path, remedy: "Name vecalign's output.")
    while let line = try lines.next() {
      if line.isBlank { continue }
      let fields = line.text.split(
        separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count >= 2, let source = positions(fields[0]), let target = positions(fields[1])
      else {
        throw InputError(lines.location, .notABead)
      }
      try body(
        Found(
          source: source, target: target, score: fields.count > 2 ? String(fields[2]) : nil,
          place: lines.location))
    }
  }

  /// Reads positions in brackets and sorts them; `nil` for a malformed list.
  private static func positions(_ field: Substring) -> [Int]? {
    let trimmed = field.filter { !$0.isWhitespace }
    guard trimmed.hasPrefix("["), trimmed.hasSuffix("]") else { return nil }
    var numbers: [Int] = []
    for part in trimmed.dropFirst().dropLast().split(separator: ",") {
      guard let number = Int(part), number >= 0 else { return nil }
      numbers.append(number)
    }
    return numbers.sorted()
  }
}

extension InputError.Reason {
  /// A line of a ladder is malformed, or its positions decrease.
  fileprivate static let notARung = Self(
    "beads.rung", "this is no rung of a ladder: two positions that do not fall, and a score.")
  /// A line of vecalign's output is malformed.
  fileprivate static let notABead = Self(
    "beads.line", "this is no bead: write [0, 1]:[0], the positions of both sides.")

  /// The texts go on behind the last bead.
  fileprivate static func short(_ segments: String, lines: String) -> Self {
    Self(
      "beads.short",
      "these beads are about texts of \(segments) segments; the texts have \(lines) lines.",
      advice: "Name the texts that were aligned, with a segment on each line.")
  }

  /// A position is outside the texts.
  fileprivate static func outside(_ position: Int, lines: String) -> Self {
    Self(
      "beads.outside", "position \(position) is outside the texts, which have \(lines) lines.",
      advice: "Name the texts that were aligned, with a segment on each line.")
  }
}
