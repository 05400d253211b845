import Padan

/// A user's rule file that is changed word by word. Comments and the order of lines stay.
struct RuleFile {
  /// The lines of the file, without line feeds.
  private var lines: [Substring]

  /// Reads a rule file, changes it, checks that the result can be read, and replaces the file.
  ///
  /// - Throws: The error of a file that cannot be read before or after the change. Then it stays as
  ///   it was.
  static func edit(_ path: String, _ body: (inout RuleFile) -> Void) throws {
    // Its name is locked before it is read, so that no change of another run is lost.
    var output = try UserRules.output(to: path)
    let text = try UserRules.text(at: path)
    _ = try SegmentationRules(parsing: text, file: path)
    var file = RuleFile(
      lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
    while file.lines.last?.isEmpty ?? false { file.lines.removeLast() }
    body(&file)
    let edited = file.lines.joined(separator: "\n") + "\n"
    _ = try SegmentationRules(parsing: edited, file: path)
    try output.write(edited.utf8)
    try output.finish()
  }

  /// A word as the file writes it: `_` stands for a blank.
  private static func spelling(of word: String) -> String {
    word.split(whereSeparator: \.isWhitespace).joined(separator: "_")
  }

  /// Adds a word at the end of a section, unless the section has it. A missing section is added.
  ///
  /// - Returns: Whether the word is new.
  @discardableResult
  mutating func add(_ word: String, to section: SegmentationRules.Section) -> Bool {
    let word = Self.spelling(of: word)
    let head = "[\(section.rawValue)]"
    guard let start = lines.firstIndex(where: { $0.hasPrefix(head) }) else {
      if !lines.isEmpty { lines.append("") }
      lines += [Substring(head), Substring(word)]
      return true
    }
    let next = lines[(start + 1)...].firstIndex { $0.hasPrefix("[") } ?? lines.endIndex
    let isThere = lines[start..<next].contains { line in
      line.split(whereSeparator: \.isWhitespace).prefix { !$0.hasPrefix("#") }.contains {
        $0 == word
      }
    }
    guard !isThere else { return false }
    let last = lines[..<next].lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? start
    lines.insert(Substring(word), at: last + 1)
    return true
  }

  /// Removes a word from all sections.
  mutating func remove(_ word: String) {
    let word = Self.spelling(of: word)
    lines = lines.compactMap { line in
      let comment = line.firstRange(of: "#")?.lowerBound ?? line.endIndex
      let words = line[..<comment].split(whereSeparator: \.isWhitespace)
      guard words.contains(where: { $0 == word }) else { return line }
      let kept = words.filter { $0 != word }.joined(separator: " ")
      let rest = kept + (kept.isEmpty || comment == line.endIndex ? "" : " ") + line[comment...]
      return rest.isEmpty ? nil : Substring(rest)
    }
  }
}
