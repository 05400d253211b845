import PadanModel

/// An element of a file, by its places in bytes.
struct ElementPlace: Sendable {
  /// Its start tag, or its only tag if it is empty.
  var tag: Range<Int>
  /// What stands between its tags; empty for an empty element.
  var content: Range<Int>
  /// The whole element.
  var whole: Range<Int>
}

/// Where the parts of an XLIFF file stand that a translation changes.
struct XLIFFPlaces: Sendable {
  /// A `file` of the file.
  struct File: Sendable {
    /// Its start tag.
    var tag: Range<Int>
    /// Its `header`, which version 1 has.
    var header: ElementPlace?
    /// Where its `body` begins, which version 1 has.
    var body: Int?
    /// Whether its header names Padan as a tool.
    var namesTool = false
  }

  /// A unit: `trans-unit` in version 1, `unit` in version 2.
  struct Unit: Sendable {
    /// The number of its `file`.
    var file: Int
    /// Its start tag.
    var tag: Range<Int>
    /// The end of what its target follows in version 1: the source or the segmented source.
    var sourceEnd = 0
    /// Where its source begins.
    var sourceStart = 0
    /// The `seg-source` of version 1, with the places of its marked segments.
    var segmentedSource: (element: ElementPlace, marks: [ElementPlace])?
    /// The target of version 1, with the places of its marked segments by their names.
    var target: (element: ElementPlace, marks: [String: ElementPlace])?
    /// The suggestions that Padan wrote, by the name of the segment in version 2.
    var suggestions: [(segment: String, element: ElementPlace)] = []
    /// The `mtc:matches` of version 2.
    var matches: ElementPlace?
    /// The values of `id` inside it.
    var names: Set<String> = []
    /// Whether another tool says in words of its own how far its segments have come.
    var hasForeignState = false
  }

  /// A segment, in the order of `BilingualFile.segments`.
  struct Segment: Sendable {
    /// The number of its unit.
    var unit: Int
    /// The start tag of the `segment` of version 2.
    var tag: Range<Int>?
    /// Its source: that of a unit or a `segment`.
    var source: ElementPlace
    /// Its target; `nil` if it has none.
    var target: ElementPlace?
    /// The name and number of a marked segment of version 1.
    var mark: (name: String, number: Int)?
  }

  /// The start tag of the root element.
  var root = 0..<0
  /// The major version: 1 or 2.
  var version = 1
  /// The `file` elements.
  var files: [File] = []
  /// The units.
  var units: [Unit] = []
  /// The segments.
  var segments: [Segment] = []
}
