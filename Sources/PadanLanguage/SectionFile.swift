/// The lists of a language's data files, in the form that `Sources/CData/data/README.md` describes.
///
///     var file = SectionFile()
///     file.add("[month] agustus=8 agt=8\n[percent] per_cent")
///     file.numbers("month")  // ["agustus": 8, "agt": 8]
///     file.words("percent")  // ["per cent"]
package struct SectionFile: Sendable {
  /// An entry of a list: a word, with a value if the file gives one.
  package struct Entry: Hashable, Sendable {
    /// The word. A `_` in the file is a blank here.
    package var name: String
    /// The text after the `=`; `nil` if there is none.
    package var value: String?
    /// The value as a whole number; `nil` if it is not one.
    package var number: Int? { value.flatMap { Int($0) } }
    /// Whether the entry removes another: it begins with a `-` directly before a word. `- Bernama`
    /// is an ordinary entry.
    fileprivate var isRemoval: Bool {
      name.utf8.first == UInt8(ascii: "-")
        && name.utf8.dropFirst().first.map { $0 != 0x20 && $0 != UInt8(ascii: "-") } ?? false
    }
  }

  private var sections: [String: [Entry]] = [:]

  /// A file without sections.
  package init() {}

  /// Reads the files of a name that apply to a folder, each on top of those before it.
  init(_ name: String, of folder: String) {
    for file in LanguageFile.files(name, of: folder) { add(file.text) }
  }

  /// Adds the entries of a text to those that are here, and removes those it marks with `-`.
  package mutating func add(_ text: String) {
    var section = ""
    var entries: [Entry] = []
    Self.forEachEntry(of: text) {
      if $0 != section {
        if !entries.isEmpty || sections[section] != nil { sections[section] = entries }
        section = $0
        entries = sections[section] ?? []
      }
      let entry = $1
      if entry.isRemoval {
        entries.removeAll { $0.name == entry.name.dropFirst() }
      } else {
        entries.append(entry)
      }
    }
    if !entries.isEmpty || sections[section] != nil { sections[section] = entries }
  }

  /// The entries of a section, in order; empty if there is no such section.
  package subscript(section: String) -> [Entry] { sections[section] ?? [] }

  /// The words of a section, in order.
  package func words(_ section: String) -> [String] { self[section].map(\.name) }

  /// The numbers of a section by their words. If a word occurs more than once, the last counts.
  package func numbers(_ section: String) -> [String: Int] {
    self[section].reduce(into: [:]) { $0[$1.name] = $1.number }
  }

  /// All entries of a text, in order, without their sections.
  static func entries(of text: String) -> [Entry] {
    var entries: [Entry] = []
    forEachEntry(of: text) { entries.append($1) }
    return entries
  }

  /// Calls `body` with the section and content of each entry of a text.
  private static func forEachEntry(of text: String, _ body: (String, Entry) -> Void) {
    var section = ""
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      for word in line.split(separator: UInt8(ascii: " ")) {
        if word.first == UInt8(ascii: "#") { break }
        if word.first == UInt8(ascii: "["), word.last == UInt8(ascii: "]") {
          section = String(Substring(word.dropFirst().dropLast()))
        } else {
          body(section, entry(word))
        }
      }
    }
  }

  /// The entry that a word of a file makes.
  ///
  /// A start reads thousands of words: characters would take many times as long as bytes.
  private static func entry(_ word: Substring.UTF8View) -> Entry {
    // Nearly every word is an entry as it is.
    if !word.contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "=") }) {
      return Entry(name: String(Substring(word)))
    }
    let text = word.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
    let mark = text.firstIndex(of: UInt8(ascii: "=")) ?? text.endIndex
    return Entry(
      name: String(decoding: text[..<mark], as: UTF8.self),
      value: mark < text.endIndex ? String(decoding: text[(mark + 1)...], as: UTF8.self) : nil)
  }
}
