import FoundationEssentials
import HTTPTypes
import Padan

/// The parameters of a request, from its query, its form or its JSON.
///
///     let limit = try parameters.integer("limit", in: 1...100) ?? 5
struct Parameters: Sendable {
  private var values: [String: JSONValue]
  /// Whether who sends them asks for lines of JSON.
  var wantsLines = false

  init(_ values: [String: JSONValue] = [:]) {
    self.values = values
  }

  /// Parameters of a query or form. One that stands several times is a list.
  init(_ items: [(name: String, value: String)]) {
    var lists: [String: [JSONValue]] = [:]
    for (name, value) in items { lists[name, default: []].append(.string(value)) }
    values = lists.mapValues { $0.count == 1 ? $0[0] : .array($0) }
  }

  /// Parameters of a JSON object.
  ///
  /// - Throws: `Fault` if it is none.
  init(json bytes: [UInt8]) throws(Fault) {
    guard !JSONValue.hasTooMany(bytes) else {
      throw Fault(.contentTooLarge, "request.json", "The request has too many values.")
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)),
      case .object(let values) = value
    else {
      throw Fault(
        .badRequest, "request.json", "The body is not a JSON object, or nests too deeply.")
    }
    self.values = values
  }

  /// The parameters of this request, and those of another where this one has none.
  func merging(_ other: Parameters) -> Parameters {
    Parameters(values.merging(other.values) { own, _ in own })
  }

  /// Refuses parameters with other names.
  func check(known names: [String]) throws(Fault) {
    for name in values.keys.sorted() where !names.contains(name) {
      throw .badParameter(
        name, "There is no such parameter. There are: \(names.sorted().joined(separator: ", ")).")
    }
  }

  /// Whether a parameter is there.
  func has(_ name: String) -> Bool { values[name].map { $0 != .null } ?? false }

  /// A text; `nil` if there is none.
  func string(_ name: String) throws(Fault) -> String? {
    switch values[name] {
    case nil, .null: nil
    case .string(let text): text
    case .number(let number) where number == number.rounded() && abs(number) < 1e15:
      String(Int(number))
    case .number(let number): "\(number)"
    case .bool(let bool): "\(bool)"
    case .array, .object: throw .badParameter(name, "One text is needed.")
    }
  }

  /// A text that must be there and not be blank.
  func text(_ name: String) throws(Fault) -> String {
    guard let text = try string(name), !TextForm.isBlank(text) else {
      throw .badParameter(name, "A text is needed.")
    }
    return text
  }

  /// Texts; one text is a list of one.
  func strings(_ name: String) throws(Fault) -> [String] {
    guard case .array(let values) = values[name] else {
      return try string(name).map { [$0] } ?? []
    }
    var texts: [String] = []
    for value in values {
      guard case .string(let text) = value else {
        throw .badParameter(name, "A list of texts is needed.")
      }
      texts.append(text)
    }
    return texts
  }

  /// Whether a parameter is a list.
  func isList(_ name: String) -> Bool {
    if case .array = values[name] { true } else { false }
  }

  /// Objects, or texts, for which `key` is the name of the only parameter.
  func objects(_ name: String, text key: String? = nil) throws(Fault) -> [Parameters] {
    guard let value = values[name], value != .null else { return [] }
    let list = if case .array(let list) = value { list } else { [value] }
    var objects: [Parameters] = []
    for value in list {
      switch (value, key) {
      case (.object(let values), _): objects.append(Parameters(values))
      case (.string, let key?): objects.append(Parameters([key: value]))
      default:
        throw .badParameter(
          name,
          key == nil ? "A list of objects is needed." : "A list of texts or objects is needed."
        )
      }
    }
    return objects
  }

  /// A parameter as it was sent; `nil` if there is none.
  func value(_ name: String) -> JSONValue? { values[name] }

  /// A parameter as a line of JSON; none is `null`.
  func json(_ name: String) -> [UInt8] {
    var json = JSONWriter()
    (values[name] ?? .null).write(to: &json)
    json.endLine()
    return json.bytes
  }

  /// Whole numbers.
  func integers(_ name: String) throws(Fault) -> [Int] {
    let list: [JSONValue] =
      if case .array(let list) = values[name] { list } else { values[name].map { [$0] } ?? [] }
    var numbers: [Int] = []
    for value in list {
      guard let number = Self.number(value).flatMap({ Int(exactly: $0) }) else {
        throw .badParameter(name, "Whole numbers are needed.")
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .number(let number): number
    case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// A number in a range; `nil` if there is none.
  func number(_ name: String, in range: ClosedRange<Double>) throws(Fault) -> Double? {
    guard let value = values[name], value != .null else { return nil }
    guard let number = Self.number(value), range.contains(number) else {
      throw .badParameter(
        name, "A number from \(range.lowerBound) to \(range.upperBound) is needed.")
    }
    return number
  }

  /// A whole number in a range; `nil` if there is none.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(Fault) -> Int? {
    guard let value = values[name], value != .null else { return nil }
    guard let number = Self.number(value).flatMap({ Int(exactly: $0) }), range.contains(number)
    else {
      throw .badParameter(
        name, "A whole number from \(range.lowerBound) to \(range.upperBound) is needed.")
    }
    return number
  }

  /// The number of a row, such as a unit's, which must be there.
  ///
  /// - Throws: `Fault` with the status of a missing row if no row can have it.
  func rowNumber(_ name: String) throws(Fault) -> Int64 {
    guard let value = values[name], let number = Self.number(value).flatMap({ Int64(exactly: $0) }),
      number > 0
    else { throw Fault(.notFound, "request.parameter", "\(name): A number from 1 on is needed.") }
    return number
  }

  /// Whether something is asked for; `standard` if nothing is said.
  func flag(_ name: String, default standard: Bool = false) throws(Fault) -> Bool {
    switch values[name] {
    case nil, .null: return standard
    case .bool(let bool): return bool
    case .string("true"), .string("1"), .string("yes"), .string(""), .number(1): return true
    case .string("false"), .string("0"), .string("no"), .number(0): return false
    default: throw .badParameter(name, "true or false is needed.")
    }
  }

  /// One of several words; `nil` if nothing is said.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, of type: Value.Type = Value.self
  ) throws(Fault) -> Value? where Value.RawValue == String {
    guard let word = try string(name) else { return nil }
    guard let value = Value(rawValue: word) else {
      let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badParameter(name, "It is one of \(words).")
    }
    return value
  }

  /// A language, by its tag or name; `nil` if none is named.
  func language(_ name: String) throws(Fault) -> LanguageTag? {
    guard let word = try string(name) else { return nil }
    guard let language = LanguageNames.language(word), LanguageNames.mayExist(language) else {
      throw .badParameter(name, "“\(word)” is no language.")
    }
    return language
  }

  /// Which units may answer; `nil` for all.
  func filter() throws -> PairFilter? { try string("where").map { try PairFilter($0) } }
}
