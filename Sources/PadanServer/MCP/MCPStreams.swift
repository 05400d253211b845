import FoundationEssentials
import Glibc
package import Padan
import Synchronization

/// Talks with one client over standard input and output: a message a line.
///
///     try await MCPStreams(settings).run()
///
/// Nothing but messages goes to standard output. It ends with the input, once what is at hand is answered.
package struct MCPStreams: Sendable {
  private let service: MCPService
  private let input, output: Int32
  /// The most bytes of a line; a longer one is passed over.
  private let longestLine: Int

  /// The most calls at a time. The next message is read when one is done.
  private static let mostCalls = 32

  /// Opens the memories.
  ///
  /// - Throws: `MemoryError`.
  package init(_ settings: ServerSettings) throws {
    self.init(MCPService(desk: try Desk(settings)), input: STDIN_FILENO, output: STDOUT_FILENO)
  }

  /// - Parameter longestLine: The most bytes of a line, by default as of a request over HTTP.
  init(
    _ service: MCPService, input: Int32, output: Int32, longestLine: Int = Call.mostBytes
  ) {
    (self.service, self.input, self.output) = (service, input, output)
    self.longestLine = longestLine
  }

  /// Answers until the input ends, or nobody takes the answers any more.
  ///
  /// - Returns: The `errno` of an answer that could not be written; `nil` also if the client has gone.
  @discardableResult
  package func run() async -> Int32? {
    let lines = InputLines(input, longest: longestLine)
    let output = OutputLines(output)
    let calls = Calls(most: Self.mostCalls)
    var version = MCPVersion.latestWithHandshake
    while output.fault == nil, let line = await lines.next() {
      do throws(MCPFault) {
        guard case .bytes(let bytes) = line else {
          throw MCPFault(.invalidRequest, "A line has at most \(longestLine) bytes.")
        }
        switch try MCPMessage.read(bytes) {
        case .batch(let messages):
          guard version.hasBatches, !messages.isEmpty else {
            throw MCPFault(.invalidRequest, "A line is one message.")
          }
          await calls.start(nil) { [service, version] in
            let answers = await service.answers(messages, version: version)
            if !answers.isEmpty { output.write(answers) }
          }
        case .one(let message):
          if let settled = message.settlesVersion { version = settled }
          if let id = message.cancels { calls.cancel(id) }
          let work: @Sendable () async -> Void = { [service, version] in
            let answer = await service.answer(message, version: version)
            if let answer, !Task.isCancelled { output.write(answer.json) }
          }
          if MCPService.takesTime(message), let id = message.id {
            await calls.start(id, work)
          } else {
            await work()
          }
        }
      } catch {
        output.write(MCPAnswer(nil, error).json)
      }
    }
    await calls.finish()
    return output.fault == EPIPE ? nil : output.fault
  }
}

extension MCPMessage {
  /// The version that the message settles for what follows; `nil` if it settles none.
  fileprivate var settlesVersion: MCPVersion? {
    guard method == "initialize", versionName == nil else { return nil }
    return .settled(by: try? parameters.string("protocolVersion"))
  }

  /// The request that the message cancels; `nil` if it cancels none.
  fileprivate var cancels: MCPRequestID? {
    method == "notifications/cancelled" ? MCPRequestID(parameters.value("requestId")) : nil
  }
}

/// The lines of an input, as they arrive.
private final class InputLines: Sendable {
  enum Line: Sendable {
    case bytes([UInt8])
    /// One that was passed over.
    case tooLong
  }

  private struct State {
    /// What was read and not returned, from `start` on; no line feed stands before `searched`.
    var bytes: [UInt8] = []
    var start = 0
    var searched = 0
    var isAtEnd = false
  }

  private let descriptor: Int32
  private let longest: Int
  private let state = Mutex(State())

  /// The number of bytes that are read at a time.
  private static let piece = 64 << 10

  init(_ descriptor: Int32, longest: Int) {
    (self.descriptor, self.longest) = (descriptor, longest)
  }

  /// The next line that is not blank; `nil` at the end.
  func next() async -> Line? {
    try? await blocking { [self] in state.withLock { read(&$0) } }
  }

  private func read(_ state: inout State) -> Line? {
    var isTooLong = false
    while true {
      if let end = state.bytes[state.searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = state.bytes[state.start..<end]
        (state.start, state.searched) = (end + 1, end + 1)
        if isTooLong || line.count > longest { return .tooLong }
        if line.contains(where: { $0 > 0x20 }) { return .bytes(Array(line)) }
        continue
      }
      state.bytes.removeFirst(state.start)
      (state.start, state.searched) = (0, state.bytes.count)
      if state.bytes.count > longest {
        isTooLong = true
        state.bytes.removeAll()
        state.searched = 0
      }
      if state.isAtEnd {
        let line = state.bytes
        state.bytes = []
        state.searched = 0
        if isTooLong { return .tooLong }
        return line.contains { $0 > 0x20 } ? .bytes(line) : nil
      }
      fill(&state)
    }
  }

  private func fill(_ state: inout State) {
    var piece = [UInt8](repeating: 0, count: Self.piece)
    var count = Glibc.read(descriptor, &piece, piece.count)
    while count < 0, errno == EINTR { count = Glibc.read(descriptor, &piece, piece.count) }
    if count > 0 { state.bytes += piece[..<count] } else { state.isAtEnd = true }
  }
}

/// Writes whole lines to an output, one at a time.
private final class OutputLines: Sendable {
  private let descriptor: Int32
  private let state = Mutex<Int32?>(nil)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The `errno` after which nothing more is written: EPIPE if nobody reads it any more.
  var fault: Int32? { state.withLock(\.self) }

  func write(_ line: [UInt8]) {
    state.withLock { fault in
      var rest = (line + [UInt8(ascii: "\n")])[...]
      while fault == nil, !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          fault = errno
        }
      }
    }
  }
}

/// The calls at work, which a client may cancel.
private final class Calls: Sendable {
  private struct State {
    var next = 0
    var tasks: [Int: (id: MCPRequestID?, task: Task<Void, Never>)] = [:]
    var oldest: Task<Void, Never>? { tasks.min { $0.key < $1.key }?.value.task }
  }

  private let state = Mutex(State())
  private let most: Int

  /// How long the calls at work have when the input has ended.
  private static let longestEnd = Duration.seconds(10)

  init(most: Int) { self.most = most }

  /// Starts a call, once there are not too many.
  func start(_ id: MCPRequestID?, _ work: @escaping @Sendable () async -> Void) async {
    while let oldest = state.withLock({ $0.tasks.count < most ? nil : $0.oldest }) {
      await oldest.value
    }
    state.withLock { state in
      let number = state.next
      state.next += 1
      let task = Task { [self] in
        await work()
        self.state.withLock { _ = $0.tasks.removeValue(forKey: number) }
      }
      state.tasks[number] = (id, task)
    }
  }

  /// Cancels a call, if it is at work.
  func cancel(_ id: MCPRequestID) {
    state.withLock { state in
      for call in state.tasks.values where call.id == id { call.task.cancel() }
    }
  }

  /// Waits for all calls, but not for ever.
  func finish() async {
    let end = Task {
      try await Task.sleep(for: Self.longestEnd)
      state.withLock { for call in $0.tasks.values { call.task.cancel() } }
    }
    while let oldest = state.withLock({ $0.oldest }) { await oldest.value }
    end.cancel()
  }
}
