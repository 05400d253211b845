public import PadanModel

/// A line of a rule file that says nothing that can be understood.
public struct RuleError: PadanError, Equatable {
  /// The file and line.
  public var location: SourceLocation?
  /// What is wrong with it.
  public var fault: String

  /// A fault at a line.
  package init(location: SourceLocation, fault: String) {
    self.location = location
    self.fault = fault
  }

  public var kind: ErrorKind { .badInput }
  public var code: ErrorCode { "rules.line" }
}
