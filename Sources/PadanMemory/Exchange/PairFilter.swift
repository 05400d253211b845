import FoundationEssentials
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
///     try PairFilter("created >= 2025-01-01 or author = ani")
public struct PairFilter: Hashable, Sendable {
  /// A field of a pair; its raw value is its name.
  public enum Field: String, CaseIterable, Sendable {
    case from, to, source, target, id, document, paragraph, sentence, bead, crossing
    case confidence, score, created, author, tool, changed, changer, usage, review, origin
    case `import`
  }

  let sql: String
  let arguments: [Value]

  enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
  }

  /// Reads an expression.
  ///
  /// - Throws: `PairFilterError` with the place of the fault.
  public init(_ expression: String) throws(PairFilterError) {
    var parser = PairFilterParser(expression)
    sql = try parser.expression()
    try parser.expectEnd()
    arguments = parser.arguments
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

extension PairFilter.Field {
  enum Kind { case text, number, date, flag, review }

  var kind: Kind {
    switch self {
    case .paragraph, .sentence, .confidence, .score, .usage, .import: .number
    case .created, .changed: .date
    case .crossing: .flag
    case .review: .review
    default: .text
    }
  }

  var sql: String {
    switch self {
    case .from: "direction.source_language"
    case .to: "direction.target_language"
    case .source: "unit.source"
    case .target: "unit.target"
    case .id: "occurrence.name"
    case .document: "occurrence.document"
    // People count from 1, as lookups print them.
    case .paragraph: "occurrence.paragraph + 1"
    case .sentence: "occurrence.sentence + 1"
    case .bead: "occurrence.bead_kind"
    case .crossing: "occurrence.is_crossing"
    case .confidence: "occurrence.confidence"
    case .score: "occurrence.confidence * 100"
    case .created: "occurrence.created_at"
    case .author: "occurrence.created_by"
    case .tool: "occurrence.creation_tool"
    case .changed: "coalesce(occurrence.changed_at, occurrence.created_at)"
    case .changer: "occurrence.changed_by"
    case .usage: "unit.imported_usage"
    case .review: "unit.review"
    case .origin: "(SELECT origin FROM import WHERE id = occurrence.import_id)"
    case .import: "occurrence.import_id"
    }
  }
}

/// Turns an expression into SQL, by recursive descent. Values become arguments, never SQL.
private struct PairFilterParser {
  private let expressionText: String
  private var tokens: [Token] = []
  private var next = 0
  private var depth = 0
  private(set) var arguments: [PairFilter.Value] = []
  private var faultAtStart: PairFilterError?

  private struct Token {
    enum Kind { case word, quoted, sign }
    var kind: Kind
    var text: String
    var position: Int
  }

  init(_ expression: String) {
    expressionText = expression
    let characters = Array(expression)
    var index = 0
    while index < characters.count {
      let start = index
      if characters[index].isWhitespace {
        index += 1
      } else if "()".contains(characters[index]) {
        tokens.append(Token(kind: .sign, text: String(characters[index]), position: index))
        index += 1
      } else if "=!<>~".contains(characters[index]) {
        while index < characters.count, "=!<>~".contains(characters[index]) { index += 1 }
        tokens.append(
          Token(kind: .sign, text: String(characters[start..<index]), position: start))
      } else if characters[index] == "\"" || characters[index] == "'" {
        let quote = characters[index]
        index += 1
        while index < characters.count, characters[index] != quote { index += 1 }
        guard index < characters.count else {
          faultAtStart = PairFilterError(
            expression: expression, position: start, reason: "this quotation mark is not closed:")
          return
        }
        tokens.append(
          Token(kind: .quoted, text: String(characters[(start + 1)..<index]), position: start))
        index += 1
      } else {
        while index < characters.count, !characters[index].isWhitespace,
          !"()=!<>~\"".contains(characters[index])
        {
          index += 1
        }
        tokens.append(
          Token(kind: .word, text: String(characters[start..<index]), position: start))
      }
    }
  }

  private func fault(_ words: String, at position: Int? = nil) -> PairFilterError {
    PairFilterError(
      expression: expressionText,
      position: position ?? (next < tokens.count ? tokens[next].position : expressionText.count),
      reason: words)
  }

  private func isNext(_ word: String) -> Bool {
    next < tokens.count && tokens[next].kind != .quoted && tokens[next].text.lowercased() == word
  }

  private mutating func take(_ word: String) -> Bool {
    guard isNext(word) else { return false }
    next += 1
    return true
  }

  mutating func expectEnd() throws(PairFilterError) {
    if next < tokens.count { throw fault("“and” or “or” is wanted here:") }
  }

  mutating func expression() throws(PairFilterError) -> String {
    if let faultAtStart { throw faultAtStart }
    var sql = try conjunction()
    while take("or") { sql = "(\(sql) OR \(try conjunction()))" }
    return sql
  }

  private mutating func conjunction() throws(PairFilterError) -> String {
    var sql = try negation()
    while take("and") { sql = "(\(sql) AND \(try negation()))" }
    return sql
  }

  private mutating func negation() throws(PairFilterError) -> String {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw fault("the expression is nested too deeply here:") }
    if take("not") { return "(NOT \(try negation()))" }
    if take("(") {
      let sql = try expression()
      guard take(")") else { throw fault("a closing parenthesis is wanted here:") }
      return sql
    }
    return try comparison()
  }

  private mutating func comparison() throws(PairFilterError) -> String {
    let names = PairFilter.Field.allCases.map(\.rawValue).joined(separator: ", ")
    guard next < tokens.count, tokens[next].kind == .word,
      let field = PairFilter.Field(rawValue: tokens[next].text.lowercased())
    else { throw fault("a field is wanted here, one of \(names):") }
    next += 1
    let operators = ["=", "!=", "<", "<=", ">", ">=", "~"]
    guard next < tokens.count, tokens[next].kind == .sign, operators.contains(tokens[next].text)
    else { throw fault("an operator is wanted here, one of \(operators.joined(separator: " ")):") }
    let sign = tokens[next].text
    next += 1
    guard next < tokens.count, tokens[next].kind != .sign else {
      throw fault("a value is wanted here:")
    }
    let token = tokens[next]
    if token.kind == .word, token.text.lowercased() == "unknown" {
      guard sign == "=" || sign == "!=" else { throw fault("only = and != go with unknown:") }
      next += 1
      return "(\(field.sql) IS \(sign == "=" ? "" : "NOT ")NULL)"
    }
    let sql = try compare(field, sign, token)
    next += 1
    // Of what is not known nothing is true, and so its opposite is.
    return "coalesce(\(sql), 0)"
  }

  private mutating func compare(
    _ field: PairFilter.Field, _ sign: String, _ token: Token
  ) throws(PairFilterError) -> String {
    if sign == "~" {
      guard field.kind == .text else { throw fault("~ compares texts; \(field.rawValue) is none:") }
      arguments.append(.text(token.text))
      return "\(field.sql) GLOB ?"
    }
    switch field.kind {
    case .text:
      let isLanguage = field == .from || field == .to
      if isLanguage, let tag = LanguageTag(token.text), sign == "=" || sign == "!=" {
        // A language without a region takes in all of its regions.
        arguments += [.text(tag.description), .text(tag.description + "-*")]
        let sql = "(\(field.sql) = ? OR \(field.sql) GLOB ?)"
        return sign == "=" ? sql : "NOT \(sql)"
      }
      arguments.append(.text(token.text))
    case .number:
      guard let number = Double(token.text), number.isFinite else {
        throw fault("a number is wanted here:")
      }
      arguments.append(.number(number))
    case .flag:
      guard ["yes", "no"].contains(token.text) else { throw fault("yes or no is wanted here:") }
      arguments.append(.number(token.text == "yes" ? 1 : 0))
    case .review:
      guard ReviewState(rawValue: token.text) != nil else {
        let states = ReviewState.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault("a review state is wanted here, one of \(states):")
      }
      arguments.append(.text(token.text))
    case .date:
      guard let range = Self.seconds(token.text) else {
        throw fault("a date is wanted here, such as 2025-07-14:")
      }
      return dateComparison(field.sql, sign, range)
    }
    return "\(field.sql) \(sign) ?"
  }

  /// A day is all of its seconds.
  private mutating func dateComparison(
    _ sql: String, _ sign: String, _ range: Range<Double>
  ) -> String {
    func add(_ value: Double) -> String {
      arguments.append(.number(value))
      return "?"
    }
    switch sign {
    case "<": return "\(sql) < \(add(range.lowerBound))"
    case "<=": return "\(sql) < \(add(range.upperBound))"
    case ">": return "\(sql) >= \(add(range.upperBound))"
    case ">=": return "\(sql) >= \(add(range.lowerBound))"
    case "=": return "(\(sql) >= \(add(range.lowerBound)) AND \(sql) < \(add(range.upperBound)))"
    default: return "(\(sql) < \(add(range.lowerBound)) OR \(sql) >= \(add(range.upperBound)))"
    }
  }

  private static func seconds(_ text: String) -> Range<Double>? {
    let isDay = text.count == 10
    guard let date = try? Date(isDay ? text + "T00:00:00Z" : text, strategy: .iso8601) else {
      return nil
    }
    return date.timeIntervalSince1970..<(date.timeIntervalSince1970 + (isDay ? 86_400 : 1))
  }
}
