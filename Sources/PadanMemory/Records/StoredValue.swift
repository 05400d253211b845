import FoundationEssentials
import GRDB
import PadanModel

/// A value that a column of the memory may hold, read with a check of its type.
protocol StoredValue {
  /// The value; `nil` where the column holds something else.
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

extension Double: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Double? {
    switch stored {
    case .double(let number): number
    case .int64(let number): Double(number)
    default: nil
    }
  }
}

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

extension LanguageTag: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> LanguageTag? {
    String.value(of: stored).flatMap { LanguageTag($0) }
  }
}

extension StoredValue where Self: RawRepresentable<String> {
  static func value(of stored: DatabaseValue.Storage) -> Self? {
    String.value(of: stored).flatMap { Self(rawValue: $0) }
  }
}

extension ReviewState: StoredValue {}
extension ReviewVerdict: StoredValue {}

extension Optional: StoredValue where Wrapped: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Wrapped?? {
    if case .null = stored { .some(nil) } else { Wrapped.value(of: stored).map { $0 } }
  }
}
