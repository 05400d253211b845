import Synchronization

/// A value that is computed once, when it is first needed.
///
/// Several tasks may ask for it: the first computes it, and the others wait.
package final class Lazily<Value: Sendable>: Sendable {
  private let state = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  /// A value that a closure computes. The closure runs inside the lock, so it must not ask for the
  /// same value.
  package init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  /// The value.
  package var value: Value {
    state.withLock { state in
      if let value = state { return value }
      let value = make()
      state = value
      return value
    }
  }
}
