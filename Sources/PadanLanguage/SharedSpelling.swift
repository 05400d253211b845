/// What the spelling of loanwords shares in two languages.
///
/// The sections of `pair`: a `clitic` (`....nya`, a dot for each letter that must be left) is not written in
/// the other language; of `spelling` the first entry that fits says what stands for some letters (`tion=si`);
/// letters of `silent-end` do not count at the end of a word.
package struct SharedSpelling: Sendable {
  /// Letters, and what stands for them.
  private struct Rule {
    let from: [UInt8]
    let to: [UInt8]
  }

  private let clitics: [(letters: [UInt8], least: Int)]
  /// For each first byte the rules that begin with it, in order.
  private var rules = [[Rule]](repeating: [], count: 256)
  private let silentEnds: Set<UInt8>

  init(_ file: SectionFile) {
    clitics = file["clitic"].map { Affixes.Affix($0) }.map { (Array($0.letters.utf8), $0.least) }
    silentEnds = Set(file.words("silent-end").flatMap(\.utf8))
    for entry in file["spelling"] {
      let from = Array(entry.name.utf8)
      guard let first = from.first else { continue }
      rules[Int(first)].append(Rule(from: from, to: Array((entry.value ?? "").utf8)))
    }
  }

  /// The letters of a word that the other language keeps, runs of one letter as one.
  ///
  /// - Parameters:
  ///   - word: ASCII letters and digits, case-folded.
  ///   - least: How many letters are kept, silent or not.
  package func reduced(_ word: [UInt8], toAtLeast least: Int) -> [UInt8] {
    var word = word[...]
    for (letters, least) in clitics
    where word.count >= letters.count + least && word.suffix(letters.count).elementsEqual(letters) {
      word.removeLast(letters.count)
      break
    }
    var reduced: [UInt8] = []
    var index = 0
    while index < word.count {
      let rule = rules[Int(word[index])].first { word[index...].starts(with: $0.from) }
      if let rule {
        for letter in rule.to where reduced.last != letter { reduced.append(letter) }
      } else if reduced.last != word[index] {
        reduced.append(word[index])
      }
      index += rule?.from.count ?? 1
    }
    while reduced.count > least, let last = reduced.last, silentEnds.contains(last) {
      reduced.removeLast()
    }
    return reduced
  }
}
