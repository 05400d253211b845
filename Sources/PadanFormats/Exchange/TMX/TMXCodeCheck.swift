import PadanModel

/// Checks the codes of a segment: each half has its counterpart in the same text, and no number is
/// used twice.
struct TMXCodeCheck {
  /// A fault, and the number that it is about.
  typealias Fault = (kind: Finding.Kind, detail: String?)

  /// The text of the segment, or of a `sub` inside one of its codes.
  private struct Text {
    /// The `i` of each `bpt` so far.
    var begun: Set<String> = []
    /// The `i` of each `ept` so far that has a `bpt`.
    var ended: Set<String> = []
  }

  /// The `i` of each `bpt` so far, in all texts of the segment.
  private var numbers: Set<String> = []
  /// The segment's text and the open `sub` elements, the innermost last.
  private var texts = [Text()]

  /// Adds a code and returns its faults.
  mutating func add(_ element: String, _ attributes: [MarkupAttribute]) -> [Fault] {
    guard let number = attributes.first(where: { $0.name == "i" })?.value else { return [] }
    let last = texts.count - 1
    if element == "bpt" {
      texts[last].begun.insert(number)
      return numbers.insert(number).inserted ? [] : [(.repeatedBeginning, number)]
    }
    guard element == "ept" else { return [] }
    guard texts[last].begun.contains(number) else { return [(.loneEnd, number)] }
    return texts[last].ended.insert(number).inserted ? [] : [(.repeatedEnd, number)]
  }

  /// Begins a `sub`: a text of its own, in which codes begin and end.
  mutating func startSub() { texts.append(Text()) }

  /// Ends the innermost text. Returns its faults: each `bpt` without its `ept`.
  mutating func endText() -> [Fault] {
    guard let text = texts.popLast() else { return [] }
    return text.begun.subtracting(text.ended).sorted().map { (.loneBeginning, $0) }
  }
}
