import Glibc
import Padan

/// Seconds, by several clocks.
public enum Clock {
  /// CPU seconds of this thread.
  public static func thread(_ body: () throws -> Void) rethrows -> Double {
    try seconds(CLOCK_THREAD_CPUTIME_ID, body)
  }

  /// CPU seconds of all threads.
  public static func process(_ body: () throws -> Void) rethrows -> Double {
    try seconds(CLOCK_PROCESS_CPUTIME_ID, body)
  }

  public static func wall(_ body: () throws -> Void) rethrows -> Double {
    try seconds(CLOCK_MONOTONIC, body)
  }

  private static func seconds(_ clock: clockid_t, _ body: () throws -> Void) rethrows -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(clock, &start)
    try body()
    clock_gettime(clock, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }
}

/// A few quantiles of a list of figures.
public struct Quantiles: CustomStringConvertible {
  private let sorted: [Double]

  public init(_ values: [Double]) { sorted = values.sorted() }

  private func at(_ share: Double) -> Double {
    sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }

  public var description: String {
    let figures = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)]
      .map { "\($0) \(at($1).rounded(2))" }
    return figures.joined(separator: "  ") + "  most \((sorted.last ?? 0).rounded(2))"
  }
}

/// Runs programs, by default with their output thrown away.
public enum Process {
  /// CPU seconds and the greatest memory of a run.
  public static func run(
    _ arguments: [String], output: String = "/dev/null", mayFail: Bool = false
  ) throws -> (seconds: Double, kilobytes: Int) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else {
      throw InputError.missing(arguments[0])
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, mayFail || status == 0 else {
      throw InputError.unreadable(arguments[0], "it ended with status \(status)")
    }
    let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
    return (user + system, usage.ru_maxrss)
  }
}

extension Double {
  /// The number with so many decimals.
  public func rounded(_ decimals: Int) -> Double {
    let scale = pow(10, Double(decimals))
    return (self * scale).rounded() / scale
  }
}
