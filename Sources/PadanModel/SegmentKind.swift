/// The role of a line in a news article, in the layout that news sites give their pages.
public enum NewsRole: String, CaseIterable, Hashable, Codable, Sendable {
  /// A section label above the headline: `• News`.
  case kicker
  /// The deck between the headline and the text, which sums the article up.
  case standfirst
  /// A heading inside the article.
  case subheading
  /// The writer, and the time of writing: `Rina Prasetya | Rabu, 12/03/2025 10:15 WIB`.
  case byline
  /// The source of a picture: `ANTARA FOTO/Nama`.
  case credit
  /// A sentence that begins with a dateline: `SEOUL - Pemimpin …`.
  case datelineSentence = "dateline-sentence"
  /// A reference to another article: `Baca juga: …`.
  case inset
  /// The writer's initials at the end: `(ant/abc)`.
  case signoff
}

/// What a segment is: its structure, as in any document, and its role in a news article.
///
///     SegmentKind.byline.name  // "byline"
///     SegmentKind(.cell).name  // "body"
public struct SegmentKind: Hashable, Codable, Sendable {
  /// What its block is in the document.
  public var structure: BlockStructure
  /// Its role in a news article; `nil` for text of the article itself and for other documents.
  public var role: NewsRole?

  /// A kind, by default without a role.
  public init(_ structure: BlockStructure, role: NewsRole? = nil) {
    self.structure = structure
    self.role = role
  }

  /// A section label above the headline.
  public static let kicker = SegmentKind(.paragraph, role: .kicker)
  /// A headline, or a heading that the format marks.
  public static let headline = SegmentKind(.heading)
  /// The deck between the headline and the text.
  public static let standfirst = SegmentKind(.paragraph, role: .standfirst)
  /// A heading inside the article.
  public static let subheading = SegmentKind(.heading, role: .subheading)
  /// The writer, and the time of writing.
  public static let byline = SegmentKind(.paragraph, role: .byline)
  /// The caption of a picture or table.
  public static let caption = SegmentKind(.caption)
  /// The source of a picture.
  public static let credit = SegmentKind(.caption, role: .credit)
  /// A sentence that begins with a dateline.
  public static let datelineSentence = SegmentKind(.paragraph, role: .datelineSentence)
  /// Running text.
  public static let body = SegmentKind(.paragraph)
  /// An item of a list, with its marker.
  public static let list = SegmentKind(.listItem)
  /// A reference to another article.
  public static let inset = SegmentKind(.paragraph, role: .inset)
  /// The writer's initials at the end.
  public static let signoff = SegmentKind(.paragraph, role: .signoff)

  /// The kinds that a segmenter gives to plain text.
  public static let allCases: [SegmentKind] = [
    .kicker, .headline, .standfirst, .subheading, .byline, .caption, .credit, .datelineSentence,
    .body, .list, .inset, .signoff,
  ]

  /// The kind's name in output and gold files: that of its role, or else of its structure.
  public var name: String {
    if let role { return role.rawValue }
    return switch structure {
    case .heading: "headline"
    case .listItem: "list"
    case .caption: "caption"
    case .paragraph, .cell, .cue: "body"
    }
  }

  /// The kind with a name, as a segmenter gives it to plain text; `nil` if there is none.
  package init?(named name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// Whether a translation of the document is expected to contain a counterpart.
  public var isTranslatable: Bool {
    switch role {
    case .byline, .credit, .inset, .signoff: false
    case .kicker, .standfirst, .subheading, .datelineSentence, nil: true
    }
  }
}
