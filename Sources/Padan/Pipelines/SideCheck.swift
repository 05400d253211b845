import PadanFormats
import PadanModel

/// Judges the sides of a file by its first pairs, while it is imported.
struct SideCheck {
  private let input: ExchangeInput
  private let judge: SideJudge?
  private let isTrial: Bool
  private var source: [String] = []
  private var target: [String] = []
  /// The UTF-8 bytes of the shorter side that are still missing.
  private var room = Self.size
  /// Whether the pairs have been judged.
  private var isDone = false
  /// What is wrong with the sides, in a trial.
  private(set) var error: SideError?

  /// The UTF-8 bytes of either side that are judged, some two thousand words.
  private static let size = 1 << 14

  /// A check without pairs.
  ///
  /// - Parameters:
  ///   - input: The files of the import, which an error names.
  ///   - judge: Judges the sides; `nil` to judge nothing.
  ///   - isTrial: Whether wrong sides are kept in `error`, and not thrown.
  init(of input: ExchangeInput, judge: SideJudge?, isTrial: Bool) {
    self.input = input
    self.judge = judge
    self.isTrial = isTrial
  }

  /// Adds a pair. When there are enough, the sides of a file that cannot name its languages are
  /// judged.
  ///
  /// - Throws: `SideError`.
  mutating func add(_ pair: TranslationPair) throws(SideError) {
    guard judge != nil, room >= 0 else { return }
    source.append(pair.source.text)
    target.append(pair.target.text)
    room -= min(pair.source.text.utf8.count, pair.target.text.utf8.count)
    if room < 0, !input.format.statesLanguages { try finish() }
  }

  /// Judges the sides of a file that has been read, unless it names its languages.
  ///
  /// - Throws: `SideError`.
  mutating func finish(_ report: ReadingReport) throws(SideError) {
    if !input.format.statesLanguages || report.assumesLanguages { try finish() }
  }

  private mutating func finish() throws(SideError) {
    guard !isDone, let judge else { return }
    isDone = true
    let names = input.paths.count == 2 ? input.paths : [input.paths[0], ""]
    error = judge.error(
      in: DocumentPair(
        source: SegmentedText(name: names[0], texts: source),
        target: SegmentedText(name: names[1], texts: target)))
    if let error, !isTrial { throw error }
  }
}
