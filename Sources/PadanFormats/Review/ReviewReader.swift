public import PadanModel

/// What a review file says, checked against the memory that it was written from.
public struct ReviewSheet: Sendable {
  /// The verdicts, in the order of the file.
  public var decisions: [ReviewDecision] = []
  public var approved = 0
  public var dropped = 0
  /// How many of those beads are not as the memory has them: split, merged or moved.
  public var changed = 0
  /// The lines of the beads that still wait for a verdict.
  public var open: [Int] = []
}

/// Reads the file that `ReviewWriter` wrote and a person edited.
public enum ReviewReader {
  /// Reads and checks a file; `-` is standard input.
  ///
  /// - Parameter find: The kept alignment of an identity, as it is now.
  /// - Throws: `InputError` where the file cannot be read, `ReviewError` with all its faults, and
  ///   whatever `find` throws.
  public static func read(
    _ path: String, find: (String) throws -> KeptAlignment?
  ) throws -> ReviewSheet {
    let name = path == "-" ? InputFile.standardInput : path
    return try read(InputFile.read(path), name: name, find: find)
  }

  /// Reads and checks the bytes of a file.
  public static func read(
    _ bytes: [UInt8], name: String, find: (String) throws -> KeptAlignment?
  ) throws -> ReviewSheet {
    let file = try ReviewFile(bytes, name: name)
    var sheet = ReviewSheet()
    var faults = file.faults
    var known: [String: KeptAlignment?] = [:]
    var seen: [Place: Int] = [:]
    for passage in file.passages where !passage.alignment.isEmpty {
      let kept = try known[passage.alignment] ?? find(passage.alignment)
      known[passage.alignment] = kept
      func fault(_ line: Int, _ reason: InputError.Reason) {
        faults.append(InputError(SourceLocation(file: name, line: line), reason))
      }
      guard let kept else {
        fault(passage.line, .unknownAlignment(passage.alignment, of: passage.document))
        continue
      }
      var check = PassageCheck(passage: passage, kept: kept)
      check.run(seen: &seen, fault: fault)
      check.addVerdicts(to: &sheet, fault: fault)
    }
    guard faults.isEmpty else { throw ReviewError(faults) }
    return sheet
  }

  /// A segment of a kept alignment.
  fileprivate struct Place: Hashable {
    var alignment: String
    var isSource: Bool
    var position: Int
  }
}

/// Compares one passage with the alignment it is of.
private struct PassageCheck {
  let passage: ReviewFile.Passage
  let kept: KeptAlignment
  /// Whether the segments are as they should be, so that verdicts mean something.
  private var isSound = true

  init(passage: ReviewFile.Passage, kept: KeptAlignment) {
    self.passage = passage
    self.kept = kept
  }

  /// Whether every segment of the passage is there, once, as it was written, and none of another.
  ///
  /// - Parameter seen: The line of each segment met so far in the file.
  mutating func run(seen: inout [ReviewReader.Place: Int], fault: (Int, InputError.Reason) -> Void)
  {
    for isSource in [true, false] {
      let mark = isSource ? ReviewFormat.source : ReviewFormat.target
      let texts = isSource ? kept.alignment.source : kept.alignment.target
      var missing = Set(isSource ? passage.source : passage.target)
      for segment in passage.blocks.flatMap({ isSource ? $0.source : $0.target }) {
        let place = ReviewReader.Place(
          alignment: kept.id, isSource: isSource, position: segment.position)
        let name = "\(mark) \(segment.position + 1)"
        if let line = seen[place] {
          fault(segment.line, .repeatedSegment(name, line: line))
          isSound = false
        } else if missing.remove(segment.position) == nil || segment.position >= texts.count {
          fault(segment.line, .otherPassage(name))
          isSound = false
        } else if segment.text != ReviewFormat.oneLine(texts[segment.position]) {
          fault(
            segment.line,
            .changedText(name, was: ReviewFormat.oneLine(texts[segment.position])))
          isSound = false
        }
        seen[place] = seen[place] ?? segment.line
      }
      for position in missing.sorted() {
        let text = texts.indices.contains(position) ? ReviewFormat.oneLine(texts[position]) : ""
        fault(passage.line, .missingSegment("\(mark) \(position + 1)", text: text))
        isSound = false
      }
    }
  }

  /// Adds what the letters say, where the segments are sound.
  func addVerdicts(to sheet: inout ReviewSheet, fault: (Int, InputError.Reason) -> Void) {
    guard isSound else { return }
    let current = Set(kept.alignment.beads.flatMap(\.cells))
    for block in passage.blocks where !block.source.isEmpty || !block.target.isEmpty {
      guard let source = range(of: block.source, ReviewFormat.source, fault),
        let target = range(of: block.target, ReviewFormat.target, fault)
      else { continue }
      let bead = Bead(source: source, target: target)
      let isChanged = !bead.cells.allSatisfy(current.contains)
      let verdict: ReviewVerdict
      switch block.letter {
      case .undecided where isChanged:
        fault(block.line, .noVerdict)
        continue
      case .undecided:
        sheet.open.append(block.line)
        continue
      case .neighbor where !isChanged: continue
      case .neighbor, .approved: verdict = .approved
      case .dropped: verdict = .dropped
      }
      sheet.decisions.append(ReviewDecision(alignment: kept.id, bead: bead, verdict: verdict))
      sheet.approved += verdict == .approved ? 1 : 0
      sheet.dropped += verdict == .dropped ? 1 : 0
      sheet.changed += isChanged ? 1 : 0
    }
  }

  /// The positions of a bead's segments on one side; `nil`, and a fault, where they are not neighbours.
  private func range(
    of segments: [ReviewFile.Segment], _ mark: Character, _ fault: (Int, InputError.Reason) -> Void
  ) -> Range<Int>? {
    let positions = segments.map(\.position).sorted()
    guard let first = positions.first, let last = positions.last else { return 0..<0 }
    guard last - first + 1 == positions.count else {
      fault(segments[0].line, .apart("\(mark) \(ReviewFormat.list(positions))"))
      return nil
    }
    return first..<last + 1
  }
}

/// The segments of a bead that must not be parted, or one alone where the other side is empty.
private struct BeadCells: Hashable {
  var source: Range<Int>
  var target: Range<Int>
}

extension Bead {
  /// What makes two beads the same: both ranges, or, where a side is empty, each segment alone, because
  /// a run of unpaired segments is no more than its segments.
  fileprivate var cells: [BeadCells] {
    if isPaired { return [BeadCells(source: source, target: target)] }
    return source.map { BeadCells(source: $0..<$0 + 1, target: 0..<0) }
      + target.map { BeadCells(source: 0..<0, target: $0..<$0 + 1) }
  }
}
