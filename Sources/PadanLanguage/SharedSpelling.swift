/// What the spellings of loanwords in two languages share.
///
/// It reduces words of both languages to a common form. *Demonstration* and *demonstrasi* have the
/// same letters once `tion` is `si` and final vowels are removed. The sections of the file `pair`:
///
/// - `clitic`: endings that the other language does not write, as in `....nya`. Each dot is a
///   letter that must be left.
/// - `spelling`: letters and what they become, as in `tion=si`. The first entry that matches
///   applies.
/// - `silent-end`: letters that do not count at the end of a word.
package struct SharedSpelling: Sendable {
  /// Letters and their replacement, as ASCII bytes.
  private struct Rule {
    let from: [UInt8]
    let to: [UInt8]
  }

  /// The endings to remove, and the number of letters that must be left.
  private let clitics: [(letters: [UInt8], least: Int)]
  /// The spelling rules by their first byte, each list in the order of the file.
  private var rules = [[Rule]](repeating: [], count: 256)
  /// Letters that do not count at the end of a word.
  private let silentEnds: Set<UInt8>

  /// Reads the sections of a file `pair`.
  init(_ file: SectionFile) {
    clitics = file["clitic"].map { Affixes.Affix($0) }.map { (Array($0.letters.utf8), $0.least) }
    silentEnds = Set(file.words("silent-end").flatMap(\.utf8))
    for entry in file["spelling"] {
      let from = Array(entry.name.utf8)
      guard let first = from.first else { continue }
      rules[Int(first)].append(Rule(from: from, to: Array((entry.value ?? "").utf8)))
    }
  }

  /// The letters of a word that its counterpart in the other language is expected to share.
  ///
  /// The ending of a clitic is removed, the spelling rules are applied, runs of one letter become
  /// one letter, and silent letters at the end are removed.
  ///
  /// - Parameters:
  ///   - word: ASCII letters and digits, case-folded.
  ///   - least: The number of letters to keep, even if those at the end are silent.
  /// - Complexity: O(n) for n letters.
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
