import Dispatch
import Synchronization

/// Texts of units that wait to be analyzed.
struct TextBatch {
  /// How many texts wait: enough for several parts, in little memory.
  private static let capacity = 4_096

  /// The texts in UTF-8 behind each other.
  fileprivate private(set) var bytes: [UInt8] = []
  /// For each text its unit, and where it ends in `bytes`.
  fileprivate private(set) var texts: [(unit: UInt32, end: Int)] = []

  /// Whether the batch takes no further text.
  var isFull: Bool { texts.count >= Self.capacity }

  /// Adds a copy of a text.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, ofUnit unit: UInt32) {
    bytes.append(contentsOf: text)
    texts.append((unit, bytes.count))
  }
}

/// The analysis of a batch, which begins on another thread while the caller does something else. Who
/// asks for its results takes part in the rest of it.
final class BatchAnalysis: Sendable {
  /// How many texts one thread takes at a time.
  private static let portion = 256

  private let bytes: [UInt8]
  private let texts: [(unit: UInt32, end: Int)]
  private let analyzer: TextAnalyzer
  private let count: Int
  /// The next part that no thread has taken.
  private let next = Atomic(0)
  private let parts: Mutex<[[AnalyzedText]]>
  /// Signalled once for each part that is done.
  private let done = DispatchSemaphore(value: 0)

  /// Begins the analysis.
  init(_ batch: TextBatch, _ analyzer: TextAnalyzer) {
    (bytes, texts) = (batch.bytes, batch.texts)
    self.analyzer = analyzer
    count = (texts.count + Self.portion - 1) / Self.portion
    parts = Mutex(Array(repeating: [], count: count))
    // A single part is done by the caller, sooner than another thread begins.
    if count > 1 { DispatchQueue.global().async { self.work() } }
  }

  /// What an index keeps of the texts, in their order.
  func results() -> [AnalyzedText] {
    work()
    for _ in 0..<count { done.wait() }
    return parts.withLock { $0.flatMap(\.self) }
  }

  /// Takes parts until none is left.
  private func work() {
    var analyzer = analyzer
    while true {
      let part = next.add(1, ordering: .relaxed).oldValue
      guard part < count else { return }
      let range = part * Self.portion..<min(texts.count, (part + 1) * Self.portion)
      var found: [AnalyzedText] = []
      bytes.withUnsafeBufferPointer { bytes in
        for place in range {
          let start = place == 0 ? 0 : texts[place - 1].end
          analyzer.read(
            UnsafeBufferPointer(rebasing: bytes[start..<texts[place].end]),
            ofUnit: texts[place].unit, into: &found)
        }
      }
      parts.withLock { $0[part] = found }
      done.signal()
    }
  }
}
