import Glibc
import Measuring
import Padan
import PadanBenchmarkSupport

/// Times the memory on a set that `Scripts/make-memory` made, and compares its answers with a look at
/// every unit.
///
/// Arguments: the path of the `padan` program, the folder of the set, then the parts to run; without
/// any, all: `import lookup exact fast kernel add both`. Times are CPU seconds of one thread
/// unless said; the memory is made in the folder, and used again where it is there.
@main
struct MemoryBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count > 2 else {
      print("usage: MemoryBenchmark PADAN FOLDER [PART ...]")
      exit(2)
    }
    let padan = CommandLine.arguments[1]
    let folder = CommandLine.arguments[2]
    var parts = Array(CommandLine.arguments.dropFirst(3))
    if parts.isEmpty {
      parts = ["import", "lookup", "exact", "fast", "kernel", "add", "both"]
    }
    let set = try MeasuringSet(folder: folder)
    if parts.contains("import") || !set.hasMemory { try ImportPart.run(padan, set) }
    for part in parts {
      switch part {
      case "import": break
      case "lookup": try LookupPart.run(padan, set)
      case "exact": try ExactPart.run(set)
      case "fast": try FastPart.run(set)
      case "kernel": try KernelPart.run(set)
      case "add": try AddPart.run(padan, set)
      case "both": try BothPart.run(padan, set)
      default:
        print("no such part: \(part)")
        exit(2)
      }
    }
  }
}

/// The files of a measuring set.
struct MeasuringSet {
  let folder: String
  /// Kind and text.
  let queries: [(kind: String, text: String)]

  var pairs: String { "\(folder)/memory.tsv" }
  var memory: String { "\(folder)/memory.sqlite" }
  var hasMemory: Bool { access(memory, R_OK) == 0 }

  init(folder: String) throws {
    self.folder = folder
    let text = String(
      decoding: try BenchmarkFiles.bytes(of: "\(folder)/queries.tsv"), as: UTF8.self)
    queries = text.split(separator: "\n").map { line in
      let columns = line.split(separator: "\t", maxSplits: 1)
      return (String(columns[0]), String(columns[1]))
    }
  }

  func sources() throws -> [String] {
    var sources: [String] = []
    _ = try ExchangeInput(.tsv, pairs).read(from: indonesian, to: english) { unit, _ in
      sources += unit.variants.prefix(1).map(\.text)
    }
    return sources
  }

