package import PadanAlign
import PadanFormats
import PadanModel

/// Tallies in tab-separated values, so that other programs can cut and add them: the kind, the source word, the
/// target word, and both counts. A word that is empty is none.
///
///     uses    beras   rice    6.25    7.5
extension LexiconTally {
  /// A line of a file, with its line feed.
  package static func line(_ row: Row, of kind: Kind) -> String {
    "\(kind.rawValue)\t\(row.source)\t\(row.target)\t\(row.forward)\t\(row.backward)\n"
  }

  /// Reads files, whose rows are added.
  ///
  /// - Throws: `InputError` for a file that cannot be read, a line that is no row, or one of another kind
  ///   than the first.
  package init(files: [String]) throws {
    var tally: LexiconTally?
    for file in files {
      let reader = try LineReader(live: file)
      while let line = try reader.next() {
        if line.isBlank { continue }
        guard let (kind, row) = Self.row(of: line) else {
          throw InputError(reader.location, .noTallyRow)
        }
        guard tally?.kind ?? kind == kind else { throw InputError(reader.location, .otherTally) }
        tally = tally ?? LexiconTally(kind)
        tally!.add(row)
      }
    }
    self = tally ?? LexiconTally(.words)
  }

  private static func row(of line: ArraySlice<UInt8>) -> (Kind, Row)? {
    let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard columns.count == 5, let kind = Kind(rawValue: columns[0]),
      let forward = Double(columns[3]), let backward = Double(columns[4]),
      (0...Self.greatest).contains(forward), (0...Self.greatest).contains(backward)
    else { return nil }
    return (kind, Row(columns[1], columns[2], forward, backward))
  }

  /// No corpus has more pairs.
  private static let greatest = 1e15
}

extension InputError.Reason {
  fileprivate static let noTallyRow = Self(
    "tally.row", "the line is no count of words.",
    advice: "Write the kind, two words and two counts, parted by tabs, as padan lexicon tally does."
  )
  fileprivate static let otherTally = Self(
    "tally.kind", "the line counts something else than the lines before it.",
    advice: "Give only the files of the last round.")
}
