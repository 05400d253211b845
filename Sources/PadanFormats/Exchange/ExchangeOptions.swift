public import PadanModel

/// How a file of pairs is read. Each format takes what concerns it.
public struct ReadingOptions: Sendable {
  /// The languages of the two sides, where the file does not tell.
  public var source: LanguageTag
  public var target: LanguageTag
  public var tolerance = Tolerance.deviations
  /// What is different in a table from the format's own layout.
  public var table = DelimitedFormat.Changes()

  public init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}

/// How a file of pairs is written. Each format takes what concerns it.
public struct WritingOptions: Sendable {
  public var source: LanguageTag
  public var target: LanguageTag
  /// The version of the program that writes, for formats that note it.
  public var toolVersion: String
  /// Whose names TMX goes by.
  public var flavor = TMXFlavor.plain
  /// How much of a segment TMX holds.
  public var level = TMXWriter.Level.codes
  /// What to say of the file as a whole, as `ReadingReport.header` has it.
  public var header: [Provenance.Property] = []
  /// What is different in a table from the format's own layout.
  public var table = DelimitedFormat.Changes()

  public init(source: LanguageTag, target: LanguageTag, toolVersion: String = "") {
    self.source = source
    self.target = target
    self.toolVersion = toolVersion
  }
}
