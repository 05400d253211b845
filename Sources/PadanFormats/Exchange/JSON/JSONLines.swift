import FoundationEssentials
package import PadanModel

/// Reads JSON Lines: one JSON value on each line. Blank lines are ignored.
package enum JSONLines {
  /// Calls `body` with each line that is not blank, without its line feed, and its number from 1.
  package static func forEachLine(
    of bytes: [UInt8], _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) rethrows {
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let line = bytes[start..<end]
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { try body(line, number) }
      start = end + 1
    }
  }

  /// Decodes the value of a line.
  ///
  /// - Parameters:
  ///   - type: The type of the value.
  ///   - line: The line in UTF-8.
  ///   - location: The file and line, for messages.
  /// - Throws: `InputError` with the location and the reason.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from line: ArraySlice<UInt8>, at location: SourceLocation
  ) throws(InputError) -> Value {
    if line.count > Limits.mostJSONValues,
      line.count(where: Self.isPunctuation) > Limits.mostJSONValues
    {
      throw InputError(location, .manyValues)
    }
    do {
      return try JSONDecoder().decode(type, from: Data(line))
    } catch let error as DecodingError {
      throw InputError(location, error.reason)
    } catch {
      throw InputError(location, .notJSON)
    }
  }

  /// Whether a byte begins a value, or parts it from another. In a string it does not, so values
  /// are never more.
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"): true
    default: false
    }
  }

  /// Decodes all values of a gold file or a list, in order.
  ///
  /// - Parameters:
  ///   - type: The type of the values.
  ///   - bytes: The file in UTF-8.
  ///   - file: The name of the file in messages.
  /// - Throws: `InputError` for the first line that is too long or cannot be decoded.
  package static func decodeAll<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], file: String
  ) throws -> [Value] {
    var values: [Value] = []
    try forEachLine(of: bytes) { line, number in
      let place = SourceLocation(file: file, line: number)
      guard line.count <= Limits.longestGoldLine else {
        throw InputError(place, .longLine(Limits.longestGoldLine))
      }
      values.append(try decode(type, from: line, at: place))
    }
    return values
  }
}

extension DecodingError {
  /// The reason in words that the author of the file understands.
  fileprivate var reason: InputError.Reason {
    func path(_ context: Context, _ last: [any CodingKey] = []) -> String {
      let names = (context.codingPath + last).map {
        $0.intValue.map(String.init) ?? $0.stringValue
      }
      return names.isEmpty ? "the line" : "“\(names.joined(separator: "."))”"
    }
    switch self {
    case .keyNotFound(let key, let context):
      return .init("json.missing-member", "the member \(path(context, [key])) is missing.")
    case .typeMismatch(let type, let context):
      return .init(
        "json.type", "\(path(context)) is of the wrong type; \(Self.name(of: type)) is wanted.")
    case .valueNotFound(let type, let context):
      return .init(
        "json.null", "\(path(context)) is null; \(Self.name(of: type)) is wanted.")
    case .dataCorrupted(let context) where context.codingPath.isEmpty: return .notJSON
    case .dataCorrupted(let context):
      return .init("json.value", "\(path(context)): \(context.debugDescription).")
    @unknown default: return .notJSON
    }
  }

  /// The JSON name of a Swift type, with its article.
  private static func name(of type: any Any.Type) -> String {
    switch "\(type)" {
    case "String": "a string"
    case "Int", "Double": "a number"
    case let name where name.hasPrefix("Array"): "an array"
    default: "an object"
    }
  }
}

extension InputError.Reason {
  /// A line has more values than are read.
  fileprivate static let manyValues = Self(
    "json.too-many-values",
    "the line has more than \(Limits.mostJSONValues) values, the most that are read.")
  /// The line is not JSON.
  fileprivate static let notJSON = Self(
    "json.syntax", "this is not JSON.", advice: "Write one object a line.")
}