  func removeMemory(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}

enum ImportPart {
  static func run(_ padan: String, _ set: MeasuringSet) throws {
    set.removeMemory(set.memory)
    let run = try Process.run([padan, "import", set.pairs, "--memory", set.memory, "--quiet"])
    let units = try Memory(path: set.memory).statistics().units
    let rate = Int(Double(units) / run.seconds)
    print("import       \(units) units, \(run.seconds.rounded(2)) s of CPU, \(rate) units/s")
    print(
      "             \(run.kilobytes / 1024) MB of memory, file \(size(set.memory) / 1_000_000) MB")
  }

  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}

enum LookupPart {
  static func run(_ padan: String, _ set: MeasuringSet) throws {
    let memory = try Memory(path: set.memory)
    let options = LookupOptions(source: indonesian, target: english)
    for query in set.queries.prefix(100) {
      _ = try memory.matches(for: query.text, options: options)
    }
    var times: [(milliseconds: Double, isShort: Bool, kind: String)] = []
    for query in set.queries {
      let seconds = try Clock.thread {
        _ = try memory.matches(for: query.text, options: options)
      }
      times.append((seconds * 1000, query.text.unicodeScalars.count <= 40, query.kind))
    }
    print("lookup 75    \(Quantiles(times.map(\.milliseconds))) ms, \(times.count) queries")
    let short = times.filter(\.isShort)
    print("  up to 40   \(Quantiles(short.map(\.milliseconds))) ms, \(short.count) queries")
    for kind in ["edited", "exact", "unseen"] {
      let some = times.filter { $0.kind == kind }
      print(
        "  \(kind)\(String(repeating: " ", count: 11 - kind.count))\(Quantiles(some.map(\.milliseconds))) ms"
      )
    }
    try batch(padan, set)
    var first = Double.infinity
    var processor = Double.infinity
    for query in set.queries.prefix(20) {
      let seconds = try Clock.wall {
        let run = try Process.run(
          [padan, "lookup", query.text, "--memory", set.memory], mayFail: true)
        processor = min(processor, run.seconds)
      }
      first = min(first, seconds)
    }
    print(
      "new process  \((first * 1000).rounded(1)) ms by the clock, "
        + "\((processor * 1000).rounded(1)) ms of CPU, best of 20")
  }
}

/// A few queries against a look at every unit, complete and fast: the first of `PADAN_TWIN`, or 20.
enum ExactPart {
  static func run(_ set: MeasuringSet) throws {
    var texts = PlainTexts()
    for source in try set.sources() { texts.append(source) }
    let memory = try Memory(path: set.memory)
    let count = getenv("PADAN_TWIN").flatMap { Int(String(cString: $0)) } ?? 20
    for (threshold, isFast) in [(75.0, false), (75, true), (50, true)] {
      var options = LookupOptions(
        source: indonesian, target: english, minimum: threshold, limit: 5)
      options.isFast = isFast
      var (differing, answers) = (0, 0)
      for query in set.queries.prefix(count) {
        let expected = texts.matches(for: query.text, minimum: threshold, isFast: isFast)
          .prefix(5).map { "\($0.place + 1) \($0.score)" }
        let found = try memory.matches(for: query.text, options: options)
          .map { "\($0.unit) \($0.score.net)" }
        answers += found.count
        if found != expected {
          differing += 1
          print("DIFFERS at \(threshold): \(query.text)\n  \(found)\n  \(expected)")
        }
      }
      print(
        "exact        at \(Int(threshold))\(isFast ? ", fast" : ""): \(differing) of \(count) queries"
          + " differ from a look at every unit, \(answers) answers")
    }
  }
}

enum FastPart {
  static func run(_ set: MeasuringSet) throws {
    let memory = try Memory(path: set.memory)
    var options = LookupOptions(source: indonesian, target: english)
    options.isFast = true
    for query in set.queries.prefix(100) {
      _ = try memory.matches(for: query.text, options: options)
    }
    let times = try set.queries.map { query in
      try Clock.thread { _ = try memory.matches(for: query.text, options: options) } * 1000
    }
    print("fast         \(Quantiles(times)) ms, \(times.count) queries")
  }
}

/// The kernel, in turn with rapidfuzz where `Scripts/bench --peers` has installed it.
enum KernelPart {
  private static let rounds = 3
  private static let queryCount = 20

  static func run(_ set: MeasuringSet) throws {
    let sources = try set.sources()
    for (name, lengths) in [("95", 80...110), ("45", 30...60), ("25", 16...32)] {
      let some = Array(
        sources.lazy.filter { text in
          lengths.contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { $0.value < 0x80 }
        }.prefix(100_000))
      let texts = KernelTexts(some)
      let queries = some.prefix(queryCount)
      var rates: [String: Double] = [:]
      var sum = 0
      for _ in 0..<rounds {
        for level in KernelTexts.levels {
          let seconds = Clock.thread {
            for query in queries { sum &+= texts.commonLengths(with: query, level: level) }
          }
          let rate = Double(texts.count * queries.count) / seconds / 1e6
          rates[level] = max(rates[level] ?? 0, rate)
        }
        if let rate = try rapidfuzzRate(some, folder: set.folder) {
          rates["rapidfuzz cdist Indel"] = max(rates["rapidfuzz cdist Indel"] ?? 0, rate)
        }
      }
      for (contender, rate) in rates.sorted(by: { $0.value < $1.value }) {
        print("kernel \(name)    \(rate.rounded(1)) million pairs/s, \(contender)")
      }
    }
  }

