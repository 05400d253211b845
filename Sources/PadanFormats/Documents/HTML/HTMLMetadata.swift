import FoundationEssentials

/// What a page says of itself outside its text: its titles, and the text of its article for search
/// engines. It is evidence for what the blocks are, and never text itself.
struct HTMLMetadata {
  /// The words of the page's titles: `title`, `og:title` and the `headline` of linked data.
  private(set) var titles: [Set<String>] = []
  /// The runs of three words of the article's text in linked data; empty if there is none.
  private(set) var runs: Set<[String]> = []

  /// The most words of the article's text that are read.
  private static let mostWords = 50_000
  /// The least number of words that make an article's text.
  private static let leastWords = 40

  /// The most titles that a page may have. Each block is compared with each.
  private static let mostTitles = 16
  /// The bytes of linked data that may still be read. Reading them takes far longer than the page.
  private var dataBudget = 1 << 20

  /// Adds a title. Further ones than a page may have are left out.
  mutating func add(title: String) {
    guard titles.count < Self.mostTitles else { return }
    let words = Set(Self.words(of: title))
    if words.count > 1 { titles.append(words) }
  }

  /// Adds what a `meta` element says.
  mutating func add(_ name: String, _ content: String) {
    if ["og:title", "twitter:title"].contains(name) { add(title: content) }
  }

  /// Adds linked data in JSON (JSON-LD). Data that cannot be read or are too large are left out.
  mutating func add(linkedData text: [UInt8]) {
    guard text.count <= dataBudget else { return }
    dataBudget -= text.count
    // Some pages have raw line ends in their strings, which JSON does not allow.
    let json = text.map { $0 < 0x20 ? 0x20 : $0 }
    guard let data = try? JSONDecoder().decode(LinkedData.self, from: Data(json)) else { return }
    data.forEachText { key, value in
      if key == "headline" {
        add(title: value)
      } else if key == "articleBody" {
        let words = Array(Self.words(of: value).prefix(Self.mostWords))
        guard words.count >= Self.leastWords else { return }
        for index in 0..<words.count - 2 { runs.insert(Array(words[index..<index + 3])) }
      }
    }
  }

  /// The share of a text's runs of three words that the article's text has, 0...1; `nil` for a text
  /// of fewer words.
  func share(of words: [String]) -> Double? {
    guard words.count >= 3 else { return nil }
    let count = words.count - 2
    let found = (0..<count).count { runs.contains(Array(words[$0..<$0 + 3])) }
    return Double(found) / Double(count)
  }

  /// How much a text is like the most similar title, 0...1: the shared words of all words of both
  /// (Jaccard 1901).
  func likeness(toTitle words: [String]) -> Double {
    guard (3...60).contains(words.count) else { return 0 }
    let words = Set(words)
    return titles.map {
      Double($0.intersection(words).count) / Double($0.union(words).count)
    }.max() ?? 0
  }

  /// The words of an attribute in small letters: `postMeta share-box` has four.
  static func attributeWords(of value: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in value.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic
      if !isLetter
        || (scalar.properties.isUppercase
          && word.unicodeScalars.last?.properties.isLowercase == true)
      {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if isLetter { word.unicodeScalars.append(scalar) }
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }

  /// The words of a text in small letters.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      let value = scalar.value
      let isInner =
        value < 0x80
        ? (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10
        : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || scalar.properties.generalCategory == .nonspacingMark
      if isInner {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    return word.isEmpty ? words : words + [String(word)]
  }
}

/// Linked data: objects and lists of any kind.
private enum LinkedData: Decodable {
  case object([String: LinkedData])
  case list([LinkedData])
  case text(String)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let object = try? container.decode([String: LinkedData].self) {
      self = .object(object)
    } else if let list = try? container.decode([LinkedData].self) {
      self = .list(list)
    } else {
      self = .other
    }
  }

  /// Calls `body` with each text of an object and its key, in the order of the keys.
  func forEachText(_ body: (String, String) -> Void) {
    switch self {
    case .object(let members):
      for (key, member) in members.sorted(by: { $0.key < $1.key }) {
        if case .text(let text) = member { body(key, text) } else { member.forEachText(body) }
      }
    case .list(let members): for member in members { member.forEachText(body) }
    case .text, .other: break
    }
  }
}
