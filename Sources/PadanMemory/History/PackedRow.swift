import FoundationEssentials
import GRDB

/// The values of some columns as one blob, exact to the bit.
///
/// Each value is a byte for its type and then: nothing for NULL, 8 bytes for a number, the length
/// in 8 bytes and the content for a text or blob. Lengths and numbers have the lowest byte first.
enum PackedRow {
  /// The types of values.
  private enum Tag: UInt8 {
    case null, integer, real, text, blob
  }

  /// The SQL function `packed(value, …)`, by which the triggers of the journal keep rows.
  static let function = DatabaseFunction("packed", pure: true) { data(of: $0) }

  /// The blob of some values.
  private static func data(of values: [DatabaseValue]) -> Data {
    var data = Data()
    for value in values {
      switch value.storage {
      case .null: data.append(Tag.null.rawValue)
      case .int64(let number):
        data.append(Tag.integer.rawValue)
        data.append(UInt64(bitPattern: number))
      case .double(let number):
        data.append(Tag.real.rawValue)
        data.append(number.bitPattern)
      case .string(let text):
        data.append(Tag.text.rawValue)
        data.append(UInt64(text.utf8.count))
        data.append(contentsOf: text.utf8)
      case .blob(let bytes):
        data.append(Tag.blob.rawValue)
        data.append(UInt64(bytes.count))
        data.append(bytes)
      }
    }
    return data
  }

  /// The values of a blob; `nil` if it is not of this form.
  static func values(in data: Data) -> [DatabaseValue]? {
    var rest = data[...]
    var values: [DatabaseValue] = []
    while let first = rest.popFirst() {
      guard let tag = Tag(rawValue: first), let value = value(tag, &rest) else { return nil }
      values.append(value)
    }
    return values
  }

  /// Takes the value of a type from the beginning of some bytes.
  private static func value(_ tag: Tag, _ rest: inout Data.SubSequence) -> DatabaseValue? {
    if tag == .null { return .null }
    guard let bits = rest.takeNumber() else { return nil }
    switch tag {
    case .null: return .null
    case .integer: return Int64(bitPattern: bits).databaseValue
    case .real: return Double(bitPattern: bits).databaseValue
    case .text, .blob:
      guard let count = Int(exactly: bits), count <= rest.count else { return nil }
      defer { rest.removeFirst(count) }
      let content = Data(rest.prefix(count))
      return tag == .blob
        ? content.databaseValue : String(decoding: content, as: UTF8.self).databaseValue
    }
  }
}

extension Data {
  /// Appends 8 bytes, the lowest first.
  fileprivate mutating func append(_ number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// Removes 8 bytes from the beginning; `nil` if there are fewer.
  fileprivate mutating func takeNumber() -> UInt64? {
    guard count >= 8 else { return nil }
    defer { removeFirst(8) }
    return prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
