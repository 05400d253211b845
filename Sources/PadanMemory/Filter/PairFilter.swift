public import FoundationEssentials
import GRDB
public import PadanModel

/// Which pairs of a memory are meant: an expression such as
/// `document ~ "berita/*" and confidence >= 0.8 and not review = rejected`.
///
/// A comparison is a field, an operator and a value; `and`, `or`, `not` and parentheses join them, with
/// `not` before `and` before `or`. Operators are `=`, `!=`, `<`, `<=`, `>`, `>=`, and `~`, which compares
/// with a pattern (`*` any text, `?` one character). A value with a blank or a sign in it stands between
/// quotation marks. `unknown` is what a field is of which nothing is known; no other comparison is true
/// of it.
///
/// A field holds what exports print under its name: paragraphs and sentences count from 0.
///
///     try PairFilter("created >= 2025-01-01 or author = ani")
public struct PairFilter: Hashable, Sendable {
  /// A condition on `unit`, `occurrence` and `direction`, with a `?` for each argument.
  let sql: String
  let arguments: [Value]
  /// Whether it says anything of the state of review: if not, lookups leave rejected units out.
  let namesReview: Bool

  enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
  }

  /// The names of the fields.
  public static var fieldNames: [String] { FilterField.all.map(\.name) }

  /// Reads an expression.
  ///
  /// - Throws: `PairFilterError` with the place of the fault.
  public init(_ expression: String) throws(PairFilterError) {
    var parser = PairFilterParser(expression)
    self = try parser.filter()
  }

  init(sql: String, arguments: [Value], namesReview: Bool = false) {
    self.sql = sql
    self.arguments = arguments
    self.namesReview = namesReview
  }

  /// What both filters are true of.
  public static func && (a: PairFilter, b: PairFilter) -> PairFilter { joined(a, "AND", b) }

  /// What one of two filters is true of.
  public static func || (a: PairFilter, b: PairFilter) -> PairFilter { joined(a, "OR", b) }

  /// What a filter is not true of.
  public static prefix func ! (filter: PairFilter) -> PairFilter {
    PairFilter(
      sql: "(NOT \(filter.sql))", arguments: filter.arguments, namesReview: filter.namesReview)
  }

  private static func joined(_ a: PairFilter, _ word: String, _ b: PairFilter) -> PairFilter {
    PairFilter(
      sql: "(\(a.sql) \(word) \(b.sql))", arguments: a.arguments + b.arguments,
      namesReview: a.namesReview || b.namesReview)
  }

  var statementArguments: StatementArguments {
    StatementArguments(
      arguments.map { value -> any DatabaseValueConvertible in
        switch value {
        case .text(let text): text
        case .number(let number): number
        }
      })
  }
}

extension PairFilter {
  /// Pairs that were met in a document.
  ///
  /// - Parameter pattern: Its name, in which `*` stands for any text and `?` for one character.
  public static func document(_ pattern: String) -> PairFilter {
    FilterField.document.matches(pattern)
  }

  /// Pairs that a person made or changed.
  public static func author(_ name: String) -> PairFilter {
    FilterField.author.compare("=", .text(name))
  }

  /// Pairs whose unit was added or changed at a moment or later.
  public static func updated(since date: Date) -> PairFilter {
    FilterField.updated.compare(">=", .number(date.timeIntervalSince1970))
  }

  /// Pairs whose unit was last added or changed before a moment.
  public static func updated(before date: Date) -> PairFilter {
    FilterField.updated.compare("<", .number(date.timeIntervalSince1970))
  }

  /// Pairs in a state of review.
  public static func review(_ state: ReviewState) -> PairFilter {
    FilterField.review.compare("=", .text(state.rawValue))
  }
}

/// Why an expression cannot be understood.
public struct PairFilterError: PadanError, Equatable {
  /// The whole expression.
  public var expression: String
  /// Where, in characters from 0.
  public var position: Int
  /// What is wanted or wrong there; it ends with a colon.
  public var reason: String

  /// A fault at a place of an expression.
  package init(expression: String, position: Int, reason: String) {
    self.expression = expression
    self.position = position
    self.reason = reason
  }

  public var kind: ErrorKind { .invalidRequest }
  public var code: ErrorCode { "filter.syntax" }
  public var location: SourceLocation? { nil }

  /// The reason, the expression below it, and a mark below the place.
  public var fault: String {
    "\(reason)\n  \(expression)\n  " + String(repeating: " ", count: position) + "^"
  }
}
