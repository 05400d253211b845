import PadanModel
import PadanTestSupport
import Testing

struct LexiconTests {
  private func lexicon(_ entries: [(String, [String])]) -> Lexicon {
    var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
    for (headword, translations) in entries { lexicon.add(headword, translations) }
    return lexicon
  }

  @Test func `translations stay in their order and stand once`() {
    let lexicon = lexicon([
      ("menteri", ["minister", "secretary"]), ("menteri", ["vizier", "minister"]),
    ])
    #expect(lexicon.translations(of: "menteri") == ["minister", "secretary", "vizier"])
    #expect(lexicon.count == 1)
    #expect(lexicon.translations(of: "presiden") == [])
  }

  @Test func `the longest phrase wins wherever it was added`() {
    let entries: [(String, [String])] = [
      ("menteri luar negeri", ["foreign minister"]), ("menteri", ["minister"]),
      ("menteri luar", ["outer minister"]),
      ("menteri luar negeri ad interim", ["interim foreign minister"]),
    ]
    let words = ["kata", "menteri", "luar", "negeri", "itu"]
    for order in [entries, entries.reversed()] {
      let lexicon = lexicon(order)
      #expect(lexicon.phrase(at: 1, in: words) == ["menteri", "luar", "negeri"])
      #expect(lexicon.phrase(at: 1, in: ["x", "menteri", "luar"]) == ["menteri", "luar"])
      #expect(lexicon.phrase(at: 0, in: words) == nil)
      #expect(lexicon.phrase(at: 4, in: words) == nil)
      #expect(lexicon.phrase(at: 0, in: ["menteri"]) == nil)
    }
  }

  @Test func `a headword is listed if only dictionaries have it, in both directions`() {
    var dictionary = lexicon([("beras", ["rice"]), ("gabah", ["paddy", "grain"])])
    #expect(!dictionary.isListed("beras"))
    dictionary.markAsDictionary()
    #expect(dictionary.isDictionary)
    #expect(dictionary.reversed().isListed("rice"))
    let own = lexicon([("beras", ["rice", "grain"])])
    for merged in [[own, dictionary], [dictionary, own]] {
      var lexicon = Lexicon(name: "", source: .indonesian, target: .english)
      for part in merged { lexicon.add(part) }
      #expect(!lexicon.isDictionary)
      #expect(!lexicon.isListed("beras"))
      #expect(lexicon.isListed("gabah"))
      #expect(lexicon.translations(of: "gabah") == ["paddy", "grain"])
      let reversed = lexicon.reversed()
      #expect(["rice", "grain", "paddy"].map(reversed.isListed) == [false, false, true])
    }
    dictionary.add("gabah", ["unhusked rice"])
    #expect(!dictionary.isListed("gabah"))
  }

  @Test func `a phrase added twice is one`() {
    let lexicon = lexicon([("rumah sakit", ["hospital"]), ("rumah sakit", ["clinic"])])
    #expect(lexicon.count == 1)
    #expect(lexicon.translations(of: "rumah sakit") == ["hospital", "clinic"])
    #expect(lexicon.phrase(at: 0, in: ["rumah", "sakit"]) == ["rumah", "sakit"])
  }

