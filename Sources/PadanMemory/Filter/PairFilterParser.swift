import FoundationEssentials
import PadanModel

/// Reads the expression of a filter, by recursive descent. Values become arguments, never SQL.
struct PairFilterParser {
  private let expressionText: String
  private var tokens: [Token] = []
  private var next = 0
  private var depth = 0
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

  /// The whole expression.
  mutating func filter() throws(PairFilterError) -> PairFilter {
    if let faultAtStart { throw faultAtStart }
    let filter = try expression()
    if next < tokens.count { throw fault("“and” or “or” is wanted here:") }
    return filter
  }

  private mutating func expression() throws(PairFilterError) -> PairFilter {
    var filter = try conjunction()
    while take("or") { filter = filter || (try conjunction()) }
    return filter
  }

  private mutating func conjunction() throws(PairFilterError) -> PairFilter {
    var filter = try negation()
    while take("and") { filter = filter && (try negation()) }
    return filter
  }

  private mutating func negation() throws(PairFilterError) -> PairFilter {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw fault("the expression is nested too deeply here:") }
    if take("not") { return !(try negation()) }
    if take("(") {
      let filter = try expression()
      guard take(")") else { throw fault("a closing parenthesis is wanted here:") }
      return filter
    }
    return try comparison()
  }

  private mutating func comparison() throws(PairFilterError) -> PairFilter {
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

  private func compare(
    _ field: FilterField, _ sign: String, _ token: Token
  ) throws(PairFilterError) -> PairFilter {
    if token.kind == .word, token.text.lowercased() == "unknown" {
      guard sign == "=" || sign == "!=" else { throw fault("only = and != go with unknown:") }
      return sign == "=" ? field.isUnknown : !field.isUnknown
    }
    // Of what is not known nothing is true, and so its opposite is not either.
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

  private func value(
    of kind: FilterField.Kind, _ text: String
  ) throws(PairFilterError) -> PairFilter.Value {
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

  /// A day is all of its seconds.
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

  private static func seconds(_ text: String) -> Range<Double>? {
    let isDay = text.count == 10
    guard let date = try? Date(isDay ? text + "T00:00:00Z" : text, strategy: .iso8601) else {
      return nil
    }
    return date.timeIntervalSince1970..<(date.timeIntervalSince1970 + (isDay ? 86_400 : 1))
  }
}
