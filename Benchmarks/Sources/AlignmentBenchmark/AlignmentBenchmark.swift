import Glibc
import Measuring
import Padan
import PadanBenchmarkSupport

/// Times the alignment of ever longer texts: documents one after the other, again and again.
///
/// Arguments: gold files of alignments; without any, corpora/alignment.jsonl is used. A text that
/// repeats itself is the hardest for anchors, since no word is rare in it. Prints CPU seconds, the
/// microseconds of one source segment (the same on every line where time is linear), the greatest
/// memory so far and the strict F1.
@main
struct AlignmentBenchmark {
  static func main() throws {
    var files = Array(CommandLine.arguments.dropFirst())
    if files.isEmpty { files = [corpora()] }
    let documents = try GoldAlignments(files: files)
    let aligner = Aligner(source: indonesian, target: english)
    print("segments  CPU s   µs each  memory MB  strict F1")
    for size in [1_000, 10_000, 100_000] {
      let text = documents.repeated(upTo: size)
      var alignment = Alignment(beads: [])
      let time = Clock.process {
        alignment = aligner.align(text.source, text.target)
      }
      print(
        text.source.count, time.rounded(2), (time / Double(text.source.count) * 1e6).rounded(2),
        megabytes(), text.strictF1(of: alignment).rounded(4), separator: "\t")
    }
  }

  private static func corpora() -> String {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/\(root)/corpora/alignment.jsonl"
  }

  private static func megabytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
