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
  /// The innermost open text: the segment's, or that of a `sub`.
  private var text = Text()
  /// The texts around it, the innermost last.
  private var outer: [Text] = []

  /// Adds a code and returns its faults.
  mutating func add(_ element: String, _ attributes: [MarkupAttribute]) -> [Fault] {
    guard let number = attributes.first(where: { $0.name == "i" })?.value else { return [] }
    if element == "bpt" {
      text.begun.insert(number)
      return numbers.insert(number).inserted ? [] : [(.repeatedBeginning, number)]
    }
    guard element == "ept" else { return [] }
    guard text.begun.contains(number) else { return [(.loneEnd, number)] }
    return text.ended.insert(number).inserted ? [] : [(.repeatedEnd, number)]
  }

  /// Begins a `sub`: a text of its own, in which codes begin and end.
  mutating func startSub() {
    outer.append(text)
    text = Text()
  }

  /// Ends the innermost text. Returns its faults: each `bpt` without its `ept`.
  mutating func endText() -> [Fault] {
    let ended = text
    text = outer.popLast() ?? Text()
    // Most segments have no codes.
    if ended.begun.isEmpty { return [] }
    return ended.begun.subtracting(ended.ended).sorted().map { (.loneBeginning, $0) }
  }
}
