import PadanLanguage
import PadanModel
import PadanTestSupport
import PadanText
import Testing

@testable import PadanAlign

struct LinkTableTests {
  /// The links between two one-segment texts, as `source→target` with strengths.
  private func links(_ source: String, _ target: String) throws -> [String: Double] {
    var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
    lexicon.add("petani", ["farmer"])
    lexicon.add("tulis", ["write"])
    lexicon.add("rumah sakit", ["hospital"])
    lexicon.add("kura-kura", ["turtle"])
    lexicon.add("taman kanak-kanak", ["kindergarten"])
    let sourceWords = Vocabulary([source], language: .indonesian, lexicon: lexicon)
    let reversed = lexicon.reversed()
    let targetWords = Vocabulary([target], language: .english, lexicon: reversed)
    let spelling = PairProfile.of(.indonesian, .english).spelling
    let table = LinkTable(
      source: LinkTable.Side(
        sourceWords, lexicon: lexicon, stemmer: Stemmer(language: .indonesian),
        spelling: spelling),
      target: LinkTable.Side(
        targetWords, lexicon: reversed, stemmer: Stemmer(language: .english), spelling: spelling),
      weights: try bundledWeights())
    var found: [String: Double] = [:]
    for (entry, links) in zip(sourceWords.entries, table.links) {
      for link in links {
        found["\(entry.text)→\(targetWords.entries[link.target].text)"] = link.strength
      }
    }
    return found
  }

  @Test(arguments: [
    ("1,5 juta", "1.5 million", "1500000→1500000"), ("dua", "two", "2→2"),
    ("kata Jakarta", "said Jakarta", "jakarta→jakarta"), ("petani", "farmer", "petani→farmer"),
    ("menulis", "write", "menulis→write"), ("petani", "farmers", "petani→farmers"),
    ("rumah sakit", "the hospital", "rumah→hospital"),
    ("rumah sakit", "hospitals", "sakit→hospitals"), ("apa?", "what?", "?→?"),
    ("kura-kura", "turtles", "kura-kura→turtles"),
    ("taman kanak-kanak", "kindergarten", "kanak-kanak→kindergarten"),
    ("universitas", "university", "universitas→university"),
    ("5 persen", "5 per cent", "%→%"), ("lima persen", "5%", "5→5"), ("5%", "five percent", "%→%"),
    ("54,7 persen", "55 percent", "54.7→55"), ("54,7 persen", "54 percent", "54.7→54"),
    ("12.700 orang", "13,000 people", "12700→13000"), ("١٢ شخصا", "12 people", "12→12"),
    ("11 Millionen", "11 million", "11→11000000"),
    ("dua puluh lima", "twenty-five", "25→25"), ("ke-5", "fifth", "5→fifth"),
    ("kelima", "5th", "kelima→5"), ("dua juta", "2 million", "2000000→2000000"),
    ("17 Agustus 1945", "8/17/1945", "agustus→8 month 8"),
    ("17/8/1945", "August 17, 1945", "8 month 8→august"),
    ("22.30", "10:30 p.m.", "22.3 22:30→10:30 22:30"),
  ])
  func `words that call for each other are linked`(
    _ example: (source: String, target: String, link: String)
  ) throws {
    let links = try links(example.source, example.target)
    #expect(try #require(links[example.link]) > 0)
    #expect(links.values.allSatisfy { (0...1).contains($0) })
  }

  @Test func `a headword calls more strongly than a stem`() throws {
    let direct = try #require(try links("petani", "farmer")["petani→farmer"])
    let stem = try #require(try links("menulis", "write")["menulis→write"])
    #expect(direct > stem)
  }

  @Test(arguments: [
    ("harga", "farmer"), ("10.000", "10.5"), ("di", "di"), ("8", "august"),
  ])
  func `unrelated words are not linked`(_ source: String, _ target: String) throws {
    #expect(try links(source, target).isEmpty)
  }

  @Test(arguments: [
    ("ru", "Он прилетел в Вашингтон.", "He flew to Washington."),
    ("ja", "彼はワシントンに着いた。", "He arrived in Washington."),
    ("ar", "وصل إلى واشنطن أمس", "Yesterday he arrived in Washington."),
    ("is", "Hann kom frá Danmörk.", "He came from Denmark."),
  ])
  func `names are linked across scripts and spellings`(
    _ code: String, _ source: String, _ target: String
  ) throws {
    let language = try #require(LanguageTag(code))
    let spelling = PairProfile.of(language, .english).spelling
    func side(_ text: String, _ language: LanguageTag) -> LinkTable.Side {
      LinkTable.Side(
        Vocabulary([text], language: language), lexicon: nil, stemmer: Stemmer(language: language),
        spelling: spelling)
    }
    let (sourceSide, targetSide) = (side(source, language), side(target, .english))
    let weights = try bundledWeights()
    let links = LinkTable(source: sourceSide, target: targetSide, weights: weights).links
    let linked = links.flatMap(\.self).map { targetSide.vocabulary.entries[$0.target].text }
    #expect(linked.contains { $0 == "washington" || $0 == "denmark" })
    let back = LinkTable(source: targetSide, target: sourceSide, weights: weights).links
    #expect(back.flatMap(\.self).count == links.flatMap(\.self).count)
  }
}
