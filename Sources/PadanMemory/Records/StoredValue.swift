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

/// Counts and positions, so no negative number, and none that a sum could carry out of range.
extension Int: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Int? {
    if case .int64(let number) = stored, 0...Limits.greatestNumber ~= Int(number) {
      Int(number)
    } else {
      nil
    }
  }
}

/// Fractions and durations. SQLite may store a fraction without decimals as an integer, so both
/// types are accepted.
extension Double: StoredValue {
  static func value(of stored: DatabaseValue.Storage) -> Double? {
    switch stored {
    case .double(let number): 0...mostStored ~= number ? number : nil
    case .int64(let number): 0...mostStored ~= Double(number) ? Double(number) : nil
    default: nil
    }
  }

  /// The greatest fraction or duration, in seconds, that a memory keeps.
  static let mostStored = 1e9
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
    guard case .int64(let seconds) = stored, Date.storedSeconds ~= Int(seconds) else { return nil }
    return Date(timeIntervalSince1970: Double(seconds))
  }

  /// The dates that a memory keeps, in seconds since 1970: those of the years 0 to 9999, which all
  /// formats can write.
  static let storedSeconds = -62_167_219_200...253_402_300_799

  /// The date in whole seconds since 1970, rounded, as a memory stores it. A later or earlier date
  /// than it can keep, of a clock that is wrong, becomes the last or the first one.
  var seconds: Int {
    let bounds = Self.storedSeconds
    let seconds = timeIntervalSince1970.rounded()
    return Int(min(max(seconds, Double(bounds.lowerBound)), Double(bounds.upperBound)))
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
