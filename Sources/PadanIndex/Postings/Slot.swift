/// A text's place in an index: its length class above its number in the class.
///
/// Slots of one class lie together, and classes ascend with length. So a window of lengths is a
/// range of slots, in the table of outlines and in every list of postings.
enum Slot {
  /// The bits of the number in the class: 2²⁸ texts, 268 million, of one length class.
  static let numberBits: Int64 = 28
  /// The bits of a whole slot.
  static let bits: Int64 = 37

  /// The slot of a class's first text, and the key of its first row.
  static func first(ofClass lengthClass: Int) -> Int64 { Int64(lengthClass) << numberBits }

  /// The slots of all texts of some classes, and the keys of all their rows.
  static func range(of classes: ClosedRange<Int>) -> ClosedRange<Int64> {
    first(ofClass: classes.lowerBound)...(first(ofClass: classes.upperBound + 1) - 1)
  }

  /// The length class of a slot's text, or of a row's texts.
  static func lengthClass(of slot: Int64) -> Int { Int(slot >> numberBits) }

  /// The key of the row that holds a slot's text: the rows of a class are numbered as its texts are.
  static func row(of slot: Int64) -> Int64 {
    let lengthClass = lengthClass(of: slot)
    let first = first(ofClass: lengthClass)
    return first + (slot - first) / Int64(LengthClass.capacity(lengthClass))
  }

  /// The place of a slot's text in its row.
  static func place(of slot: Int64) -> Int {
    let lengthClass = lengthClass(of: slot)
    return Int(slot - first(ofClass: lengthClass)) % LengthClass.capacity(lengthClass)
  }

  /// The slot of a row's first text.
  static func first(inRow key: Int64) -> Int64 {
    let lengthClass = lengthClass(of: key)
    let first = first(ofClass: lengthClass)
    return first + (key - first) * Int64(LengthClass.capacity(lengthClass))
  }
}
