public import PadanModel

/// Something a reader met in a file, with its place.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  public var location: SourceLocation
  /// What it is, in words that are the same for all of its kind.
  public var reason: String
  /// How many characters of a detail are kept.
  private static let longestDetail = 200

  /// What it is about here: a name, a value; on one line, its beginning where it is long.
  public var detail: String?
  /// Whether the file is not as its format wants it there. A unit that is not translated yet is no fault.
  public var isFault: Bool

  public init(
    location: SourceLocation, reason: String, detail: String? = nil, isFault: Bool = true
  ) {
    self.location = location
    self.reason = reason
    self.detail = detail.map { detail in
      let line =
        detail.contains(where: \.isNewline)
        ? String(detail.map { $0.isNewline ? " " : $0 }) : detail
      return line.count > Self.longestDetail ? line.prefix(Self.longestDetail) + "…" : line
    }
    self.isFault = isFault
  }

  public var description: String {
    "\(location): \(reason)" + (detail.map { ": \($0)" } ?? "")
  }
}

/// Findings by the reason: all are counted, the first of each kind are kept, so that a bad file of any
/// size fills no memory.
public struct Findings: Sendable {
  /// How many of a kind are kept.
  public static let mostKept = 20

  /// The findings of one reason.
  public struct Kind: Sendable {
    public var reason: String
    public var count: Int
    /// The first ones, in the order of the file.
    public var first: [Finding]
  }

  /// In the order in which the reasons were first met.
  public private(set) var kinds: [Kind] = []
  private var places: [String: Int] = [:]

  public init() {}

  public var count: Int { kinds.reduce(0) { $0 + $1.count } }
  public var isEmpty: Bool { kinds.isEmpty }

  /// All that were kept, in the order of their lines.
  public var first: [Finding] {
    kinds.flatMap(\.first).enumerated()
      .sorted {
        ($0.element.location.line ?? 0, $0.offset) < ($1.element.location.line ?? 0, $1.offset)
      }
      .map(\.element)
  }

  /// Counts a finding, and keeps it among the first of its kind.
  public mutating func add(_ finding: Finding) {
    if let place = places[finding.reason] {
      kinds[place].count += 1
      if kinds[place].first.count < Self.mostKept { kinds[place].first.append(finding) }
    } else {
      places[finding.reason] = kinds.count
      kinds.append(Kind(reason: finding.reason, count: 1, first: [finding]))
    }
  }
}

extension Findings {
  /// Counts the findings of another list.
  public mutating func add(_ other: Findings) {
    for kind in other.kinds {
      for finding in kind.first { add(finding) }
      kinds[places[kind.reason]!].count += kind.count - kind.first.count
    }
  }
}

/// What reading a file came to, beside the units themselves.
public struct ReadingReport: Sendable {
  /// What was left out: units, lines, entries.
  public var skipped = Findings()
  /// What was read all the same, though it is not as the format wants it.
  public var warnings = Findings()
  /// What the head of the file says of the whole: attributes, notes, props, encodings of its own.
  public var header: [Provenance.Property] = []

  public init() {}
}

/// How much a reader puts up with.
///
/// Units without a translation are left out and counted whatever the tolerance: they are no fault.
public enum Tolerance: String, CaseIterable, Sendable {
  /// Nothing: the first deviation is an error.
  case strict
  /// What can be read for sure, though it is not as the format wants it: it is counted and located. What
  /// cannot be told for sure is an error, for the whole file: markup that is not well-formed, a line
  /// that is none of the format, an open quotation mark.
  case deviations
  /// Damage as well: what is whole in a broken file is read, the rest is counted. Line pairs and bead
  /// files are whole or nothing: behind a missing line everything would be paired wrongly.
  case damage
}
