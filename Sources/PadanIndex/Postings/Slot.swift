/// A text's place in an index: its length class above its number in the class.
///
/// Slots of one class lie together, and classes ascend with length. So a window of lengths is a
/// range of slots, in the table of texts and in every list of postings.
enum Slot {
  /// The bits of the number in the class: 2²⁸ texts, 268 million, of one length class.
  static let numberBits: Int64 = 28
  /// The bits of a whole slot.
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
