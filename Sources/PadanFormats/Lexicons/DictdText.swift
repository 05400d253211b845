import PadanModel

/// The texts of a dictd database, unpacked while they are read in order. Memory depends on the
/// longest text, not on the dictionary.
struct DictdText: ~Copyable {
  /// The dictionary; a `.dict.dz` is gzip data.
  private var input: UnpackedInput
  /// The bytes of the dictionary that are at hand.
  private var window: [UInt8] = []
  /// Where the window begins in the dictionary.
  private var start = 0
  /// What a piece is read into.
  private var piece = [UInt8](repeating: 0, count: 1 << 16)

  /// Opens a dictionary.
  ///
  /// - Throws: `InputError` if it cannot be opened.
  init(path: String) throws(InputError) {
    input = try UnpackedInput(path: path)
  }

  /// The bytes of a text. It must not begin before the one that was read last.
  ///
  /// - Returns: `nil` if the dictionary ends before the text does.
  /// - Throws: `InputError` if the dictionary cannot be read, is damaged or too large.
  mutating func read(_ range: Range<Int>) throws(InputError) -> ArraySlice<UInt8>? {
    while start + window.count < range.upperBound {
      guard try readPiece(keepingFrom: range.lowerBound) else { return nil }
    }
    return window[(range.lowerBound - start)..<(range.upperBound - start)]
  }

  /// Reads the dictionary to its end.
  ///
  /// - Throws: `InputError` if the rest cannot be read, is damaged or too large.
  mutating func finish() throws(InputError) {
    while try readPiece(keepingFrom: .max) {}
  }

  /// Reads the next piece, and lets go what lies before a place.
  ///
  /// - Returns: Whether there was one.
  private mutating func readPiece(keepingFrom place: Int) throws(InputError) -> Bool {
    let count = try input.read(&piece)
    let passed = min(max(0, place - start), window.count)
    window.removeFirst(passed)
    start += passed
    window.append(contentsOf: piece[..<count])
    guard start + window.count <= Limits.largestDictionary else {
      throw InputError(input.name, .largeDictionary)
    }
    return count > 0
  }
}

extension InputError.Reason {
  fileprivate static let largeDictionary = Self(
    "dictd.too-large", "it unpacks to more than \(Limits.largestDictionary >> 20) MB.",
    advice: "No dictionary does.")
}
