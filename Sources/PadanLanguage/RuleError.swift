public import PadanModel

/// A line of a rule file that says nothing that can be understood.
public struct RuleError: Error, Equatable, CustomStringConvertible {
  /// The file and line.
  public var location: SourceLocation
  /// What is wrong with it.
  public var fault: String
  /// Place and fault.
  public var description: String { "\(location): \(fault)" }
}
