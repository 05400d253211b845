import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct StemmerTests {
  @Test(arguments: [
    ("memberikannya", "beri"), ("menyapu", "sapu"), ("mengirim", "kirim"), ("memakai", "pakai"),
    ("menulis", "tulis"), ("membaca", "baca"), ("mengambil", "ambil"), ("dibaca", "baca"),
    ("terlihat", "lihat"), ("berjalan", "jalan"), ("perjalanan", "jalan"), ("penulis", "tulis"),
    ("pengiriman", "kirim"), ("bukunya", "buku"), ("anak-anak", "anak"), ("anak-anaknya", "anak"),
    ("sayur-mayur", "sayur"), ("diberlakukan", "laku"), ("mempertahankan", "tahan"),
    ("pertanyaan", "tanya"), ("apakah", "apa"), ("adalah", "ada"), ("menyukai", "suka"),
    ("kebersamaan", "sama"), ("memperbaiki", "baik"),
  ])
  func `an Indonesian word's root is among its candidates`(_ word: String, _ root: String) {
    #expect(Stemmer(language: .indonesian).candidates(for: word).contains(root))
  }

  @Test(arguments: [
    ("houses", "house"), ("cities", "city"), ("walked", "walk"), ("used", "use"),
    ("stopped", "stop"), ("running", "run"), ("making", "make"), ("quickly", "quick"),
    ("farmers", "farm"), ("larger", "large"), ("women", "woman"), ("wives", "wife"),
    ("leaves", "leaf"), ("boxes", "box"), ("tried", "try"), ("biggest", "big"),
  ])
  func `an English word's root is among its candidates`(_ word: String, _ root: String) {
    let candidates = Stemmer(language: .english).candidates(for: word)
    #expect(candidates.contains(root))
  }

  @Test(arguments: [
    ("penyiasatan", "siasat"), ("mengebom", "bom"), ("jurulatihnya", "latih"),
    ("kanak-kanak", "kanak"),
  ])
  func `a Malay word's root is among its candidates`(_ word: String, _ root: String) throws {
    let malay = try #require(LanguageTag("ms"))
    #expect(Stemmer(language: malay).candidates(for: word).contains(root))
  }

  @Test(arguments: ["", "a", "di", "buku", "memberikannya", "anak-anak", "nya", "-", "a-b", "ññña"])
  func `candidates are distinct, at least two letters long and never the word itself`(
    _ word: String
  ) {
    for language in [LanguageTag.indonesian, .english] {
      let candidates = Stemmer(language: language).candidates(for: word)
      #expect(Set(candidates).count == candidates.count)
      #expect(!candidates.contains(word))
      #expect(candidates.allSatisfy { $0.count >= 2 })
    }
  }

  @Test func `the least changed form comes first`() {
    let candidates = Stemmer(language: .indonesian).candidates(for: "memberikannya")
    #expect(candidates.first == "memberikan")
  }

  @Test func `other languages have no forms`() throws {
    let german = try #require(LanguageTag("de"))
    #expect(Stemmer(language: german).candidates(for: "Häuser") == [])
  }
}
