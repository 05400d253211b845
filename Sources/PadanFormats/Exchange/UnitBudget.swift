import PadanModel

/// What has been read since a unit of an exchange file began, against what a unit may hold.
///
/// A unit that holds more is left out. A file in which far more comes without a new unit is an error.
struct UnitBudget {
  private var parts = 0
  private var bytes = 0

  /// Whether the unit is to be left out.
  var isExceeded: Bool { parts > Limits.mostParts || bytes > Limits.largestUnit }
  /// Whether the reading is to end.
  var isExhausted: Bool { parts > Limits.mostSkippedParts }

  /// Counts what has been read.
  ///
  /// - Parameters:
  ///   - parts: Elements and attributes, or the lines of a unit.
  ///   - bytes: Their size, and that of texts, in UTF-8.
  mutating func add(parts: Int = 0, bytes: Int) {
    self.parts += parts
    self.bytes += bytes
  }

  /// Counts an element with its attributes.
  mutating func add(_ attributes: XMLAttributes) {
    add(parts: 1 + attributes.count, bytes: attributes.size)
  }
}

extension Finding.Kind {
  /// A unit that holds more than a unit may.
  static let largeUnit = Self(
    "unit.too-large",
    "the unit has more than \(Limits.mostParts) codes, notes and other parts, or \(Limits.largestUnit >> 20) MB"
  )
}

extension InputError.Reason {
  /// A stretch without the beginning of a unit in which the reading ends.
  ///
  /// - Parameter format: The name of the format in codes.
  static func endlessUnit(_ format: String) -> Self {
    Self(
      ErrorCode(rawValue: "\(format).endless-unit"), endlessUnitFault, advice: endlessUnitAdvice)
  }

  /// The fault of such a stretch.
  static let endlessUnitFault =
    "more than \(Limits.mostSkippedParts) codes, notes and other parts follow each other without a new unit."
  /// What to do about it.
  static let endlessUnitAdvice = "No memory has such a unit; take it out."
}
