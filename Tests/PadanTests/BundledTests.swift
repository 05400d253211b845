import Padan
import PadanFormats
import PadanLanguage
import PadanModel
import PadanTestSupport
import Testing

struct BundledTests {
  @Test func `Indonesian and English have a lexicon in both directions, other pairs none`() throws {
    let forward = try #require(Bundled.lexicon(source: .indonesian, target: .english))
    #expect(forward.count > 5000)
    let backward = try #require(Bundled.lexicon(source: .english, target: .indonesian))
    #expect(backward.source == .english && backward.target == .indonesian)
    #expect(backward.translations(of: "president").contains("presiden"))
    let german = try #require(LanguageTag("de"))
    #expect(Bundled.lexicon(source: .indonesian, target: german) == nil)
  }

  @Test func `Malay has words of its own, and shares the rest with Indonesian`() throws {
    let malay = try #require(LanguageTag("ms-MY"))
    let lexicon = try #require(Bundled.lexicon(source: malay, target: .english))
    let indonesian = try #require(Bundled.lexicon(source: .indonesian, target: .english))
    #expect(lexicon.headwords.count { !indonesian.contains($0) } >= 300)
    #expect(indonesian.headwords.allSatisfy(lexicon.contains))
    #expect(lexicon.translations(of: "kereta").map(\.text) == ["car"])
    #expect(indonesian.translations(of: "kereta").map(\.text) == ["train"])
    #expect(lexicon.translations(of: "rumah sakit") == indonesian.translations(of: "rumah sakit"))
    let backward = try #require(Bundled.lexicon(source: .english, target: malay))
    #expect(backward.translations(of: "car").contains("kereta"))
    #expect(!backward.translations(of: "train").contains("kereta"))
  }

  @Test func `a lexicon of the binary is read as one from a file is`() throws {
    let files = LanguageFile.all.filter { $0.name == "lexicon.tsv" }
    #expect(files.count >= 2)
    for file in files {
      let text = Array(file.text.utf8)
      let read = try LexiconReader.readTSV(
        text, name: file.path, source: .indonesian, target: .english)
      let lexicon = Lexicon(
        name: file.path, source: .indonesian, target: .english, text: text)
      for (lexicon, read) in [(lexicon, read), (lexicon.reversed(), read.reversed())] {
        #expect(lexicon.count == read.count)
        #expect(lexicon.hyphenatedWords == read.hyphenatedWords)
        #expect(lexicon.headwords.allSatisfy { !$0.isEmpty && read.contains($0) })
        for headword in read.headwords {
          #expect(lexicon.translations(of: headword) == read.translations(of: headword))
        }
      }
    }
  }

  @Test func `a pair without a lexicon is aligned all the same`() throws {
    let aligner = Aligner(source: .indonesian, target: try #require(LanguageTag("de")))
    #expect(aligner.lexicon?.names == [Bundled.coreName, Bundled.commonNamesName])
    let alignment = aligner.align(
      ["Presiden Hartono tiba pada 2025.", "Harga naik 1.500 rupiah di Jakarta."],
      ["Präsident Hartono kam 2025 an.", "Der Preis stieg in Jakarta um 1.500 Rupiah."])
    #expect(alignment.beads.map(\.kind) == ["1-1", "1-1"])
  }
}
