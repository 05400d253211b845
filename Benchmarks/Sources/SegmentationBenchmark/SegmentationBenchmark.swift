import Glibc
import Measuring
import Padan
import PadanBenchmarkSupport

/// Times segmentation beside ICU alone, on the same lines, in the same run.
///
/// Arguments: the path of the `padan` program, then text files, one paragraph a line; without any, the
/// articles of corpora/ are used. The text is repeated up to 64 MB, so that neither timers nor the
/// program's start decide. CPU seconds, the best of five rounds in which the contenders take turns.
@main
struct SegmentationBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      print("usage: SegmentationBenchmark PADAN [FILE ...]")
      exit(2)
    }
    let padan = CommandLine.arguments[1]
    var files = Array(CommandLine.arguments.dropFirst(2))
    if files.isEmpty { files = articles() }
    var sample: [UInt8] = []
    for file in files { sample += try BenchmarkFiles.bytes(of: file) + [0x0A] }
    var text: [UInt8] = []
    while text.count < 64 << 20 { text += sample }

    let folder = "/tmp/padan-bench.\(getpid())"
    mkdir(folder, 0o700)
    let path = "\(folder)/text.txt"
    defer {
      unlink(path)
      rmdir(folder)
    }
    let file = fopen(path, "w")!
    fwrite(text, 1, text.count, file)
    fclose(file)

    let segmenter = try Segmenter(language: indonesian)
    var segments = 0
    var breaks = 0
    var best = (library: Double.infinity, icu: Double.infinity, command: Double.infinity)
    var memory = 0
    for _ in 0..<5 {
      best.icu = min(
        best.icu, try Clock.process { breaks = try ICUBreaks.count(in: text, with: segmenter) })
      best.library = min(
        best.library,
        try Clock.process { segments = try SegmentSpans.count(in: text, with: segmenter) })
      let run = try Process.run([padan, "segment", path, "--format", "json", "--quiet"])
      best.command = min(best.command, run.seconds)
      memory = max(memory, run.kilobytes)
    }
    let size = Double(text.count) / 1e6
    print("text     \(text.count) bytes, \(files.count) files repeated")
    print("ICU      \((size / best.icu).rounded(2)) MB/s, \(breaks) breaks")
    print("library  \((size / best.library).rounded(2)) MB/s, \(segments) segments")
    print("command  \((size / best.command).rounded(2)) MB/s, \(memory) kB of memory")
    print("library  \((best.icu / best.library).rounded(2)) times as fast as ICU")
    print("command  \((best.icu / best.command).rounded(2)) times as fast as ICU")
  }

  private static func articles() -> [String] {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let names = [
      "bencana-banjir", "daftar-tips", "ekonomi-ekspor", "gabung-pisah", "kesehatan-vaksin",
      "olahraga-final", "pindah-paragraf", "politik-koalisi", "sidang-korupsi", "teknologi-startup",
    ]
    return names.map { "/\(root)/corpora/articles/\($0).id.txt" }
  }

}
