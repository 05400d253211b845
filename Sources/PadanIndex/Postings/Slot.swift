/// A text's place in an index: its length class above its number in the class.
///
/// Slots of one class lie together, and classes ascend with length, so that a window of lengths is a
/// range of slots, in the table of texts as in every list of postings.
enum Slot {
  /// Bits for the number in the class: 268 million texts of one length.
  static let numberBits: Int64 = 28
  /// Bits of a slot in all.
  static let bits: Int64 = 37

  /// The slot of a class's first text.
  static func first(ofClass lengthClass: Int) -> Int64 { Int64(lengthClass) << numberBits }

  /// The slots of all texts of some classes.
  static func range(of classes: ClosedRange<Int>) -> ClosedRange<Int64> {
    first(ofClass: classes.lowerBound)...(first(ofClass: classes.upperBound + 1) - 1)
  }

  /// The length class of a slot's text.
  static func lengthClass(of slot: Int64) -> Int { Int(slot >> numberBits) }

  /// The key of the row that holds a slot's text.
  static func row(of slot: Int64) -> Int64 {
    slot >> LengthClass.rowShift(lengthClass(of: slot))
  }

  /// The keys of the rows that hold a class's texts.
  static func rows(ofClass lengthClass: Int) -> ClosedRange<Int64> {
    let shift = LengthClass.rowShift(lengthClass)
    return first(ofClass: lengthClass) >> shift...(first(ofClass: lengthClass + 1) >> shift) - 1
  }
}
