public import PadanModel

/// Something a reader met in a file, with its place.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// Where it was met.
  public var location: SourceLocation
  /// What it is.
  public var kind: Kind
  /// What it is about here: a name, a value; on one line, its beginning where it is long.
  public var detail: String?

  /// How many characters of a detail are kept.
  private static let longestDetail = 200

  /// What a finding is: a stable code, and the same in words. Each format adds its own as static members.
  public struct Kind: Hashable, Sendable {
    /// The stable name, such as `tmx.missing-language`.
    public let code: ErrorCode
    /// What the finding says, without a full stop.
    public let reason: String
    /// Whether the file is not as its format wants it. A unit that is not translated yet is no fault.
    public let isFault: Bool

    /// A kind of finding.
    package init(_ code: ErrorCode, _ reason: String, isFault: Bool = true) {
      self.code = code
      self.reason = reason
      self.isFault = isFault
    }
  }

  /// A finding of a kind at a place.
  package init(_ kind: Kind, at location: SourceLocation, detail: String? = nil) {
    self.location = location
    self.kind = kind
    self.detail = detail.map { detail in
      let line =
        detail.contains(where: \.isNewline)
        ? String(detail.map { $0.isNewline ? " " : $0 }) : detail
      return line.count > Self.longestDetail ? line.prefix(Self.longestDetail) + "…" : line
    }
  }

  /// Place, kind and detail in one line.
  public var description: String {
    "\(location): \(kind.reason)" + (detail.map { ": \($0)" } ?? "")
  }
}

extension Finding.Kind {
  /// One of the two texts of a pair is empty.
  static let emptySide = Self("pair.empty-side", "one side has no text")
  /// A file is damaged outside of its units.
  static let damagedFile = Self("file.damaged", "the file is damaged")
  /// A unit cannot be read because the file is damaged in it.
  static let damagedUnit = Self("file.damaged-unit", "the unit is damaged")
}

/// Findings by their kind: all are counted, the first of each kind are kept, so that a bad file of any size
/// fills no memory.
public struct Findings: Sendable {
  /// How many of a kind are kept.
  public static let mostKept = 20

  /// The findings of one kind.
  public struct Group: Sendable {
    /// What they are.
    public var kind: Finding.Kind
    /// How many there are.
    public var count: Int
    /// The first ones, in the order of the file.
    public var first: [Finding]
  }

  /// In the order in which the kinds were first met.
  public private(set) var groups: [Group] = []
  private var places: [Finding.Kind: Int] = [:]

  /// No findings.
  public init() {}

  /// How many findings there are.
  public var count: Int { groups.reduce(0) { $0 + $1.count } }
  /// Whether there is none.
  public var isEmpty: Bool { groups.isEmpty }

  /// All that were kept, in the order of their lines.
  public var first: [Finding] {
    groups.flatMap(\.first).enumerated()
      .sorted {
        ($0.element.location.line ?? 0, $0.offset) < ($1.element.location.line ?? 0, $1.offset)
      }
      .map(\.element)
  }

  /// Counts a finding, and keeps it among the first of its kind.
  public mutating func add(_ finding: Finding) {
    let place = place(of: finding.kind)
    groups[place].count += 1
    if groups[place].first.count < Self.mostKept { groups[place].first.append(finding) }
  }

  /// Counts the findings of another list.
  public mutating func add(_ other: Findings) {
    for group in other.groups {
      let place = place(of: group.kind)
      groups[place].count += group.count
      let room = Self.mostKept - groups[place].first.count
      groups[place].first += group.first.prefix(room)
    }
  }

  /// The place of a kind's group, which is made where there is none.
  private mutating func place(of kind: Finding.Kind) -> Int {
    if let place = places[kind] { return place }
    places[kind] = groups.count
    groups.append(Group(kind: kind, count: 0, first: []))
    return groups.count - 1
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
