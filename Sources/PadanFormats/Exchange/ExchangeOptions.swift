package import PadanModel

/// Options for reading a file of pairs. A format ignores those that it does not need.
package struct ReadingOptions: Sendable {
  /// The language of the sources, if the file has none.
  package var source: LanguageTag
  /// The language of the targets, if the file has none.
  package var target: LanguageTag
  /// How to treat violations of the format.
  package var tolerance = Tolerance.deviations
  /// The encoding of texts; `nil` for the one that the file declares, or that its bytes show.
  package var encoding: String?
  /// How a table differs from the format's own layout.
  package var table = DelimitedFormat.Changes()

  /// Options for two languages, which tolerate violations with a clear meaning.
  package init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}

/// Options for writing a file of pairs. A format ignores those that it does not need.
package struct WritingOptions: Sendable {
  /// The language of the sources.
  package var source: LanguageTag
  /// The language of the targets.
  package var target: LanguageTag
  /// Padan's version, for formats that name the tool.
  package var toolVersion: String
  /// The tool whose names TMX uses.
  package var flavor = TMXFlavor.plain
  /// Whether TMX holds inline codes or text only.
  package var level = TMXWriter.Level.codes
  /// The properties of the whole file, such as `ReadingReport.header`.
  package var header: [Provenance.Property] = []
  /// How a table differs from the format's own layout.
  package var table = DelimitedFormat.Changes()

  /// Options for two languages.
  ///
  /// - Parameter toolVersion: Padan's version, for formats that name the tool.
  package init(source: LanguageTag, target: LanguageTag, toolVersion: String = "") {
    self.source = source
    self.target = target
    self.toolVersion = toolVersion
  }
}