  @Test func `a headword keeps its thousand strongest translations`() {
    var lexicon = lexicon([("kata", (0..<2000).map { "word \($0)" })])
    #expect(lexicon.translations(of: "kata").map(\.text) == (0..<1000).map { "word \($0)" })
    #expect(lexicon.leftOutCount == 1000)
    lexicon.add("kata", [.init("word 7", strength: 0.5), .init("weak", strength: 0.5)])
    #expect(lexicon.translations(of: "kata").count == 1000)
    #expect(lexicon.translations(of: "kata").last == "word 999")
    let weak = (0..<1000).map { Lexicon.Translation("word \($0)", strength: 0.5) }
    lexicon.add("lain", weak + [.init("strong"), .init("word 9", strength: 0.7)])
    #expect(
      lexicon.translations(of: "lain").prefix(3).map(\.text) == ["strong", "word 9", "word 0"])
    #expect(lexicon.translations(of: "lain").count == 1000)
    #expect(lexicon.translations(of: "lain").last?.text == "word 998")
  }

  @Test func `thousands of phrases with one first word are told apart`() {
    let lexicon = lexicon((0..<5000).map { ("yang \($0) itu", ["the \($0)"]) })
    #expect(lexicon.phrase(at: 0, in: ["yang", "4321", "itu"]) == ["yang", "4321", "itu"])
    #expect(lexicon.phrase(at: 0, in: ["yang", "5000", "itu"]) == nil)
  }

  @Test func `an empty headword adds nothing`() {
    #expect(lexicon([("", ["nothing"]), (" ", ["nothing"])]).count == 0)
  }

  @Test func `the reversed lexicon leads back to every headword`() {
    let forward = lexicon([
      ("besar", ["big", "large"]), ("agung", ["great", "large"]), ("rumah sakit", ["hospital"]),
      ("luar negeri", ["foreign country"]),
    ])
    let reversed = forward.reversed()
    #expect(reversed.source == .english)
    #expect(reversed.target == .indonesian)
    #expect(reversed.name == "test")
    #expect(reversed.translations(of: "large") == ["agung", "besar"])
    #expect(reversed.translations(of: "hospital") == ["rumah sakit"])
    #expect(
      reversed.phrase(at: 1, in: ["a", "foreign", "country"]) == ["foreign", "country"])
    for headword in forward.headwords {
      for translation in forward.translations(of: headword) {
        #expect(reversed.translations(of: translation.text).contains { $0.text == headword })
      }
    }
  }

  @Test func `the surest translation stands first, and the greater strength stays`() {
    var lexicon = lexicon([])
    lexicon.add("harga", [Lexicon.Translation("cost", strength: 0.4)])
    lexicon.add("harga", [Lexicon.Translation("price", strength: 0.7)])
    #expect(lexicon.translations(of: "harga").map(\.text) == ["price", "cost"])
    lexicon.add("harga", ["cost"])
    lexicon.add("harga", [Lexicon.Translation("cost", strength: 0.1)])
    #expect(
      lexicon.translations(of: "harga") == ["cost", Lexicon.Translation("price", strength: 0.7)])
    #expect(lexicon.reversed().translations(of: "price").map(\.strength) == [0.7])
    #expect(lexicon.translationCount == 2)
  }

  @Test func `two lexicons become one with both names`() {
    var both = lexicon([("harga", ["price"])])
    var other = Lexicon(name: "other", source: .indonesian, target: .english)
    other.add("rumah sakit", ["hospital"])
    other.add("harga", ["cost"])
    both.add(other)
    #expect(both.names == ["test", "other"])
    #expect(both.translations(of: "harga") == ["price", "cost"])
    #expect(both.contains("rumah sakit") && !both.contains("rumah"))
    #expect(both.reversed().names == ["test", "other"])
  }

  // MARK: Entries of a text

  /// Entries, the line of each, and the lexicon that reads them when they are asked for.
  private func text(
    _ entries: [(String, [String])]
  ) -> (read: Lexicon, lexicon: Lexicon) {
    let lines =
      ["# food, and more\twords"]
      + entries.map { "\($0.replacing("i", with: "I"))\t\($1.joined(separator: ", "))" }
    return (
      lexicon(entries),
      Lexicon(
        name: "test", source: .indonesian, target: .english,
        text: Array(lines.joined(separator: "\n").utf8))
    )
  }

  private func expectSame(
    _ lexicon: Lexicon, _ other: Lexicon, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(lexicon.count == other.count, sourceLocation: sourceLocation)
    #expect(
      lexicon.sortedEntries.map { "\($0)" } == other.sortedEntries.map { "\($0)" },
      sourceLocation: sourceLocation)
    #expect(lexicon.hyphenatedWords == other.hyphenatedWords, sourceLocation: sourceLocation)
    #expect(lexicon.translationCount == other.translationCount, sourceLocation: sourceLocation)
    for headword in other.headwords {
      let words = headword.split(separator: " ").map(String.init)
      #expect(lexicon.phrase(at: 0, in: words) == other.phrase(at: 0, in: words))
      #expect(lexicon.isListed(headword) == other.isListed(headword))
      #expect(lexicon.translations(of: headword) == other.translations(of: headword))
      #expect(!lexicon.contains(headword + "x"))
    }
  }

  @Test func `a text has the entries that were added, merged with others too`() {
    var generator = SeededGenerator(seed: 7)
    func entries() -> [(String, [String])] {
      (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        func word(_ words: [String]) -> String {
          (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            words.randomElement(using: &generator)!
          }.joined(separator: " ")
        }
        return (
          word(["ibu", "kota", "orang-orang", "é", "a,b"]),
          (0..<Int.random(in: 1...3, using: &generator)).map { _ in word(["x", "y-y", "ö"]) }
        )
      }
    }
    for _ in 0..<100 {
      let (one, two) = (text(entries()), text(entries()))
      expectSame(one.lexicon, one.read)
      expectSame(one.lexicon.reversed(), one.read.reversed())
      var dictionary = two
      dictionary.read.markAsDictionary()
      dictionary.lexicon.markAsDictionary()
      for (other, read) in [
        (two.lexicon, two.read), (two.read, two.read), (dictionary.lexicon, dictionary.read),
        (dictionary.read, dictionary.read),
      ] {
        var (merged, expected) = (one.lexicon, one.read)
        merged.add(other)
        expected.add(read)
        expectSame(merged, expected)
        expectSame(merged.reversed(), expected.reversed())
        (merged, expected) = (read, read)
        merged.add(one.lexicon)
        expected.add(one.read)
        expectSame(merged, expected)
        (merged, expected) = (other, read)
        merged.addMissing(one.lexicon)
        expected.addMissing(one.read)
        expectSame(merged, expected)
        merged.add("ibu", ["mother"])
        expected.add("ibu", ["mother"])
        expectSame(merged, expected)
      }
    }
  }
}
