public import PadanModel

extension SegmentationRules {
  /// A line of a rule file cannot be understood.
  public struct ReadingError: PadanError, Equatable {
    /// The file and line.
    public var location: SourceLocation?
    /// What is wrong with the line, as a sentence.
    public var fault: String

    /// An error at a line.
    package init(location: SourceLocation, fault: String) {
      self.location = location
      self.fault = fault
    }

    /// Always `.badInput`.
    public var kind: ErrorKind { .badInput }
    /// Always `rules.line`.
    public var code: ErrorCode { "rules.line" }
  }
}
