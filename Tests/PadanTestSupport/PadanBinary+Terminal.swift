import Glibc

extension PadanBinary {
  // Macros of <asm/ioctls.h> and <spawn.h>, which Swift does not see: TIOCSPTLCK, TIOCGPTN and
  // POSIX_SPAWN_SETSID.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  /// What a run wrote to its terminal, results and messages together, and how it ended.
  public struct TerminalRun: Sendable {
    public var exitCode: Int32
    public var text: String

    /// The lines of the text, without carriage returns.
    public var lines: [String] {
      text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
  }

  /// Runs the binary on a terminal of its own: standard input, output and error.
  ///
  /// - Parameters:
  ///   - columns: The width of the terminal.
  ///   - input: A file that is standard input instead.
  ///   - interruptAt: Text whose appearance is answered with Ctrl-C.
  public func runOnTerminal(
    _ arguments: [String], columns: UInt16 = 80, environment: [String: String] = [:],
    input: String? = nil, interruptAt: String? = nil
  ) throws -> TerminalRun {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(terminal) }
    var (lock, number): (Int32, Int32) = (0, 0)
    guard terminal >= 0, ioctl(terminal, Self.setLock, &lock) == 0,
      ioctl(terminal, Self.getNumber, &number) == 0
    else { throw SpawnError(path: "/dev/ptmx", code: errno) }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // In a session of its own the first terminal that is opened controls the process.
    posix_spawnattr_setflags(&attributes, Self.newSession)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    if let input {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDIN_FILENO)
    }
    let child = try spawn(
      arguments, environment: ["TERM": "xterm"].merging(environment) { $1 }, &actions, attributes)
    let text = Self.read(terminal, of: child, interruptAt: interruptAt)
    return TerminalRun(exitCode: try Self.exitCode(of: child), text: text)
  }

  /// Reads what a process writes to a terminal, until it ends.
  private static func read(
    _ terminal: Int32, of child: pid_t, interruptAt: String?
  ) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    var awaited = interruptAt
    while true {
      let count = Glibc.read(terminal, &piece, piece.count)
      // The last descriptor of the other side is closed: EIO.
      guard count > 0 else { break }
      bytes += piece[..<count]
      if let text = awaited, String(decoding: bytes, as: UTF8.self).contains(text) {
        awaited = nil
        _ = Glibc.write(terminal, [0x03], 1)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
