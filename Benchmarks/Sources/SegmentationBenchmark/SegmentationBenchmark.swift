import Glibc
@_spi(Benchmarks) import Padan

/// Times segmentation beside ICU alone, on the same lines, in the same run.
///
/// Arguments: text files, one paragraph a line; without any, the articles of corpora/ are used. The
/// text is repeated up to 16 MB, so that timers do not decide. CPU seconds of this process, the best of
/// five rounds in which the contenders take turns.
@main
struct SegmentationBenchmark {
  static func main() throws {
    var files = Array(CommandLine.arguments.dropFirst())
    if files.isEmpty { files = articles() }
    var sample: [UInt8] = []
    for file in files { sample += try InputFile.read(file) + [0x0A] }
    var text: [UInt8] = []
    while text.count < 16 << 20 { text += sample }

    let segmenter = try Segmenter(language: .indonesian)
    var segments = 0
    var breaks = 0
    var best = (library: Double.infinity, icu: Double.infinity)
    for _ in 0..<5 {
      best.icu = min(best.icu, try seconds { breaks = try segmenter.countOfICUBreaks(in: text) })
      best.library = min(
        best.library,
        try seconds {
          segments = 0
          try segmenter.forEachSegment(of: Document(text: text)) { _, _ in segments += 1 }
        })
    }
    let size = Double(text.count) / 1e6
    print("text     \(text.count) bytes, \(files.count) files repeated")
    print("ICU      \(rounded(size / best.icu)) MB/s, \(breaks) breaks")
    print("library  \(rounded(size / best.library)) MB/s, \(segments) segments")
    print("ratio    \(rounded(best.icu / best.library))")
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start)
    try body()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }

  private static func articles() -> [String] {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let names = [
      "bencana-banjir", "daftar-tips", "ekonomi-ekspor", "gabung-pisah", "kesehatan-vaksin",
      "olahraga-final", "pindah-paragraf", "politik-koalisi", "sidang-korupsi", "teknologi-startup",
    ]
    return names.map { "/\(root)/corpora/articles/\($0).id.txt" }
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
