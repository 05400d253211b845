import FoundationEssentials

/// What a page says of itself outside its text: its titles, and the text of its article for search
/// engines. It is evidence for what the blocks are, and never text itself.
struct HTMLMetadata {
  /// A word, as a hash of its bytes in small letters. Two words of a page with one hash are less likely
  /// than a fault of the machine.
  typealias Word = UInt64

  /// The distinct words of each of the page's titles, in ascending order: `title`, `og:title` and the
  /// `headline` of linked data.
  private(set) var titles: [[Word]] = []
  /// The runs of three words of the article's text in linked data; empty if there is none.
  private(set) var runs: Set<UInt64> = []

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
    let words = Self.distinct(Self.words(of: Array(title.utf8)))
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
        let words = Array(Self.words(of: Array(value.utf8)).prefix(Self.mostWords))
        guard words.count >= Self.leastWords else { return }
        for index in 0..<words.count - 2 { runs.insert(Self.run(words, at: index)) }
      }
    }
  }

  /// The share of a text's runs of three words that the article's text has, 0...1; `nil` for a text
  /// of fewer words.
  func share(of words: [Word]) -> Double? {
    guard words.count >= 3 else { return nil }
    let count = words.count - 2
    if runs.isEmpty { return 0 }
    let found = (0..<count).count { runs.contains(Self.run(words, at: $0)) }
    return Double(found) / Double(count)
  }

  /// How much a text is like the most similar title, 0...1: the shared words of all words of both
  /// (Jaccard 1901).
  func likeness(toTitle words: [Word]) -> Double {
    guard (3...60).contains(words.count) else { return 0 }
    let words = Self.distinct(words)
    return titles.map { title in
      let shared = Self.countOfShared(title, words)
      return Double(shared) / Double(title.count + words.count - shared)
    }.max() ?? 0
  }

  /// The distinct words among some, in ascending order.
  private static func distinct(_ words: [Word]) -> [Word] {
    var distinct: [Word] = []
    for word in words.sorted() where word != distinct.last { distinct.append(word) }
    return distinct
  }

  /// How many words two lists share. Both are distinct and in ascending order.
  private static func countOfShared(_ first: [Word], _ second: [Word]) -> Int {
    var (count, index) = (0, 0)
    for word in first {
      while index < second.count, second[index] < word { index += 1 }
      if index < second.count, second[index] == word { count += 1 }
    }
    return count
  }

  /// A hash of three words.
  private static func run(_ words: [Word], at index: Int) -> UInt64 {
    ((words[index] &* hashPrime ^ words[index + 1]) &* hashPrime ^ words[index + 2]) &* hashPrime
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

  /// The words of a text: letters and digits.
  ///
  /// - Parameter text: UTF-8 bytes.
  static func words(of text: [UInt8]) -> [Word] {
    var words: [Word] = []
    var word = Self.hashStart
    func end() {
      if word != hashStart { words.append(word) }
      word = hashStart
    }
    func add(_ byte: UInt8) { word = (word ^ UInt64(byte)) &* hashPrime }
    if text.allSatisfy({ $0 < 0x80 }) {
      for byte in text {
        if (byte | 0x20) &- 0x61 < 26 {
          add(byte | 0x20)
        } else if byte &- 0x30 < 10 {
          add(byte)
        } else {
          end()
        }
      }
    } else {
      for scalar in String(decoding: text, as: UTF8.self).lowercased().unicodeScalars {
        if isInner(scalar) { UTF8.encode(scalar)!.forEach(add) } else { end() }
      }
    }
    end()
    return words
  }

  /// Whether a scalar in small letters belongs to words.
  private static func isInner(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 { return value &- 0x61 < 26 || value &- 0x30 < 10 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  // The numbers of the hash FNV-1a for 64 bits (https://datatracker.ietf.org/doc/rfc9923/).

  /// The hash of no byte.
  private static let hashStart: UInt64 = 0xCBF2_9CE4_8422_2325
  /// What a hash is multiplied with for each byte.
  private static let hashPrime: UInt64 = 0x100_0000_01B3
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
