public import PadanModel

/// Writes pairs in one of the exchange formats, piece by piece.
public protocol ExchangeWriter {
  /// What the format could not take.
  var losses: WritingLosses { get }
  /// How many bytes wait to be taken.
  var pendingCount: Int { get }
  /// Writes one pair; `name` is what an exchange file called it.
  mutating func write(_ pair: TranslationPair, name: String?)
  /// Ends the file.
  mutating func end()
  /// What has been written since the last call, for each file of the format.
  mutating func takeParts() -> [[UInt8]]
}

/// A writer of a format whose output is one file.
public protocol OneFileWriter: ExchangeWriter {
  /// What has been written since the last call.
  mutating func takeBytes() -> [UInt8]
}

extension OneFileWriter {
  public mutating func takeParts() -> [[UInt8]] { [takeBytes()] }
}

/// What a format could not take, counted.
public struct WritingLosses: Hashable, Sendable {
  /// Characters that it forbids, left out.
  public var characters = 0
  /// Line breaks and tabs that became blanks.
  public var breaks = 0
  /// Attributes of codes and remarks that it does not have, left out.
  public var attributes = 0

  public init() {}
}
