import Padan

/// A value of JSON as a client sends it.
enum JSONValue: Hashable, Sendable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// How deep arrays and objects may stand in each other. No request needs more than ten; the
  /// description of the API has 17.
  private static let deepest = 24

  init(from decoder: any Decoder) throws {
    guard decoder.codingPath.count < Self.deepest else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "The value is nested too deeply."))
    }
    // A test that fails makes an error, which takes as long as ten values: what is frequent comes first.
    let value = try decoder.singleValueContainer()
    if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if value.decodeNil() {
      self = .null
    } else if let object = try? decoder.container(keyedBy: Key.self) {
      self = .object(
        try object.allKeys.reduce(into: [:]) {
          $0[$1.stringValue] = try object.decode(JSONValue.self, forKey: $1)
        })
    } else {
      var array = try decoder.unkeyedContainer()
      var values: [JSONValue] = []
      while !array.isAtEnd { values.append(try array.decode(JSONValue.self)) }
      self = .array(values)
    }
  }

  /// Whether bytes have more arrays, objects and values than any request needs.
  static func hasTooMany(_ bytes: [UInt8]) -> Bool {
    bytes.count >= Limits.mostJSONValues
      && bytes.count { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "[") } >= Limits.mostJSONValues
  }

  /// The members of an object; `nil` for any other value.
  var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A member of an object.
  subscript(_ name: String) -> JSONValue? { members?[name] }

  /// Writes the value, its members sorted by name.
  func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let bool): json.bool(bool)
    case .number(let number):
      if let whole = Int(exactly: number) { json.number(whole) } else { json.number(number) }
    case .string(let string): json.string(string)
    case .array(let values): json.array { for value in values { value.write(to: &$0) } }
    case .object(let members):
      json.object { json in
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
          json.member(named: name) { value.write(to: &$0) }
        }
      }
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
