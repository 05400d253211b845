package import PadanModel
import PadanText

/// All faults of a review file, sorted by line. A reviewer can mend them in one pass.
package struct ReviewError: PadanError, Equatable {
  /// The faults, sorted by line.
  package let faults: [InputError]

  /// An error with these faults, which may be in any order.
  package init(_ faults: [InputError]) {
    self.faults = faults.sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) }
  }

  /// Always `badInput`.
  package var kind: ErrorKind { .badInput }
  /// Always `review.faults`; each fault has its own code.
  package var code: ErrorCode { "review.faults" }
  /// Always `nil`: each fault has its own location.
  package var location: SourceLocation? { nil }

  /// The first twenty faults, one a line, and the number of the others.
  package var fault: String {
    let more = faults.count - 20
    return faults.prefix(20).map(\.description).joined(separator: "\n")
      + (more > 0 ? "\n… and \(more) more." : "")
  }
}

/// The content of a review file, not yet compared with a memory.
struct ReviewFile {
  /// A passage: neighbouring beads of one kept alignment.
  struct Passage {
    /// The line of the passage's header, from 1.
    var line: Int
    /// The identity of the kept alignment: 16 hexadecimal digits. Empty if the header is malformed.
    var alignment: String
    /// The name of the document, for messages.
    var document: String
    /// The source segments of the passage when it was written: their positions, from 0.
    var source: [Int]
    /// The target segments of the passage when it was written: their positions, from 0.
    var target: [Int]
    /// The beads of the passage, as edited.
    var blocks: [Block] = []
  }

  /// A bead as the reviewer left it: a letter, and the segments below it.
  struct Block {
    /// The line of the bead's header, from 1.
    var line: Int
    /// The letter of the header.
    var letter: ReviewFormat.Letter
    /// The source segments, in the order of their lines.
    var source: [Segment] = []
    /// The target segments, in the order of their lines.
    var target: [Segment] = []
  }

  /// A segment's line.
  struct Segment {
    /// The line number, from 1.
    var line: Int
    /// The segment's position in its document, from 0. Files count from 1.
    var position: Int
    /// The text, each run of white space one space.
    var text: String
  }

  /// The name of the file in messages.
  let name: String
  /// The passages, in the order of the file.
  private(set) var passages: [Passage] = []
  /// The faults found in single lines.
  private(set) var faults: [InputError] = []
  /// The lines of the bead headers in the current passage, by the bead's number.
  private var headers: [String: Int] = [:]

  /// Reads a file in any encoding and with any line ends.
  ///
  /// Faulty lines are collected in `faults`.
  ///
  /// - Parameter name: The name of the file in messages.
  /// - Throws: `InputError` if the file cannot be decoded or lacks the signature of a review file.
  init(_ bytes: [UInt8], name: String) throws(InputError) {
    self.name = name
    let text: DecodedText
    do throws(TextEncodingError) {
      text = try TextEncoding.decode(bytes)
    } catch {
      throw InputError(name, .init(error))
    }
    let content = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? text.bytes[3...] : text.bytes[...]
    var lines: [String] = []
    var start = content.startIndex
    while start < content.endIndex {
      let end = content[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? content.endIndex
      lines.append(String(decoding: content[start..<end], as: UTF8.self))
      let isCRLF = end + 1 < content.endIndex && content[end] == 0x0D && content[end + 1] == 0x0A
      start = end + (isCRLF ? 2 : 1)
    }
    guard lines.contains(where: { ReviewFormat.oneLine($0) == ReviewFormat.signature }) else {
      throw InputError(name, .notAReviewFile)
    }
    for (index, line) in lines.enumerated() { read(ReviewFormat.oneLine(line), number: index + 1) }
  }

  /// Adds a fault of a line.
  private mutating func report(_ line: Int, _ reason: InputError.Reason) {
    faults.append(InputError(SourceLocation(file: name, line: line), reason))
  }

  /// Reads a line whose white space is normalized. Empty lines and comments are ignored.
  private mutating func read(_ line: String, number: Int) {
    guard let first = line.first, !line.hasPrefix(ReviewFormat.comment) else { return }
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    if words[0] == ReviewFormat.passage {
      readPassage(line, number: number)
    } else if first == ReviewFormat.source || first == ReviewFormat.target {
      readSegment(line.dropFirst(), isSource: first == ReviewFormat.source, number: number)
    } else if words[0].count == 1,
      let letter = ReviewFormat.Letter(rawValue: words[0].lowercased().first!)
    {
      readHeader(letter, rest: words.count > 1 ? words[1] : "", number: number)
    } else {
      report(number, .unknownLine)
    }
  }

  /// Reads the header of a passage: `@@ 0123456789abcdef <4-6 >5-7 document`.
  private mutating func readPassage(_ line: String, number: Int) {
    headers = [:]
    let words = line.split(separator: " ", maxSplits: 4).map(String.init)
    guard words.count >= 4, words[1].count == 16, words[1].allSatisfy(\.isHexDigit),
      words[2].first == ReviewFormat.source, words[3].first == ReviewFormat.target,
      let source = ReviewFormat.positions(words[2].dropFirst()),
      let target = ReviewFormat.positions(words[3].dropFirst())
    else {
      report(number, .changedPassage)
      // The lines below are read as an unknown passage, so that their faults are reported, too.
      return passages.append(
        Passage(line: number, alignment: "", document: "", source: [], target: []))
    }
    passages.append(
      Passage(
        line: number, alignment: words[1].lowercased(), document: words.count > 4 ? words[4] : "",
        source: source, target: target))
  }

  /// Reads the header of a bead: its letter, and `bead 12` if Padan wrote it.
  private mutating func readHeader(_ letter: ReviewFormat.Letter, rest: String, number: Int) {
    guard !passages.isEmpty else {
      return report(number, .strayBead)
    }
    let words = rest.split(separator: " ")
    if words.count > 1, words[0] == "bead", words[1].allSatisfy(\.isNumber) {
      if let earlier = headers[String(words[1])] {
        report(number, .repeatedBead(words[1], line: earlier))
      }
      headers[String(words[1])] = number
    } else if !rest.isEmpty {
      report(number, .badBead)
    }
    passages[passages.count - 1].blocks.append(Block(line: number, letter: letter))
  }

  /// Reads a segment: its number from 1, then its text.
  private mutating func readSegment(_ rest: Substring, isSource: Bool, number: Int) {
    let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
    guard let position = words.first.flatMap({ Int($0) }), position > 0 else {
      return report(number, .noNumber(after: isSource ? "<" : ">"))
    }
    guard let passage = passages.indices.last, let block = passages[passage].blocks.indices.last
    else {
      return report(number, .straySegment)
    }
    let segment = Segment(
      line: number, position: position - 1, text: words.count > 1 ? words[1] : "")
    if isSource {
      passages[passage].blocks[block].source.append(segment)
    } else {
      passages[passage].blocks[block].target.append(segment)
    }
  }
}