  /// Million pairs a second of rapidfuzz's `cdist`, one worker; `nil` where it is not installed.
  private static func rapidfuzzRate(_ texts: [String], folder: String) throws -> Double? {
    let python = ".build/peers/bin/python"
    guard access(python, X_OK) == 0 else { return nil }
    let (input, output) = ("\(folder)/kernel.txt", "\(folder)/kernel.rate")
    defer { for path in [input, output] { unlink(path) } }
    guard let file = fopen(input, "w") else { throw InputError.missing(input) }
    fputs(texts.joined(separator: "\n"), file)
    fclose(file)
    _ = try Process.run([python, "cdist.py", input, "\(queryCount)"], output: output)
    let rate = String(decoding: try BenchmarkFiles.bytes(of: output), as: UTF8.self)
    return Double(rate.filter { !$0.isWhitespace })
  }
}

/// A file of queries through the program, held to one core and on all of them, in turn.
private func batch(_ padan: String, _ set: MeasuringSet) throws {
  let path = "\(set.folder)/queries.txt"
  let lines = set.queries.map { $0.text + "\n" }.joined()
  guard let file = fopen(path, "w") else { throw InputError.missing(path) }
  fputs(lines, file)
  fclose(file)
  defer { unlink(path) }
  let lookup = "'\(padan)' lookup - --no-context --memory '\(set.memory)' < '\(path)'"
  let command = ["/bin/sh", "-c", lookup]
  var best = (one: Double.infinity, all: Double.infinity)
  for _ in 0..<5 {
    best.one = min(
      best.one, try Clock.wall { _ = try Process.run(["/usr/bin/taskset", "-c", "0"] + command) })
    best.all = min(best.all, try Clock.wall { _ = try Process.run(command) })
  }
  let speedup = (best.one / best.all).rounded(2)
  print("batch        \(speedup) times as fast on all cores as on one, by the clock")
}

enum AddPart {
  static func run(_ padan: String, _ set: MeasuringSet) throws {
    let path = "\(set.folder)/grown.sqlite"
    set.removeMemory(path)
    _ = try Process.run(["/bin/cp", set.memory, path])
    defer { set.removeMemory(path) }
    let memory = try Memory(path: path)
    let sources = try set.sources()
    // What the copy has left to write would be waited for in the first round.
    sync()
    var times: [Double] = []
    var processor = 0.0
    for round in 0..<20 {
      let pairs = (0..<1000).map { number in
        TranslationPair(
          source: Variant(
            language: indonesian,
            text: sources[(round * 1000 + number) * 7 % sources.count] + " \(round) \(number)"),
          target: Variant(language: english, text: "One thousand new units \(number)."))
      }
      processor += try Clock.process {
        times.append(try Clock.wall { try memory.add(pairs, origin: "benchmark") } * 1000)
      }
    }
    print("add 1000     \(Quantiles(times)) ms by the clock, 20 times")
    print(
      "             mean \((times.reduce(0, +) / 20).rounded(1)) ms by the clock, "
        + "\((processor * 1000 / 20).rounded(1)) ms of CPU")
  }
}

enum BothPart {
  static func run(_ padan: String, _ set: MeasuringSet) throws {
    let path = "\(set.folder)/both.sqlite"
    set.removeMemory(path)
    _ = try Process.run(["/bin/cp", set.memory, path])
    defer { set.removeMemory(path) }
    let run = try Process.run(
      [padan, "lookup", "Rice prices rose.", "--from", "en", "--to", "id", "--memory", path],
      mayFail: true)
    print("second index \(run.seconds.rounded(2)) s of CPU, \(run.kilobytes / 1024) MB of memory")
    print("             file \(ImportPart.size(path) / 1_000_000) MB with both directions")
  }
}
