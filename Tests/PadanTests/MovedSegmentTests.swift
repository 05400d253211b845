import Padan
import PadanTestSupport
import Testing

/// Segments of a translation that stand elsewhere than their sources.
struct MovedSegmentTests {
  private let aligner = Aligner(source: .indonesian, target: .english)

  /// The pairs of an alignment, one segment a side.
  private func pairs(_ source: [String], _ target: [String]) -> [Int: Int] {
    let beads = aligner.align(source, target).beads.filter(\.isPaired)
    return Dictionary(
      beads.map { ($0.source.lowerBound, $0.target.lowerBound) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func `a moved sentence finds its partner where a dropped one left a gap`() {
    let source = [
      "Jembatan Sungai Elva ditutup karena retakan.",
      "Retakan itu ditemukan saat pemeriksaan rutin minggu lalu.",
      "Perbaikan diperkirakan menelan biaya 3,5 juta euro.",
      "Wali kota meminta warga memakai jalan lain.",
      "Dewan kota akan memberikan suara tentang perbaikan itu Kamis depan.",
    ]
    let target = [
      "The bridge over the Elva river is closed because of cracks.",
      "The cracks were found during a routine inspection last week.",
      "The city council will vote on the repairs next Thursday.",
      "The mayor asked residents to use other roads.",
    ]
    #expect(pairs(source, target) == [0: 0, 1: 1, 3: 3, 4: 2])
  }

  @Test func `the entries of a list that is turned round are paired one by one`() {
    let source = [
      "18.45 WIB: Komisi pemilihan umum mengumumkan hasil hitung cepat di Jakarta.",
      "18.10 WIB: Tempat pemungutan suara ditutup di sebagian besar wilayah Jawa.",
      "16.00 WIB: Hujan deras mengguyur Bandung, tetapi pemilih tetap datang.",
      "15.20 WIB: Antrean masih panjang di TPS 12 Cipayung.",
    ]
    let target = [
      "3:20 p.m.: Lines are still long at polling station 12 in Cipayung.",
      "4 p.m.: Heavy rain falls in Bandung, but voters keep coming.",
      "6:10 p.m.: Polling stations close in most of Java.",
      "6:45 p.m.: The election commission announces the quick count results in Jakarta.",
    ]
    #expect(pairs(source, target) == [0: 3, 1: 2, 2: 1, 3: 0])
  }

  @Test func `neighbours that change places are two beads`() {
    let source = [
      "Inflasi tahunan naik menjadi 2,8 persen pada Mei.",
      "Bank Mandala membuka 12 cabang baru di Kalimantan.",
      "Ekspor kopi Lampung mencapai 70.000 ton.",
      "Rupiah ditutup pada Rp16.300 per dolar AS.",
    ]
    let target = [
      "Annual inflation rose to 2.8 percent in May.",
      "Lampung exported 70,000 tons of coffee.",
      "Bank Mandala opened 12 new branches in Kalimantan.",
      "The rupiah closed at Rp 16,300 to the US dollar.",
    ]
    #expect(pairs(source, target) == [0: 0, 1: 2, 2: 1, 3: 3])
  }
}
