/// A kind of sign that the lines of a page may show, with its values, such as `length=3`.
///
/// The signs of all families of a list are numbered, so that to read a line makes no text.
@usableFromInline
package struct SignFamily: Sendable {
  /// The name in weight files.
  let name: String
  /// The names of its values.
  let values: [String]
  /// The number of its first sign.
  let start: Int

  /// A family whose values are the numbers 0 ..< `count`.
  init(_ name: String, _ count: Int, after last: SignFamily?) {
    self.init(name, (0..<count).map(String.init), after: last)
  }

  /// A family whose values are the cases of a type.
  ///
  /// A `CodingKey` knows the names of its cases. To find them by reflection takes milliseconds at each
  /// start.
  init<Value: CaseIterable & CodingKey>(_ name: String, _: Value.Type, after last: SignFamily?) {
    self.init(name, Value.allCases.map(\.stringValue), after: last)
  }

  /// A family with these values.
  init(_ name: String, _ values: [String], after last: SignFamily?) {
    self.name = name
    self.values = values
    start = last.map { $0.start + $0.values.count } ?? 0
  }

  /// Families with numbered names, one after the other, whose values are the numbers 0 ..< `size`.
  static func row(_ name: String, _ size: Int, count: Int, after last: SignFamily?) -> [SignFamily]
  {
    (0..<count).reduce(into: []) {
      $0.append(SignFamily(name + "\($1)", size, after: $0.last ?? last))
    }
  }

  /// The number of the sign with a value of this family.
  package subscript(value: Int) -> Int { start + value }
  /// The number of the sign with a value of this family.
  package subscript(value: some RawRepresentable<Int>) -> Int { start + value.rawValue }

  /// The class of a number: the position of the first upper end that is not below it.
  @inlinable
  package static func level<Value: Comparable>(_ value: Value, _ ends: [Value]) -> Int {
    ends.firstIndex { value <= $0 } ?? ends.count
  }

  /// The class of a share.
  static func level(_ part: Int, of whole: Int, _ ends: [Double]) -> Int {
    level(whole == 0 ? 0 : Double(part) / Double(whole), ends)
  }

  /// The names of the signs of a list of families, by their numbers.
  static func names(of families: [SignFamily]) -> [String] {
    families.flatMap { family in family.values.map { "\(family.name)=\($0)" } }
  }
}
