import PadanLanguage
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct SkeletonTests {
  private func skeleton(_ word: String) -> Skeleton {
    Skeleton(word, PairProfile.of(.indonesian, .english).spelling)
  }

  @Test(arguments: [
    ("konferensi", "conference"), ("politik", "politics"),
    ("demokrasi", "democracy"), ("universitas", "university"), ("televisi", "television"),
    ("organisasi", "organisation"), ("teknologi", "technology"),
    ("koalisi", "coalition"), ("vaksinasi", "vaccination"),
    ("ekspor", "export"), ("taksi", "taxi"), ("informasinya", "information"),
  ])
  func `a loanword is like the word it was borrowed from`(_ indonesian: String, _ english: String) {
    let likeness = skeleton(indonesian).likeness(to: skeleton(english))
    #expect(likeness >= 0.6, "\(skeleton(indonesian).bytes) \(skeleton(english).bytes)")
  }

  @Test(arguments: [
    ("koalisi", "coalition"), ("televisi", "television"), ("taksi", "taxi"),
    ("komisi", "commission"), ("universitas", "university"), ("bandungnya", "bandung"),
  ])
  func `spellings that the rules join are one skeleton`(_ indonesian: String, _ english: String) {
    #expect(skeleton(indonesian) == skeleton(english))
  }

  @Test(arguments: [
    ("harga", "price"), ("beras", "brass"), ("ada", "adam"), ("meja", "table"), ("", ""),
    ("pasar", "passenger"), ("di", "di"),
  ])
  func `unrelated and short words are not alike`(_ a: String, _ b: String) {
    #expect(skeleton(a).likeness(to: skeleton(b)) < 0.6)
  }

  @Test(arguments: [("presiden", "president"), ("koran", "korea"), ("politik", "politics")])
  func `likeness is the same from either side, at most one, and one for the same word`(
    _ a: String, _ b: String
  ) {
    let likeness = skeleton(a).likeness(to: skeleton(b))
    #expect(likeness == skeleton(b).likeness(to: skeleton(a)))
    #expect((0...1).contains(likeness))
    #expect(skeleton(a).likeness(to: skeleton(a)) == 1)
  }
}
