import FoundationEssentials
import GRDB
import PadanModel

/// A type of values that a column holds, read with a check of the stored type.
protocol StoredValue {
  /// The stored value as this type; `nil` if it has another type or makes no sense.
  static func value(of stored: DatabaseValue.Storage) -> Self?
}

extension Int64: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Int64? {
    if case .int64(let number) = stored { number } else { nil }
  }
}

extension Int: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Int? {
    if case .int64(let number) = stored { Int(number) } else { nil }
  }
}

/// SQLite may store a fraction without decimals as an integer, so both types are accepted.
extension Double: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Double? {
    switch stored {
    case .double(let number): number
    case .int64(let number): Double(number)
    default: nil
    }
  }
}

/// Stored as 0 or 1.
extension Bool: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Bool? {
    switch stored {
    case .int64(0): false
    case .int64(1): true
    default: nil
    }
  }
}

extension String: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> String? {
    if case .string(let text) = stored { text } else { nil }
  }
}

extension Data: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Data? {
    if case .blob(let data) = stored { data } else { nil }
  }
}

/// Stored as whole seconds since 1970.
extension Date: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Date? {
    Int.value(of: stored).map { Date(timeIntervalSince1970: Double($0)) }
  }
}

/// Stored as the tag's text; a text that is not a tag does not fit.
extension LanguageTag: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> LanguageTag? {
    String.value(of: stored).flatMap { LanguageTag($0) }
  }
}

/// Stored as the case's raw value; a text that names no case does not fit.
extension StoredValue where Self: RawRepresentable<String> {
  static func value(of stored: DatabaseValue.Storage) -> Self? {
    String.value(of: stored).flatMap { Self(rawValue: $0) }
  }
}

extension ReviewState: StoredValue {}
extension ReviewVerdict: StoredValue {}

/// NULL is `nil`. A value that does not fit is damage, not `nil`.
extension Optional: StoredValue where Wrapped: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Wrapped?? {
    if case .null = stored { .some(nil) } else { Wrapped.value(of: stored).map { $0 } }
  }
}
