package import PadanModel

/// Writes pairs in an exchange format to memory, from where the caller takes the bytes.
package protocol ExchangeWriter {
  /// What the format could not hold so far.
  var losses: WritingLosses { get }
  /// The number of bytes that have not been taken.
  var pendingCount: Int { get }
  /// Writes a pair.
  ///
  /// - Parameters:
  ///   - pair: The pair.
  ///   - name: The unit's name in the file that it comes from; `nil` if it has none.
  mutating func write(_ pair: TranslationPair, name: String?)
  /// Ends the file. Call it once, after the last pair.
  mutating func end()
  /// Returns the bytes written since the last call, for each file of the format.
  mutating func takeParts() -> [[UInt8]]
}

/// A writer for a format of one file.
package protocol OneFileWriter: ExchangeWriter {
  /// Returns the bytes written since the last call.
  mutating func takeBytes() -> [UInt8]
}

extension OneFileWriter {
  /// The bytes of the only file.
  package mutating func takeParts() -> [[UInt8]] { [takeBytes()] }
}

/// The numbers of things that a format could not hold.
public struct WritingLosses: Hashable, Sendable {
  /// Characters that the format forbids. They were left out.
  public var characters = 0
  /// Line breaks, form feeds and tabs that became spaces.
  public var breaks = 0
  /// Attributes of codes and properties that the format lacks. They were left out.
  public var attributes = 0
  /// Inline codes, for which the format has no place. They were left out.
  public var codes = 0
  /// Inline codes that stand in comments, which other programs pass over.
  public var commentedCodes = 0
  /// Cells of a table that a spreadsheet takes for formulas. Nothing of them is lost.
  public var formulas = 0

  /// No losses.
  public init() {}

  /// Adds the losses of another writer.
  public mutating func add(_ other: WritingLosses) {
    characters += other.characters
    breaks += other.breaks
    attributes += other.attributes
    codes += other.codes
    commentedCodes += other.commentedCodes
    formulas += other.formulas
  }
}
