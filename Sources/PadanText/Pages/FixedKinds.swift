package import PadanModel

/// The kinds that a person gives to blocks of one document.
package struct FixedKinds: Hashable, Sendable {
  /// Blocks, by the numbers that explanations give them, and their kind.
  package struct Run: Hashable, Sendable {
    /// The first and the last of the blocks.
    package var blocks: ClosedRange<Int>
    /// Their kind.
    package var kind: SegmentKind

    /// Blocks of one kind.
    package init(_ blocks: ClosedRange<Int>, _ kind: SegmentKind) {
      self.blocks = blocks
      self.kind = kind
    }
  }

  private let runs: [Run]

  /// Kinds of blocks. Of two for the same block, the last counts.
  package init(_ runs: [Run] = []) { self.runs = runs }

  /// Whether no kind is given.
  package var isEmpty: Bool { runs.isEmpty }
  /// The greatest number of a block; `nil` if no kind is given.
  package var lastBlock: Int? { runs.map(\.blocks.upperBound).max() }

  /// The kind of a block; `nil` if none is given.
  package subscript(block: Int) -> SegmentKind? {
    runs.last { $0.blocks.contains(block) }?.kind
  }
}

/// What a line has its kind from, if no model decided.
package enum KindSource: Hashable, Sendable {
  /// A person fixed the kind of its block.
  case person
  /// It begins with these words of the user's own rules.
  case cue(String)
}
