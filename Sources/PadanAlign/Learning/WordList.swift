import PadanText

/// The distinct words of one side, numbered in the order in which they are added. Words that begin
/// alike may have one number.
struct WordList: Sendable {
  /// By their number, the words.
  private(set) var words: [[String]] = []
  private var numbers: [String: Int32] = [:]
  /// The numbers of the beginnings of words.
  private var beginnings: [Substring: Int32] = [:]
  private let beginning: Int?

  /// - Parameter beginning: How many characters of a word count; `nil` for all.
  init(beginning: Int?) { self.beginning = beginning }

  /// By their number the first words.
  var texts: [String] { words.map { $0[0] } }

  /// The numbers of a text's words. A token with a digit (*Rp750*, *G20*) is left out: it is not a
  /// word to translate.
  mutating func tokens(of text: String) -> [Int32] {
    var tokens: [Int32] = []
    for token in Tokenizer.words(in: text)
    where token.kind == .word && !token.folded.utf8.contains(where: { (0x30...0x39).contains($0) })
    {
      tokens.append(numbers[token.folded] ?? add(token.folded))
    }
    return tokens
  }

  /// Adds a new word.
  ///
  /// - Returns: Its number.
  @discardableResult
  mutating func add(_ word: String) -> Int32 {
    let next = Int32(words.count)
    let number = beginning.map { beginnings[word.prefix($0), default: next] } ?? next
    if let beginning { beginnings[word.prefix(beginning)] = number }
    numbers[word] = number
    if number == next { words.append([]) }
    words[Int(number)].append(word)
    return number
  }
}
