public import PadanModel
import PadanText

/// Something in a file that a reader skipped or tolerated, or that a checker objects to.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The file and line.
  public var location: SourceLocation
  /// The kind of the finding.
  public var kind: Kind
  /// The name or value that the finding is about, on one line and shortened to 200 characters;
  /// `nil` if the kind says everything.
  public var detail: String?

  /// The most characters of a detail.
  private static let longestDetail = 200

  /// A kind of finding: a stable code and a description. Each format adds its kinds as static
  /// members.
  public struct Kind: Hashable, Sendable {
    /// The stable name, such as `tmx.missing-language`.
    public let code: ErrorCode
    /// The description: a clause without a full stop.
    public let reason: String
    /// Whether the file violates its format. A unit without a translation, for example, does not.
    public let isFault: Bool
    /// What to do if that is not wanted; `nil` if there is no advice.
    public let remedy: Remedy?

    /// A kind of finding.
    ///
    /// - Parameters:
    ///   - code: The stable name: the format, a dot, the kind.
    ///   - reason: The description, without a full stop.
    package init(
      _ code: ErrorCode, _ reason: String, isFault: Bool = true, remedy: Remedy? = nil
    ) {
      self.code = code
      self.reason = reason
      self.isFault = isFault
      self.remedy = remedy
    }
  }

  /// A finding of a kind.
  ///
  /// - Parameter detail: What it is about. Line breaks become spaces, and a long text is shortened.
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

  /// Location, description and detail on one line: `a.tmx:7: a prop has no type`.
  public var description: String {
    "\(location): \(kind.reason)" + (detail.map { ": \($0)" } ?? "")
  }
}

extension Finding.Kind {
  /// One side of a pair is empty.
  static let emptySide = Self("pair.empty-side", "one side has no text")
  /// Bytes that are no text in the file's encoding. Each is read as U+FFFD.
  package static let illFormedText = Self(
    "text.ill-formed", "ill-formed text is read as U+FFFD, in the encoding")
  /// The file does not say its encoding, and is not UTF-8.
  package static let guessedEncoding = Self(
    "text.guessed-encoding", "the encoding is guessed")
  /// A control character that no XML file may hold.
  static let forbiddenCharacter = Self(
    "xml.forbidden-character", "a control character that XML forbids is left out")
  /// A line that is too long, and is passed over.
  static let longLine = Self(
    "file.long-line", "a line is longer than \(Limits.longestLine) bytes, and is left out")
  /// The file is damaged outside its units.
  static let damagedFile = Self("file.damaged", "the file is damaged")
  /// The file is damaged inside a unit, which is skipped.
  static let damagedUnit = Self("file.damaged-unit", "the unit is damaged")
}

extension DecodedText {
  /// What was guessed or repaired in a text that was decoded as a whole.
  func findings(in file: String) -> Findings {
    var findings = Findings()
    if isGuessed {
      findings.add(
        Finding(.guessedEncoding, at: SourceLocation(file: file), detail: encoding))
    }
    if let firstRepairLine {
      findings.add(
        Finding(
          .illFormedText, at: SourceLocation(file: file, line: firstRepairLine), detail: encoding))
    }
    return findings
  }
}

/// Findings grouped by kind.
///
/// All findings are counted, but only the first of each kind are kept. So a bad file of any size
/// uses little memory.
public struct Findings: Sendable {
  /// The most findings of one kind that are kept.
  public static let mostKept = 20

  /// The findings of a kind.
  public struct Group: Sendable {
    /// The kind.
    public var kind: Finding.Kind
    /// The number of findings, kept or not.
    public var count: Int
    /// The first findings, at most `mostKept`, in the order in which they were added.
    public var first: [Finding]
  }

  /// The groups, in the order in which their kinds first occurred.
  public private(set) var groups: [Group] = []
  /// The positions of the groups by kind.
  private var places: [Finding.Kind: Int] = [:]

  /// No findings.
  public init() {}

  /// The number of all findings, kept or not.
  public var count: Int { groups.reduce(0) { $0 + $1.count } }
  /// Whether there are no findings.
  public var isEmpty: Bool { groups.isEmpty }

  /// The kept findings of all kinds, sorted by line.
  public var first: [Finding] {
    groups.flatMap(\.first).enumerated()
      .sorted {
        ($0.element.location.line ?? 0, $0.offset) < ($1.element.location.line ?? 0, $1.offset)
      }
      .map(\.element)
  }

  /// Adds a finding: counts it, and keeps it if there is room in its group.
  public mutating func add(_ finding: Finding) {
    let place = place(of: finding.kind)
    groups[place].count += 1
    if groups[place].first.count < Self.mostKept { groups[place].first.append(finding) }
  }

  /// Adds all findings of another collection, after those of this one.
  public mutating func add(_ other: Findings) {
    for group in other.groups {
      let place = place(of: group.kind)
      groups[place].count += group.count
      let room = Self.mostKept - groups[place].first.count
      groups[place].first += group.first.prefix(room)
    }
  }

  /// The position of a kind's group. Adds a group if there is none.
  private mutating func place(of kind: Finding.Kind) -> Int {
    if let place = places[kind] { return place }
    places[kind] = groups.count
    groups.append(Group(kind: kind, count: 0, first: []))
    return groups.count - 1
  }
}

/// The result of reading a file, apart from its units.
public struct ReadingReport: Sendable {
  /// Units, lines and entries that were left out.
  public var skipped = Findings()
  /// Violations of the format that were read all the same.
  public var warnings = Findings()
  /// Whether pairs have the languages that were asked for because the file does not name theirs.
  package var assumesLanguages = false
  /// Properties in the file's header that apply to all its units: attributes, notes, props,
  /// encodings.
  public var header: [Provenance.Property] = []

  /// An empty report.
  public init() {}

  /// Whether anything of the file is lost: units that were left out, or bytes that are no text.
  public var isPartial: Bool {
    !skipped.isEmpty || warnings.groups.contains { $0.kind == .illFormedText }
  }
}

/// How a reader treats violations of a format.
///
/// At every level it leaves out units without a translation and counts them, because they are
/// valid.
public enum Tolerance: String, CaseIterable, Sendable {
  /// The first violation is an error.
  case strict
  /// A violation whose meaning is clear is tolerated and reported as a warning.
  ///
  /// A line or row of a table or of JSON Lines that is no pair is skipped. Anything else is an error
  /// for the whole file: markup that is not well-formed, a line that is none of PO, a quotation mark
  /// that is not closed.
  case deviations
  /// Damage is tolerated, too: undamaged units are read, and the others are skipped and reported.
  ///
  /// Line pairs and bead files have no such recovery. After a missing line, all pairs would be
  /// wrong.
  case damage
}
