import Padan
import PadanTestSupport
import Testing

/// The links of words, on sentences whose links were made by hand before any run.
struct WordLinkTests {
  private static let aligner = Aligner(source: .indonesian, target: .english)

  /// A pair of sentences with its links, as ranges of Unicode scalars. A sure link is one that every
  /// reader would make (Och and Ney 2003, https://aclanthology.org/J03-1002).
  private struct Gold: Decodable {
    var id: String
    var source: String
    var target: String
    var sure: [[[Int]]]
    var possible: [[[Int]]]
  }

  /// Two ranges of Unicode scalars.
  private struct Link: Hashable {
    var source: Range<Int>
    var target: Range<Int>

    init(_ gold: [[Int]]) {
      source = gold[0][0]..<gold[0][1]
      target = gold[1][0]..<gold[1][1]
    }

    init(_ link: WordLink, _ source: String, _ target: String) {
      func scalars(_ range: Range<Int>, of text: String) -> Range<Int> {
        func count(_ end: Int) -> Int {
          String(decoding: Array(text.utf8)[..<end], as: UTF8.self).unicodeScalars.count
        }
        return count(range.lowerBound)..<count(range.upperBound)
      }
      self.source = scalars(link.source.range, of: source)
      self.target = scalars(link.target.range, of: target)
    }

    /// Whether both words share a letter with those of another link: a number in words is one word
    /// here and several there.
    func meets(_ other: Link) -> Bool {
      source.overlaps(other.source) && target.overlaps(other.target)
    }
  }

  @Test func `words are linked as a person links them`() throws {
    let examples = try Repository.objects(
      Gold.self, inLinesOf: Repository.corpus("words.jsonl"))
    #expect(examples.count == 60)
    var (right, rightSure, found, foundSure, sure) = (0, 0, 0, 0, 0)
    for example in examples {
      let links = Self.aligner.wordLinks(example.source, example.target).map {
        Link($0, example.source, example.target)
      }
      let sureLinks = example.sure.map(Link.init)
      let allLinks = sureLinks + example.possible.map(Link.init)
      found += links.count
      right += links.count { link in allLinks.contains { $0.meets(link) } }
      rightSure += links.count { link in sureLinks.contains { $0.meets(link) } }
      foundSure += sureLinks.count { gold in links.contains { $0.meets(gold) } }
      sure += sureLinks.count
    }
    let precision = Double(right) / Double(found)
    let recall = Double(foundSure) / Double(sure)
    let errorRate = 1 - Double(rightSure + right) / Double(found + sure)
    #expect(precision >= 0.95)
    #expect(recall >= 0.75)
    #expect(errorRate <= 0.16)
  }

  @Test(arguments: [
    ("Harga beras turun.", "Rice prices fell.", ["Harga–prices", "beras–Rice"]),
    ("Ia dirawat di rumah sakit.", "He is in hospital.", ["rumah–hospital", "sakit–hospital"]),
    ("Sebanyak 10.000 orang datang.", "Some 10,000 people came.", ["10.000–10,000"]),
    ("Ada dua puluh lima anak.", "There are twenty-five children.", ["dua puluh lima–twenty-five"]),
    ("Naik 5 persen.", "Up 5 per cent.", ["5–5", "persen–per cent"]),
  ])
  func `a word, a phrase and a number find their partners`(
    _ source: String, _ target: String, _ expected: [String]
  ) {
    let links = Self.aligner.wordLinks(source, target).map { link in
      let texts = zip([source, target], [link.source.range, link.target.range]).map {
        String(decoding: Array($0.utf8)[$1], as: UTF8.self)
      }
      return texts.joined(separator: "–")
    }
    #expect(Set(expected).isSubset(of: links), "\(links)")
  }

  @Test func `invisible letters move no word`() throws {
    let source = "“Har\u{AD}ga be\u{200B}ras naik,” katanya."
    let links = Self.aligner.wordLinks(source, "“Rice prices rose,” he said.")
    let words = links.map { String(decoding: Array(source.utf8)[$0.source.range], as: UTF8.self) }
    #expect(words.contains("Har\u{AD}ga"))
    #expect(words.contains("be\u{200B}ras"))
    let after = Self.aligner.wordLinks("Harga beras\u{200B} turun.", "Rice prices fell.")
    #expect(after.contains { $0.source.range == 6..<11 })
  }

  @Test func `swapped sides have the same links`() {
    let (source, target) = ("Harga beras dan harga jagung naik.", "Rice and corn prices rose.")
    let links = Self.aligner.wordLinks(source, target).map { [$0.source, $0.target] }
    let swapped = Aligner(source: .english, target: .indonesian).wordLinks(target, source)
      .map { [$0.target, $0.source] }
    #expect(!links.isEmpty && Set(links) == Set(swapped))
  }

  @Test func `an empty, a blank and a hostile text have no links`() {
    #expect(Self.aligner.wordLinks("", "Rice prices rose.").isEmpty)
    #expect(Self.aligner.wordLinks("Harga beras naik.", " \n").isEmpty)
    let most = (1...Limits.linkedWords).map(String.init).joined(separator: " ")
    #expect(!Self.aligner.wordLinks(most, most).isEmpty)
    #expect(Self.aligner.wordLinks(most + " 501", most).isEmpty)
  }
}
