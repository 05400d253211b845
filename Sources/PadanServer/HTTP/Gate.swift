import NIOCore
import Synchronization

/// Counts the requests at hand, refuses those that are too many, and closes the connections of clients that
/// are too slow.
///
/// So a client that sends or reads nothing costs a connection for a while, and no thread.
final class Gate: Sendable {
  /// A request that is at hand.
  struct Ticket: Hashable, Sendable {
    fileprivate let number: Int
  }

  private struct Entry {
    var deadline: ContinuousClock.Instant
    var channel: any Channel
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let most: Int
  private let patience: Duration

  /// - Parameters:
  ///   - most: The most requests at a time.
  ///   - patience: How long a client may take to send or to read a part.
  init(most: Int, patience: Duration) {
    self.most = most
    self.patience = patience
  }

  /// The number of requests at hand.
  var count: Int { state.withLock { $0.entries.count } }

  /// Lets a request in; `nil` if there are too many.
  func enter(_ channel: any Channel) -> Ticket? {
    state.withLock { state in
      guard state.entries.count < most else { return nil }
      state.next += 1
      state.entries[state.next] = Entry(deadline: .now + patience, channel: channel)
      return Ticket(number: state.next)
    }
  }

  /// What a request waits for.
  enum Wait: Sendable {
    /// Its client, who has just sent or read something.
    case client
    /// The server, which may take its time.
    case server
  }

  /// Gives a request more time.
  func renew(_ ticket: Ticket, waitingFor wait: Wait) {
    let time = wait == .client ? patience : Self.longestWork
    state.withLock { $0.entries[ticket.number]?.deadline = .now + time }
  }

  /// How long the server may work on a request: longer than an import of millions of units.
  private static let longestWork = Duration.seconds(4 * 3600)

  /// The request is answered.
  func leave(_ ticket: Ticket) {
    state.withLock { _ = $0.entries.removeValue(forKey: ticket.number) }
  }

  /// Closes the connections of requests whose time is over, until its task is cancelled.
  func watch() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      let late = state.withLock { state in
        let now = ContinuousClock.now
        let late = state.entries.filter { $0.value.deadline < now }
        for number in late.keys { state.entries[number] = nil }
        return late.values.map(\.channel)
      }
      for channel in late { channel.close(promise: nil) }
    }
  }
}
