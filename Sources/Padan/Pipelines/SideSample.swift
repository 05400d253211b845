import PadanModel

/// The first pairs of an import, by which the sides of its file are judged.
struct SideSample {
  private let paths: [String]
  private var judge: SideJudge?
  private var source: [String] = []
  private var target: [String] = []
  /// The UTF-8 bytes of the shorter side that are still missing.
  private var room = Self.size

  /// The UTF-8 bytes of either side that are judged, some two thousand words.
  private static let size = 1 << 14

  /// A sample without pairs.
  ///
  /// - Parameters:
  ///   - paths: The files of the import, which an error names.
  ///   - judge: Judges the sides; `nil` to judge nothing.
  init(of paths: [String], judge: SideJudge?) {
    self.paths = paths
    self.judge = judge
  }

  /// Adds a pair. Judges the sample when it is large enough.
  ///
  /// - Throws: `SideError`.
  mutating func add(_ pair: TranslationPair) throws(SideError) {
    guard judge != nil else { return }
    source.append(pair.source.text)
    target.append(pair.target.text)
    room -= min(pair.source.text.utf8.count, pair.target.text.utf8.count)
    if room < 0 { try finish() }
  }

  /// Judges the sample, if that has not been done.
  ///
  /// - Throws: `SideError`.
  mutating func finish() throws(SideError) {
    defer { judge = nil }
    let names = paths.count == 2 ? paths : [paths[0], ""]
    if let error = judge?.error(
      in: DocumentPair(
        source: SegmentedText(name: names[0], texts: source),
        target: SegmentedText(name: names[1], texts: target)))
    {
      throw error
    }
  }
}
