import Glibc
@_spi(Benchmarks) import Padan

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
    for file in files { sample += try InputFile.read(file) + [0x0A] }
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

    let segmenter = try Segmenter(language: .indonesian)
    var segments = 0
    var breaks = 0
    var best = (library: Double.infinity, icu: Double.infinity, command: Double.infinity)
    var memory = 0
    for _ in 0..<5 {
      best.icu = min(best.icu, try seconds { breaks = try segmenter.countOfICUBreaks(in: text) })
      best.library = min(
        best.library,
        try seconds {
          segments = 0
          try segmenter.forEachSegment(of: Document(text: text)) { _, _ in segments += 1 }
        })
      let run = try command([padan, "segment", path, "--format", "json", "--quiet"])
      best.command = min(best.command, run.seconds)
      memory = max(memory, run.kilobytes)
    }
    let size = Double(text.count) / 1e6
    print("text     \(text.count) bytes, \(files.count) files repeated")
    print("ICU      \(rounded(size / best.icu)) MB/s, \(breaks) breaks")
    print("library  \(rounded(size / best.library)) MB/s, \(segments) segments")
    print("command  \(rounded(size / best.command)) MB/s, \(memory) kB of memory")
    print("library  \(rounded(best.icu / best.library)) times as fast as ICU")
    print("command  \(rounded(best.icu / best.command)) times as fast as ICU")
  }

  /// Runs a program with its output thrown away: its CPU seconds and its greatest memory.
  private static func command(_ arguments: [String]) throws -> (seconds: Double, kilobytes: Int) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else {
      throw InputError.missing(arguments[0])
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status == 0 else {
      throw InputError.unreadable(arguments[0], "it ended with status \(status)")
    }
    let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
    return (user + system, usage.ru_maxrss)
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
