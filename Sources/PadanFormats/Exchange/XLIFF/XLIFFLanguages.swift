import PadanModel

/// The languages that an XLIFF file names for its segments.
struct XLIFFLanguages {
  /// The tag of the sources; `nil` if there is none.
  private let source: String?
  /// The tag of the targets; `nil` if there is none.
  private let target: String?
  /// The findings that have been reported for this file.
  private var reported: Set<Finding.Kind> = []

  /// The languages in the attributes of a file. An empty attribute names none.
  init(source: String? = nil, target: String? = nil) {
    self.source = source.flatMap { $0.isEmpty ? nil : $0 }
    self.target = target.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The languages of a segment.
  struct Found {
    /// The language of the source.
    var source: LanguageTag
    /// The language of the target.
    var target: LanguageTag
    /// Whether the file does not name the language of the source.
    var assumesSource: Bool
    /// Whether the file does not name the language of the target.
    var assumesTarget: Bool
  }

  /// The languages of a segment; `nil` if one of the tags that count is malformed.
  ///
  /// - Parameters:
  ///   - ownSource: The `xml:lang` of the source, which counts before the file's; `nil` for none.
  ///   - ownTarget: The `xml:lang` of the target.
  ///   - options: The languages for a file that names none.
  func of(source ownSource: String?, target ownTarget: String?, _ options: ReadingOptions) -> Found?
  {
    let tags = (ownSource ?? source, ownTarget ?? target)
    guard let sourceLanguage = tags.0.map(LanguageTag.init) ?? options.source,
      let targetLanguage = tags.1.map(LanguageTag.init) ?? options.target
    else { return nil }
    return Found(
      source: sourceLanguage, target: targetLanguage, assumesSource: tags.0 == nil,
      assumesTarget: tags.1 == nil)
  }

  /// Whether a finding has not been reported for this file, and marks it as reported.
  mutating func isNew(_ kind: Finding.Kind) -> Bool { reported.insert(kind).inserted }
}
