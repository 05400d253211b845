public import FoundationEssentials
import GRDB
public import PadanModel

/// An expression that selects pairs of a memory:
///
///     document ~ "berita/*" and confidence >= 0.8 and not review = rejected
///
/// A comparison is a field, an operator and a value. Comparisons are joined with `and`, `or`, `not`
/// and parentheses; `not` binds closer than `and`, and `and` closer than `or`. The operators are
/// `=`, `!=`, `<`, `<=`, `>`, `>=`, and `~`, which compares with a pattern (`*` is any text, `?`
/// one character). A value that contains white space or one of the signs `( ) = ! < > ~` needs
/// quotation marks.
///
/// The value `unknown` finds pairs for which nothing is known in a field. No other comparison is
/// true for them, `!=` included.
///
/// Values are written as in exports: paragraphs and sentences count from 0.
///
///     let recent = try PairFilter("created >= 2025-01-01 or author = ani")
///     let reviewed = recent && .review(.approved)
public struct PairFilter: Hashable, Sendable {
  /// A condition on the tables `unit`, `occurrence` and `direction`.
  private(set) var condition: FilterCondition
  /// Whether the expression mentions the review state. If it does not, lookups leave rejected units
  /// out.
  let namesReview: Bool

  /// A value that is compared.
  enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
  }

  /// The names of all fields that an expression can use.
  public static var fieldNames: [String] { FilterField.all.map(\.name) }

  /// Parses an expression.
  ///
  /// - Throws: `ParsingError` at the first part that makes no sense.
  public init(_ expression: String) throws(ParsingError) {
    var parser = PairFilterParser(expression)
    self = try parser.filter()
  }

  /// A filter of one comparison.
  ///
  /// - Parameters:
  ///   - sql: The comparison, which is never NULL. It must contain nothing that a user wrote.
  ///   - arguments: A value for each `?` of the comparison.
  ///   - namesReview: Whether the comparison is of the review state.
  init(sql: String, arguments: [Value], namesReview: Bool = false) {
    condition = .comparison(sql: sql, arguments: arguments)
    self.namesReview = namesReview
  }

  /// A filter of others.
  init(_ condition: FilterCondition, of filters: [PairFilter]) {
    self.condition = condition
    namesReview = filters.contains(where: \.namesReview)
  }

  /// The pairs that all filters select.
  static func all(of filters: [PairFilter]) -> PairFilter {
    filters.count == 1
      ? filters[0] : PairFilter(.all(of: filters.map(\.condition)), of: filters)
  }

  /// The pairs that at least one of some filters selects.
  static func any(of filters: [PairFilter]) -> PairFilter {
    filters.count == 1
      ? filters[0] : PairFilter(.any(of: filters.map(\.condition)), of: filters)
  }

  /// The pairs that both filters select.
  public static func && (a: PairFilter, b: PairFilter) -> PairFilter { all(of: [a, b]) }

  /// The pairs that at least one of two filters selects.
  public static func || (a: PairFilter, b: PairFilter) -> PairFilter { any(of: [a, b]) }

  /// The pairs that a filter does not select.
  public static prefix func ! (filter: PairFilter) -> PairFilter {
    PairFilter(filter.condition.negated, of: [filter])
  }

  /// The condition in SQL, with a `?` for each of the `statementArguments`.
  var sql: String { condition.statement.sql }

  /// The arguments as GRDB binds them.
  var statementArguments: StatementArguments {
    StatementArguments(
      condition.statement.arguments.map { value -> any DatabaseValueConvertible in
        switch value {
        case .text(let text): text
        case .number(let number): number
        }
      })
  }
}

extension PairFilter {
  /// Pairs found in a document.
  ///
  /// - Parameter pattern: The document's name, in which `*` is any text and `?` one character.
  public static func document(_ pattern: String) -> PairFilter {
    FilterField.document.matches(pattern)
  }

  /// Pairs that a person made or changed.
  ///
  /// - Parameter name: The person's name, exactly as provenance gives it.
  public static func author(_ name: String) -> PairFilter {
    FilterField.author.compare("=", .text(name))
  }

  /// Pairs whose unit was last added or changed at a moment or later.
  public static func updated(since date: Date) -> PairFilter {
    FilterField.updated.compare(">=", .number(date.timeIntervalSince1970))
  }

  /// Pairs whose unit was last added or changed before a moment.
  public static func updated(before date: Date) -> PairFilter {
    FilterField.updated.compare("<", .number(date.timeIntervalSince1970))
  }

  /// The pairs of one unit, by its number.
  package static func unit(_ number: Int64) -> PairFilter {
    FilterField.unit.compare("=", .number(Double(number)))
  }

  /// Pairs with a review state. A lookup with this filter can find rejected units.
  public static func review(_ state: ReviewState) -> PairFilter {
    FilterField.review.compare("=", .text(state.rawValue))
  }
}

extension PairFilter {
  /// The expression of a filter cannot be parsed.
  public struct ParsingError: PadanError, Equatable {
    /// The whole expression.
    public var expression: String
    /// Where the fault is, in characters from 0.
    public var position: Int
    /// What is wrong at that position. It ends with a colon.
    public var reason: String

    /// A fault at a position of an expression.
    package init(expression: String, position: Int, reason: String) {
      self.expression = expression
      self.position = position
      self.reason = reason
    }

    /// The request makes no sense.
    public var kind: ErrorKind { .invalidRequest }
    /// `filter.syntax`.
    public var code: ErrorCode { "filter.syntax" }
    /// `nil`: an expression comes from no file.
    public var location: SourceLocation? { nil }

    /// Three lines: the reason, the expression, and a `^` below the position.
    public var fault: String {
      "\(reason)\n  \(expression)\n  " + String(repeating: " ", count: position) + "^"
    }
  }
}
