/// The lists of a language's data files, in the form that `Sources/CData/data/README.md` describes.
package struct SectionFile: Sendable {
  /// A word of a list, and what the file says of it.
  package struct Entry: Hashable, Sendable {
    /// The word, its blanks as blanks.
    package var name: String
    /// What stands behind the `=`, where there is one.
    package var value: String?
    /// The value as a whole number.
    package var number: Int? { value.flatMap { Int($0) } }
    /// Whether a `-` stands directly before another word; `- Bernama` is an entry like any other.
    fileprivate var isRemoval: Bool {
      name.hasPrefix("-") && name.dropFirst().first.map { $0 != " " && $0 != "-" } ?? false
    }
  }

  private var sections: [String: [Entry]] = [:]

  /// A file without a section.
  package init() {}

  /// Reads the files of a name that a folder's knowledge comes from, each on top of those before it.
  init(_ name: String, of folder: String) {
    for file in LanguageFile.files(name, of: folder) { add(file.text) }
  }

  /// Reads a text on top of what is there.
  package mutating func add(_ text: String) {
    Self.forEachEntry(of: text) { section, entry in
      if entry.isRemoval {
        sections[section]?.removeAll { $0.name == entry.name.dropFirst() }
      } else {
        sections[section, default: []].append(entry)
      }
    }
  }

  /// The entries of a section, in order; none where there is no such section.
  package subscript(section: String) -> [Entry] { sections[section] ?? [] }

  /// The entries' words.
  package func words(_ section: String) -> [String] { self[section].map(\.name) }

  /// The entries' words with their numbers; of several the last.
  package func numbers(_ section: String) -> [String: Int] {
    self[section].reduce(into: [:]) { $0[$1.name] = $1.number }
  }

  /// All entries of a text, whatever their sections.
  static func entries(of text: String) -> [Entry] {
    var entries: [Entry] = []
    forEachEntry(of: text) { entries.append($1) }
    return entries
  }

  private static func forEachEntry(of text: String, _ body: (String, Entry) -> Void) {
    var section = ""
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      for word in line.split(separator: UInt8(ascii: " ")) {
        if word.first == UInt8(ascii: "#") { break }
        if word.first == UInt8(ascii: "["), word.last == UInt8(ascii: "]") {
          section = String(Substring(word.dropFirst().dropLast()))
        } else {
          body(section, entry(String(Substring(word))))
        }
      }
    }
  }

  private static func entry(_ word: String) -> Entry {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0.map { $0 == "_" ? " " : $0 }) }
    return Entry(name: parts[0], value: parts.count > 1 ? parts[1] : nil)
  }
}
