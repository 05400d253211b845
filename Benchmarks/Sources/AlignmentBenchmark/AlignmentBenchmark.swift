import Glibc
import Measuring
import Padan

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
    let documents = try files.flatMap {
      try JSONLines.decodeAll(AlignmentRecord.self, from: InputFile.read($0), file: $0)
    }
    let aligner = Aligner(source: indonesian, target: english)
    print("segments  CPU s   µs each  memory MB  strict F1")
    for size in [1_000, 10_000, 100_000] {
      let text = repeated(documents, upTo: size)
      var beads: [BeadRecord] = []
      let time = Clock.process {
        beads = aligner.align(text.source, text.target).beads.map(BeadRecord.init)
      }
      var score = AlignmentScore()
      score.add(gold: text.gold, found: beads)
      print(
        text.source.count, time.rounded(2), (time / Double(text.source.count) * 1e6).rounded(2),
        megabytes(), score.strict.f1.rounded(4), separator: "\t")
    }
  }

  /// Documents one after the other, again and again, until a source has so many segments.
  private static func repeated(
    _ documents: [AlignmentRecord], upTo size: Int
  ) -> (source: [String], target: [String], gold: [BeadRecord]) {
    var source: [String] = []
    var target: [String] = []
    var gold: [BeadRecord] = []
    while source.count < size {
      for document in documents where source.count < size {
        gold += (document.beads ?? []).map { bead in
          BeadRecord(
            source: bead.source.map { $0 + source.count },
            target: bead.target.map { $0 + target.count })
        }
        source += document.source
        target += document.target
      }
    }
    return (source, target, gold)
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
