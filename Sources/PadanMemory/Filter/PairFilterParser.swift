import FoundationEssentials
import PadanModel

/// Parses the expression of a filter by recursive descent.
///
///     expression  = conjunction *( "or" conjunction )
///     conjunction = negation *( "and" negation )
///     negation    = "not" negation / "(" expression ")" / comparison
///     comparison  = field operator value
///
/// Values become arguments of the SQL, never part of it.
struct PairFilterParser {
  private let expressionText: String
  private var tokens: [Token] = []
  /// The position of the next token in `tokens`.
  private var next = 0
  /// The most parentheses that may be open. The parser calls itself for each.
  private static let mostParentheses = 1000
  /// How often an expression may change between `and` and `or` from outside inwards: as often as
  /// SQLite's parser follows.
  private static let deepestCondition = 60
  /// How deeply the present expression is nested.
  private var depth = 0
  /// A fault found while the tokens were read; `filter()` throws it.
  private var faultAtStart: PairFilter.ParsingError?

  /// A word, the text between quotation marks, or an operator or parenthesis.
  private struct Token {
    enum Kind { case word, quoted, sign }
    var kind: Kind
    var text: String
    /// Where it begins in the expression, in characters from 0.
    var position: Int
  }

  /// Splits an expression into tokens.
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
          faultAtStart = PairFilter.ParsingError(
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

  /// A fault at a position; by default at the next token, or at the end of the expression.
  private func fault(_ words: String, at position: Int? = nil) -> PairFilter.ParsingError {
    PairFilter.ParsingError(
      expression: expressionText,
      position: position ?? (next < tokens.count ? tokens[next].position : expressionText.count),
      reason: words)
  }

  /// Whether the next token is a word or sign, in any case; text in quotation marks never is.
  private func isNext(_ word: String) -> Bool {
    next < tokens.count && tokens[next].kind != .quoted && tokens[next].text.lowercased() == word
  }

  /// Skips the next token if it is a word or sign.
  private mutating func take(_ word: String) -> Bool {
    guard isNext(word) else { return false }
    next += 1
    return true
  }

  /// Parses the whole expression.
  mutating func filter() throws(PairFilter.ParsingError) -> PairFilter {
    if let faultAtStart { throw faultAtStart }
    let filter = try expression()
    if next < tokens.count { throw fault("“and” or “or” is wanted here:") }
    return filter
  }

  /// Parses conjunctions joined by `or`.
  private mutating func expression() throws(PairFilter.ParsingError) -> PairFilter {
    var parts = [try conjunction()]
    while take("or") { parts.append(try conjunction()) }
    return .any(of: parts)
  }

  /// Parses negations joined by `and`.
  private mutating func conjunction() throws(PairFilter.ParsingError) -> PairFilter {
    var parts = [try negation()]
    while take("and") { parts.append(try negation()) }
    return .all(of: parts)
  }

  /// Parses a negation, an expression in parentheses or a comparison.
  private mutating func negation() throws(PairFilter.ParsingError) -> PairFilter {
    var isNegated = false
    while take("not") { isNegated.toggle() }
    let filter = isNext("(") ? try parentheses() : try comparison()
    return isNegated ? !filter : filter
  }

  /// Parses an expression in parentheses.
  private mutating func parentheses() throws(PairFilter.ParsingError) -> PairFilter {
    let start = tokens[next].position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostParentheses, take("(") else {
      throw fault("the expression is nested too deeply here:")
    }
    let filter = try expression()
    guard take(")") else { throw fault("a closing parenthesis is wanted here:") }
    guard filter.condition.depth <= Self.deepestCondition else {
      throw fault("“and” and “or” are nested too deeply here:", at: start)
    }
    return filter
  }

  /// Parses a field, an operator and a value.
  private mutating func comparison() throws(PairFilter.ParsingError) -> PairFilter {
    guard next < tokens.count, tokens[next].kind == .word,
      let field = FilterField.named(tokens[next].text)
    else {
      let names = FilterField.all.map(\.name).joined(separator: ", ")
      throw fault("a field is wanted here, one of \(names):")
    }
    next += 1
    let operators = ["=", "!=", "<", "<=", ">", ">=", "~"]
    guard next < tokens.count, tokens[next].kind == .sign, operators.contains(tokens[next].text)
    else { throw fault("an operator is wanted here, one of \(operators.joined(separator: " ")):") }
    let sign = tokens[next].text
    next += 1
    guard next < tokens.count, tokens[next].kind != .sign else {
      throw fault("a value is wanted here:")
    }
    let filter = try compare(field, sign, tokens[next])
    next += 1
    return filter
  }

  /// The filter of one comparison.
  private func compare(
    _ field: FilterField, _ sign: String, _ token: Token
  ) throws(PairFilter.ParsingError) -> PairFilter {
    if token.kind == .word, token.text.lowercased() == "unknown" {
      guard sign == "=" || sign == "!=" else { throw fault("only = and != go with unknown:") }
      return sign == "=" ? field.isUnknown : !field.isUnknown
    }
    // No comparison is true of an unknown value, so `!=` must exclude it like `=` does.
    if sign == "!=" { return !field.isUnknown && !(try compare(field, "=", token)) }
    if sign == "~" {
      guard field.kind == .text || field.kind == .language else {
        throw fault("~ compares texts; \(field.name) is none:")
      }
      return field.matches(token.text)
    }
    switch field.kind {
    case .text: return field.compare(sign, .text(token.text))
    case .language:
      guard sign == "=", let tag = LanguageTag(token.text) else {
        return field.compare(sign, .text(token.text))
      }
      return field.isLanguage(tag.description)
    case .number, .flag, .review: return field.compare(sign, try value(of: field.kind, token.text))
    case .date:
      guard let range = Self.seconds(token.text) else {
        throw fault("a date is wanted here, such as 2025-07-14:")
      }
      return Self.compare(field, sign, range)
    }
  }

  /// The value of a flag, review state or number.
  private func value(
    of kind: FilterField.Kind, _ text: String
  ) throws(PairFilter.ParsingError) -> PairFilter.Value {
    switch kind {
    case .flag:
      guard ["yes", "no"].contains(text) else { throw fault("yes or no is wanted here:") }
      return .number(text == "yes" ? 1 : 0)
    case .review:
      guard ReviewState(rawValue: text) != nil else {
        let states = ReviewState.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault("a review state is wanted here, one of \(states):")
      }
      return .text(text)
    default:
      guard let number = Double(text), number.isFinite else {
        throw fault("a number is wanted here:")
      }
      return .number(number)
    }
  }

  /// The comparison of a date field with a period. A day is one period: `= 2025-07-14` finds every
  /// second of it, and `> 2025-07-14` begins with the next day.
  private static func compare(
    _ field: FilterField, _ sign: String, _ range: Range<Double>
  ) -> PairFilter {
    switch sign {
    case "<": field.compare("<", .number(range.lowerBound))
    case "<=": field.compare("<", .number(range.upperBound))
    case ">": field.compare(">=", .number(range.upperBound))
    case ">=": field.compare(">=", .number(range.lowerBound))
    default:
      field.compare(">=", .number(range.lowerBound))
        && field.compare("<", .number(range.upperBound))
    }
  }

  /// The period of a date (`2025-07-14`, in UTC) or of an ISO 8601 moment, which is one second
  /// long, in seconds since 1970; `nil` if the text is neither.
  private static func seconds(_ text: String) -> Range<Double>? {
    let isDay = text.count == 10
    guard let date = try? Date(isDay ? text + "T00:00:00Z" : text, strategy: .iso8601) else {
      return nil
    }
    return date.timeIntervalSince1970..<(date.timeIntervalSince1970 + (isDay ? 86_400 : 1))
  }
}
