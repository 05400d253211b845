public import PadanModel
import PadanText

/// Everything that is wrong with a review file, by line.
public struct ReviewError: PadanError, Equatable {
  /// The faults in the order of their lines.
  public let faults: [InputError]

  /// An error of faults in any order.
  package init(_ faults: [InputError]) {
    self.faults = faults.sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) }
  }

  public var kind: ErrorKind { .badInput }
  public var code: ErrorCode { "review.faults" }
  /// Each fault has a place of its own.
  public var location: SourceLocation? { nil }

  /// The first twenty faults, a line each.
  public var fault: String {
    let more = faults.count - 20
    return faults.prefix(20).map(\.description).joined(separator: "\n")
      + (more > 0 ? "\n… and \(more) more." : "")
  }
}

/// A review file as its lines say, not yet compared with a memory.
struct ReviewFile {
  struct Passage {
    var line: Int
    var alignment: String
    var document: String
    /// The positions it was written with.
    var source: [Int]
    var target: [Int]
    var blocks: [Block] = []
  }

  struct Block {
    var line: Int
    var letter: ReviewFormat.Letter
    var source: [Segment] = []
    var target: [Segment] = []
  }

  struct Segment {
    var line: Int
    var position: Int
    var text: String
  }

  let name: String
  private(set) var passages: [Passage] = []
  private(set) var faults: [InputError] = []
  /// Where each bead's first line was met, by its number, in the passage at hand.
  private var headers: [String: Int] = [:]

  /// Reads the lines of a file, in any encoding and with any line ends.
  ///
  /// - Throws: `InputError` where it is no text, or no review file.
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

  private mutating func report(_ line: Int, _ reason: InputError.Reason) {
    faults.append(InputError(SourceLocation(file: name, line: line), reason))
  }

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

  private mutating func readPassage(_ line: String, number: Int) {
    headers = [:]
    let words = line.split(separator: " ", maxSplits: 4).map(String.init)
    guard words.count >= 4, words[1].count == 16, words[1].allSatisfy(\.isHexDigit),
      words[2].first == ReviewFormat.source, words[3].first == ReviewFormat.target,
      let source = ReviewFormat.positions(words[2].dropFirst()),
      let target = ReviewFormat.positions(words[3].dropFirst())
    else {
      report(number, .changedPassage)
      // What follows is read as a passage of its own, so that its faults are told too.
      return passages.append(
        Passage(line: number, alignment: "", document: "", source: [], target: []))
    }
    passages.append(
      Passage(
        line: number, alignment: words[1].lowercased(), document: words.count > 4 ? words[4] : "",
        source: source, target: target))
  }

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
