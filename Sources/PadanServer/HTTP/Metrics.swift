import HTTPTypes
import Padan
import Synchronization

/// What the server has done, in the text form of Prometheus.
final class Metrics: Sendable {
  private struct Key: Hashable {
    var route: String
    var method: String
    var status: Int
  }

  private struct State {
    var counts: [Key: Int] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    var seconds = 0.0
    var requests = 0
  }

  private let state = Mutex(State())

  /// The upper bounds of the buckets for the time of an answer, in seconds.
  private static let bounds = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]

  /// Counts an answer.
  ///
  /// - Parameter route: The pattern of its address, of which there are few.
  func count(route: String, method: String, status: Int, seconds: Double) {
    state.withLock { state in
      state.counts[Key(route: route, method: method, status: status), default: 0] += 1
      state.requests += 1
      state.seconds += seconds
      if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) {
        state.buckets[bucket] += 1
      }
    }
  }

  /// The numbers so far.
  ///
  /// - Parameter open: How many requests are at hand.
  func text(open: Int) -> String {
    let state = state.withLock { $0 }
    var lines = ["# TYPE padan_requests_total counter"]
    lines += state.counts.map { key, count in
      "padan_requests_total{method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\"} \(count)"
    }.sorted()
    lines.append("# TYPE padan_request_seconds histogram")
    var sum = 0
    for (bound, count) in zip(Self.bounds, state.buckets) {
      sum += count
      lines.append("padan_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    lines.append("padan_request_seconds_bucket{le=\"+Inf\"} \(state.requests)")
    lines.append("padan_request_seconds_sum \(state.seconds)")
    lines.append("padan_request_seconds_count \(state.requests)")
    lines.append("# TYPE padan_requests_open gauge")
    lines.append("padan_requests_open \(open)")
    lines.append("# TYPE padan_build_info gauge")
    lines.append("padan_build_info{version=\"\(version)\"} 1")
    return lines.joined(separator: "\n") + "\n"
  }
}
