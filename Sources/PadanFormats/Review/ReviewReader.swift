package import PadanModel

/// The verdicts of a review file, checked against the memory that the file was written from.
package struct ReviewSheet: Sendable {
  /// The reviewer's decisions, in the order of the file.
  package var decisions: [ReviewDecision] = []
  /// The number of approved beads.
  package var approved = 0
  /// The number of dropped beads.
  package var dropped = 0
  /// The number of decided beads that the reviewer split, merged or changed otherwise.
  package var changed = 0
  /// The lines of the beads without a verdict, from 1.
  package var open: [Int] = []
}

/// Reads review files: written by `ReviewWriter`, edited by a reviewer.
package enum ReviewReader {
  /// Reads and checks a file.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - find: Returns the current kept alignment of an identity; `nil` if the memory has none. It
  ///     is called at most once for each identity.
  /// - Throws: `InputError` if the file cannot be read; `ReviewError` with all faults; and any
  ///   error that `find` throws.
  package static func read(
    _ path: String, find: (String) throws -> KeptAlignment?
  ) throws -> ReviewSheet {
    let name = path == "-" ? InputFile.standardInput : path
    return try read(InputFile.read(path), name: name, find: find)
  }

  /// Reads and checks the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file, in any encoding.
  ///   - name: The name of the file in messages.
  ///   - find: Returns the current kept alignment of an identity; `nil` if the memory has none.
  /// - Throws: `InputError` if it is not a review file; `ReviewError` with all faults; and any
  ///   error that `find` throws.
  package static func read(
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

  /// A segment of a kept alignment, by its position from 0.
  fileprivate struct Place: Hashable {
    var alignment: String
    var isSource: Bool
    var position: Int
  }
}

/// Compares a passage with its kept alignment.
private struct PassageCheck {
  /// The passage as edited.
  let passage: ReviewFile.Passage
  /// The alignment in the memory.
  let kept: KeptAlignment
  /// Whether all segments are there and unchanged. If not, the verdicts are ignored.
  private var isSound = true

  /// A check that has not run yet.
  init(passage: ReviewFile.Passage, kept: KeptAlignment) {
    self.passage = passage
    self.kept = kept
  }

  /// Checks that the passage has each of its segments exactly once, unchanged, and no other
  /// segment.
  ///
  /// - Parameters:
  ///   - seen: The line of each segment read so far in the file.
  ///   - fault: Called with the line and the reason of each fault.
  mutating func run(seen: inout [ReviewReader.Place: Int], fault: (Int, InputError.Reason) -> Void)
  {
    for isSource in [true, false] {
      let mark = isSource ? ReviewFormat.source : ReviewFormat.target
      let texts = (isSource ? kept.documents.source : kept.documents.target).texts
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

  /// Adds the reviewer's decisions to a sheet, if the segments passed the check.
  ///
  /// A neighbour that the reviewer changed counts as approved; an unchanged one gets no decision.
  func addVerdicts(to sheet: inout ReviewSheet, fault: (Int, InputError.Reason) -> Void) {
    guard isSound else { return }
    let current = Set(kept.documents.alignment.beads.flatMap(\.cells))
    for block in passage.blocks where !block.source.isEmpty || !block.target.isEmpty {
      guard let source = range(of: block.source, ReviewFormat.source, fault),
        let target = range(of: block.target, ReviewFormat.target, fault)
      else { continue }
      let bead = Bead(source: source, target: target)
      // A dropped bead that is stored already has become segments without a counterpart.
      let isStored =
        block.letter == .dropped && bead.parts.flatMap(\.cells).allSatisfy(current.contains)
      let isChanged = !isStored && !bead.cells.allSatisfy(current.contains)
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

  /// The range of a bead's positions on one side. If they are not consecutive, reports a fault and
  /// returns `nil`.
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

/// A bead's two ranges, or a single segment without a counterpart.
private struct BeadCells: Hashable {
  var source: Range<Int>
  var target: Range<Int>
}

extension Bead {
  /// The bead's two sides, each without a counterpart.
  fileprivate var parts: [Bead] {
    [
      Bead(source: source, target: target.lowerBound..<target.lowerBound),
      Bead(source: source.upperBound..<source.upperBound, target: target),
    ]
  }

  /// What identifies a bead: both ranges. An unpaired bead gives one entry for each segment,
  /// because a run of unpaired segments means the same as each of them alone.
  fileprivate var cells: [BeadCells] {
    if isPaired { return [BeadCells(source: source, target: target)] }
    return source.map { BeadCells(source: $0..<$0 + 1, target: 0..<0) }
      + target.map { BeadCells(source: 0..<0, target: $0..<$0 + 1) }
  }
}
