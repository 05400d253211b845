public import PadanModel

/// What to look up, and how much of it.
public struct LookupOptions: Sendable {
  public var source: LanguageTag
  public var target: LanguageTag
  /// The least net score, 0...100.
  public var minimum: Double
  /// The most matches for one query.
  public var limit: Int
  /// Whether every text of a fitting length is scored, also where it shares few tokens.
  public var isExhaustive = false
  /// Which units may answer: those of which it is true at one of the places where they were met. They are
  /// chosen before anything is ranked. Rejected units answer only where it names the state of review.
  public var filter: PairFilter?

  public init(
    source: LanguageTag, target: LanguageTag, minimum: Double = 75, limit: Int = 5
  ) {
    self.source = source
    self.target = target
    self.minimum = minimum
    self.limit = limit
  }
}

/// A text to look up and what stands around it.
public struct LookupQuery: Hashable, Sendable {
  public var text: String
  /// The segments before and after it, where they are known: a unit that was met between the same ones
  /// is a context match.
  public var previous: String?
  public var next: String?

  public init(_ text: String, previous: String? = nil, next: String? = nil) {
    self.text = text
    self.previous = previous
    self.next = next
  }
}
