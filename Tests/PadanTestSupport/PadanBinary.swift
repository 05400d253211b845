import Foundation
import Glibc
import PadanModel

/// The built `padan`, run as its users run it.
public struct PadanBinary: Sendable {
  /// What a run printed and how it ended.
  public struct Run: Sendable {
    /// The exit code, or 128 and the number of the signal that ended the process.
    public var exitCode: Int32
    public var output: [UInt8]
    public var errorOutput: [UInt8]

    public var text: String { String(decoding: output, as: UTF8.self) }
    public var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
    /// The lines of standard error.
    public var diagnostics: [String] { errorText.split(separator: "\n").map(String.init) }
    /// The lines of standard output.
    public var lines: [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
  }

  /// Where the files of its runs are kept while they last.
  private let files: TemporaryFolder

  public init() throws {
    files = try TemporaryFolder()
  }

  /// The binary stands beside the test bundle.
  static let path: String = {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: bundle ?? "").deletingLastPathComponent()
      .appendingPathComponent("padan").path
  }()

  /// Runs the binary to its end.
  ///
  /// Input and output go through files, so that no pipe can fill up and stop both sides.
  ///
  /// - Parameters:
  ///   - arguments: May hold any bytes, as paths do (see `String.init(path:)`).
  ///   - environment: Added to an environment that names no memory and whose home is empty.
  ///   - folder: The current folder of the binary; by default that of the tests.
  ///   - pipe: A named pipe that is standard input instead, to be written to `meanwhile`.
  ///   - device: Where standard output goes instead of into the result.
  ///   - meanwhile: Called while the binary runs, with its process number.
  public func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    folder: String? = nil, pipe: String? = nil, device: String? = nil,
    meanwhile: (Int32) throws -> Void = { _ in }
  ) throws -> Run {
    let name = UUID().uuidString
    let inputPath = try pipe ?? files.write("\(name).in", input)
    let outputPath = device ?? files.path(of: "\(name).out")
    let errorPath = files.path(of: "\(name).err")

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let write = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, inputPath, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outputPath, write, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorPath, write, 0o600)

    // Tests that run under `nohup` ignore SIGHUP; the binary must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGHUP)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let child = try spawn(arguments, environment: environment, in: folder, &actions, attributes)
    try meanwhile(child)
    return Run(
      exitCode: try Self.exitCode(of: child),
      output: device == nil ? try contents(of: outputPath) : [],
      errorOutput: try contents(of: errorPath))
  }

  /// Starts the binary.
  ///
  /// - Returns: Its process number.
  func spawn(
    _ arguments: [String], environment: [String: String], in folder: String? = nil,
    _ actions: inout posix_spawn_file_actions_t, _ attributes: posix_spawnattr_t? = nil
  ) throws -> pid_t {
    var variables = [
      "HOME": files.path, "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
      // What is installed here must not change a result.
      "PADAN_DICTIONARIES": files.path,
    ]
    let passed = [
      "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS",
    ]
    for name in passed {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    variables.merge(environment) { $1 }
    let words = folder.map { ["/usr/bin/env", "-C", $0, Self.path] } ?? [Self.path]
    let argv = Self.cStrings(words + arguments)
    let envp = Self.cStrings(variables.map { "\($0)=\($1)" })
    defer { for string in argv + envp { free(string) } }
    var attributes = attributes ?? posix_spawnattr_t()
    var child = pid_t()
    let failure = posix_spawn(&child, words[0], &actions, &attributes, argv, envp)
    guard failure == 0 else { throw SpawnError(path: Self.path, code: failure) }
    return child
  }

  /// Waits for a process to end.
  static func exitCode(of child: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw SpawnError(path: path, code: errno) }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Runs the binary with a text as its input.
  public func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Run {
    try run(arguments, input: Array(input.utf8), environment: environment)
  }

  private static func cStrings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    strings.map { strdup($0.pathBytes) } + [nil]
  }

  /// The binary could not be started or waited for.
  struct SpawnError: Error, CustomStringConvertible {
    var path: String
    var code: Int32
    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }
}
