import PadanFormats
package import PadanModel

/// A copy of a file in which segments are translated, with corrections of single translations. All other
/// bytes stay as they are.
///
///     var copy = try CorrectedFile("proyek.xlf", as: .xliff, options)
///     copy?.correct(pair, by: edits)
///     let bytes = copy?.written.bytes
package struct CorrectedFile {
  /// The two texts of a segment.
  private struct Texts: Hashable {
    var source: String
    var target: String
  }

  private let file: BilingualFile
  /// The positions of the segments with these texts that are still to come.
  private var positions: [Texts: ArraySlice<Int>] = [:]
  private var targets: [Int: Variant] = [:]

  /// Reads a file; `nil` if it is no XLIFF, PO or table, or if the copy is to have another format.
  ///
  /// - Parameters:
  ///   - path: A file.
  ///   - format: The format of the copy.
  ///   - options: The languages, and the encoding.
  /// - Throws: `InputError`.
  package init?(_ path: String, as format: ExchangeFormat, _ options: ReadingOptions) throws {
    let (bytes, name) = try InputFile.unpacked(InputFile.read(path), name: path)
    guard let own = BilingualFormat.recognized(bytes, name: name), own.name == format.name else {
      return nil
    }
    file = try BilingualFile(bytes, name: name, format: own, options)
    for (position, segment) in file.segments.enumerated() {
      guard let target = segment.target?.text else { continue }
      positions[Texts(source: segment.source, target: target), default: []].append(position)
    }
  }

  /// Corrects the translation of the next segment with the texts of a pair. Each pair of the file is passed
  /// once, in order, also one without corrections.
  ///
  /// - Returns: Whether the file has such a segment.
  @discardableResult
  package mutating func correct(_ pair: TranslationPair, by edits: [PairFinding.Edit]) -> Bool {
    let texts = Texts(source: pair.source.text, target: pair.target.text)
    guard let position = positions[texts]?.popFirst() else { return false }
    if !edits.isEmpty { targets[position] = file.segments[position].target?.applying(edits) }
    return true
  }

  /// The file with the corrections.
  package var written: WrittenDocument { file.written(correcting: targets) }
}
