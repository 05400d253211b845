/// Some elements that one thread passes to another at once: a handful of large ones, or many small ones.
struct Portion<Element: Sendable>: Sendable {
  private(set) var elements: [Element] = []
  private var size = 0

  /// Whether no more should be added.
  var isFull: Bool { elements.count >= 256 || size >= 65_536 }

  /// Adds an element.
  ///
  /// - Parameter size: What it takes, in bytes.
  mutating func add(_ element: Element, size: Int) {
    elements.append(element)
    self.size += size
  }
}
