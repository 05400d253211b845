import Synchronization

/// The outlines of an index in the memory of a process, so that only the first complete search reads
/// them from the store and proves their checksums.
///
/// It holds the rows of whole length classes, as searches read them, until its room is full; the others
/// are read from the store each time. It is valid for one state of the index.
package final class KeptOutlines: Sendable {
  /// The rows of one length class behind each other.
  final class LengthClassRows: Sendable {
    /// The rows' bodies.
    private let bytes: [UInt8]
    /// Where each row ends, in bytes.
    private let ends: [Int]

    /// The size in bytes.
    var size: Int { bytes.count }

    fileprivate init(bytes: [UInt8], ends: [Int]) {
      self.bytes = bytes
      self.ends = ends
    }

    /// Calls `body` with each row of the class, in the order of their keys.
    func forEachRow(ofClass lengthClass: Int, _ body: (OutlineRow) throws -> Void) throws {
      try bytes.withUnsafeBytes { bytes in
        var start = 0
        for end in ends {
          try body(
            OutlineRow(
              proved: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), ofClass: lengthClass))
          start = end
        }
      }
    }
  }

  /// The rows of one length class while they are read.
  struct Collector {
    fileprivate let room: Int
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    fileprivate init(room: Int) { self.room = room }

    /// Adds a row, unless there is no room for the class.
    mutating func add(_ row: OutlineRow) {
      guard bytes.count <= room else { return }
      bytes.append(contentsOf: row.body)
      ends.append(bytes.count)
    }

    /// The rows; `nil` if there is no room for them.
    fileprivate var rows: LengthClassRows? {
      guard bytes.count <= room else { return nil }
      // Copied, so that no spare capacity is held.
      return LengthClassRows(bytes: bytes.withUnsafeBufferPointer { Array($0) }, ends: ends)
    }
  }

  private struct State {
    var room: Int
    var classes: [Int: LengthClassRows] = [:]
    /// The classes for which there was no room.
    var largeClasses: Set<Int> = []
  }

  private let state: Mutex<State>

  /// - Parameter room: How many bytes it may hold.
  package init(room: Int) { state = Mutex(State(room: room)) }

  /// The rows of a length class; `nil` if they are not held.
  func rows(ofClass lengthClass: Int) -> LengthClassRows? {
    state.withLock { $0.classes[lengthClass] }
  }

  /// What takes the rows of a length class while they are read from the store. It takes none where there
  /// was no room before.
  func collector(ofClass lengthClass: Int) -> Collector {
    state.withLock { state in
      Collector(room: state.largeClasses.contains(lengthClass) ? -1 : state.room)
    }
  }

  /// Holds the rows of a length class, if there is room for all of them.
  func keep(_ collector: Collector, ofClass lengthClass: Int) {
    let rows = collector.rows
    state.withLock { state in
      guard state.classes[lengthClass] == nil else { return }
      guard let rows, rows.size <= state.room else {
        state.largeClasses.insert(lengthClass)
        return
      }
      state.room -= rows.size
      state.classes[lengthClass] = rows
    }
  }
}
