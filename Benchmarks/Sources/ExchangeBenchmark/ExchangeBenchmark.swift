import Foundation
import Measuring
import Padan
import PadanBenchmarkSupport

/// Makes a large TMX file, and reads one without a memory. `Scripts/bench-exchange` runs it and prints
/// CPU seconds and memory.
@main
struct ExchangeBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "make": try make(path: arguments[2], units: Int(arguments[3])!)
    case "parse":
      var variants = 0
      let report = try ExchangeInput(.tmx, arguments[2]).read(from: indonesian, to: english) {
        unit, _ in
        variants += unit.variants.count
      }
      print("\(variants) variants, \(report.skipped.count) left out")
    default: print("ExchangeBenchmark make FILE UNITS | parse FILE")
    }
  }

  /// Words that make sentences of a newspaper's length, about 114 characters.
  private static let vocabulary: [[String]] = [
    "harga beras naik pemerintah menyatakan bahwa warga desa akan menerima bantuan dari kementerian pada bulan depan setelah banjir besar melanda wilayah utara menurut pejabat setempat “serius” kafé",
    "rice prices rose the government said that villagers would receive aid from its ministry next month after a major flood hit northern areas according to local officials “serious” café",
  ].map { $0.split(separator: " ").map(String.init) }

  private static func make(path: String, units: Int) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else { return }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var writer = TMXPieces(source: indonesian)
    var state: UInt64 = 1
    func sentence(_ side: Int, _ number: Int) -> String {
      let words = (0..<17).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return vocabulary[side][Int(state >> 33) % vocabulary[side].count]
      }
      return words.joined(separator: " ") + " \(number)."
    }
    for number in 0..<units {
      var provenance = Provenance()
      provenance.document = "berita/artikel-\(number / 30).txt"
      provenance.createdBy = "ani"
      provenance.createdAt = Date(timeIntervalSince1970: 1_752_483_900)
      writer.write(
        TranslationPair(
          source: Variant(language: indonesian, text: sentence(0, number)),
          target: Variant(language: english, text: sentence(1, number)), provenance: provenance),
        name: "u\(number)")
      if writer.pendingCount > 1 << 20 { try file.write(contentsOf: Data(writer.takeBytes())) }
    }
    writer.end()
    try file.write(contentsOf: Data(writer.takeBytes()))
  }
}
