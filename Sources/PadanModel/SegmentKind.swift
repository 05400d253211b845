/// What a stretch of an article is for in the shape that news sites give their pages.
public enum NewsRole: String, CaseIterable, Hashable, Codable, Sendable {
  /// A section label above the headline: `• News`.
  case kicker
  /// Who wrote it and when: `Rina Prasetya | Rabu, 12/03/2025 10:15 WIB`.
  case byline
  /// Whose picture it is: `ANTARA FOTO/Nama`.
  case credit
  /// The sentence that a dateline opens: `SEOUL - Pemimpin …`.
  case datelineSentence = "dateline-sentence"
  /// A pointer to another article: `Baca juga: …`.
  case inset
  /// The initials at the end: `(ant/abc)`.
  case signoff
}

/// What a segment is: its structure, which any document has, and its role in the news, if it has one.
public struct SegmentKind: Hashable, Codable, Sendable {
  public var structure: BlockStructure
  public var role: NewsRole?

  public init(_ structure: BlockStructure, role: NewsRole? = nil) {
    self.structure = structure
    self.role = role
  }

  public static let kicker = SegmentKind(.paragraph, role: .kicker)
  public static let headline = SegmentKind(.heading)
  public static let byline = SegmentKind(.paragraph, role: .byline)
  public static let caption = SegmentKind(.caption)
  public static let credit = SegmentKind(.caption, role: .credit)
  public static let datelineSentence = SegmentKind(.paragraph, role: .datelineSentence)
  public static let body = SegmentKind(.paragraph)
  /// An item of a list, its marker included.
  public static let list = SegmentKind(.listItem)
  public static let inset = SegmentKind(.paragraph, role: .inset)
  public static let signoff = SegmentKind(.paragraph, role: .signoff)

  /// The kinds that plain text is found to have.
  public static let allCases: [SegmentKind] = [
    .kicker, .headline, .byline, .caption, .credit, .datelineSentence, .body, .list, .inset,
    .signoff,
  ]

  /// The word by which output and gold files know it: the role's, or else the structure's.
  public var name: String {
    if let role { return role.rawValue }
    return switch structure {
    case .heading: "headline"
    case .listItem: "list"
    case .caption: "caption"
    case .paragraph, .cell, .cue: "body"
    }
  }

  /// Whether a translation of the article is expected to hold a counterpart.
  public var isTranslatable: Bool {
    switch role {
    case .byline, .credit, .inset, .signoff: false
    case .kicker, .datelineSentence, nil: true
    }
  }
}
