public import PadanModel

/// Options for reading a file of pairs. A format ignores those that it does not need.
public struct ReadingOptions: Sendable {
  /// The language of the sources, if the file has none.
  public var source: LanguageTag
  /// The language of the targets, if the file has none.
  public var target: LanguageTag
  /// How to treat violations of the format.
  public var tolerance = Tolerance.deviations
  /// How a table differs from the format's own layout.
  public var table = DelimitedFormat.Changes()

  /// Options for two languages, which tolerate violations with a clear meaning.
  public init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}

/// Options for writing a file of pairs. A format ignores those that it does not need.
public struct WritingOptions: Sendable {
  /// The language of the sources.
  public var source: LanguageTag
  /// The language of the targets.
  public var target: LanguageTag
  /// Padan's version, for formats that name the tool.
  public var toolVersion: String
  /// The tool whose names TMX uses.
  public var flavor = TMXFlavor.plain
  /// Whether TMX holds inline codes or text only.
  public var level = TMXWriter.Level.codes
  /// The properties of the whole file, such as `ReadingReport.header`.
  public var header: [Provenance.Property] = []
  /// How a table differs from the format's own layout.
  public var table = DelimitedFormat.Changes()

  /// Options for two languages.
  ///
  /// - Parameter toolVersion: Padan's version, for formats that name the tool.
  public init(source: LanguageTag, target: LanguageTag, toolVersion: String = "") {
    self.source = source
    self.target = target
    self.toolVersion = toolVersion
  }
}
