import PadanModel

/// The index of a dictd database: where the text of each headword stands in the dictionary.
///
/// A line is a headword, offset and length, separated by tabs, the numbers in base 64.
struct DictdIndex {
  /// A line of the index.
  struct Entry {
    /// Where the headword stands in the index, in bytes.
    fileprivate var headword: Range<Int>
    /// Where the text stands in the dictionary, in bytes. Several headwords may share a text.
    var text: Range<Int>
    /// The line of the index, from 1.
    fileprivate var line: Int
  }

  /// The lines in the order of their texts, and those of the same text in the order of the index.
  let entries: [Entry]
  /// The file.
  private let path: String
  /// The bytes of the file.
  private let bytes: [UInt8]

  /// Reads an index.
  ///
  /// - Throws: `InputError`; with the line that is malformed, or with which the texts have more bytes
  ///   than a dictionary, because they overlap.
  init(path: String) throws(InputError) {
    self.path = path
    bytes = try InputFile.read(path)
    var entries: [Entry] = []
    var (start, line) = (0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      if start < end {
        guard entries.count < Limits.mostEntries else { throw InputError(path, .manyEntries) }
        let location = SourceLocation(file: path, line: line)
        let (headword, text) = try Self.ranges(bytes[start..<end], at: location)
        entries.append(Entry(headword: headword, text: text, line: line))
      }
      start = end + 1
    }
    entries.sort {
      ($0.text.lowerBound, $0.text.upperBound, $0.line)
        < ($1.text.lowerBound, $1.text.upperBound, $1.line)
    }
    self.entries = entries
    try checkOverlap()
  }

  /// The headword of an entry, folded.
  func headword(of entry: Entry) -> String {
    LexiconReader.form(bytes[entry.headword])
  }

  /// The place of an entry, for messages.
  func location(of entry: Entry) -> SourceLocation {
    SourceLocation(file: path, line: entry.line)
  }

  /// Where a line's headword stands in the index, and its text in the dictionary.
  private static func ranges(
    _ bytes: ArraySlice<UInt8>, at location: SourceLocation
  ) throws(InputError) -> (headword: Range<Int>, text: Range<Int>) {
    let columns = bytes.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
    guard columns.count >= 3, let offset = base64(columns[1]), let count = base64(columns[2])
    else { throw InputError(location, .badLine) }
    guard offset <= Limits.largestDictionary else { throw InputError(location, .otherIndex) }
    guard count <= Limits.longestText else { throw InputError(location, .longEntry) }
    return (columns[0].indices, offset..<(offset + count))
  }

  /// Checks that the texts, each counted once, have no more bytes than a dictionary.
  private func checkOverlap() throws(InputError) {
    var (size, last) = (0, 0..<0)
    for entry in entries where entry.text != last {
      last = entry.text
      size += last.count
      guard size <= Limits.largestDictionary else {
        throw InputError(location(of: entry), .overlap)
      }
    }
  }

  /// Reads a number in dictd's base 64: the digits are `A-Z a-z 0-9 + /`, the most significant
  /// first.
  ///
  /// - Returns: `nil` for no digits, more than eight, or another character.
  private static func base64(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...8).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      let number: UInt8
      switch digit {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): number = digit - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): number = digit - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = digit - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): number = 62
      case UInt8(ascii: "/"): number = 63
      default: return nil
      }
      value = value << 6 | Int(number)
    }
    return value
  }
}

extension InputError.Reason {
  /// The text of an entry is not in the dictionary.
  static let otherIndex = Self(
    "dictd.other-index", "the entry lies past the end of the dictionary.",
    advice: "The index belongs to another one.")
  fileprivate static let badLine = Self(
    "dictd.index-line",
    "an index line is a headword, a tab, an offset, a tab and a length in base 64.",
    advice: "Is this a dictd index?")
  fileprivate static let longEntry = Self(
    "dictd.long-entry", "the entry is longer than \(Limits.longestText >> 20) MB.",
    advice: "No entry is: the index is damaged.")
  fileprivate static let overlap = Self(
    "dictd.overlap", "the entries have more text than a dictionary may have.",
    advice: "They overlap: the index is damaged.")
}
