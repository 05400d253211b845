public import Padan

/// The files that benchmarks read and write.
public enum BenchmarkFiles {
  /// The bytes of a file.
  ///
  /// - Throws: `InputError` if it cannot be read.
  public static func bytes(of path: String) throws(InputError) -> [UInt8] {
    try InputFile.read(path)
  }
}

/// Writes a TMX file of any length piece by piece.
public struct TMXPieces {
  private var writer: TMXWriter

  /// Begins a file.
  public init(source: LanguageTag) {
    writer = TMXWriter(source: source, toolVersion: "0")
  }

  /// The number of bytes that have not been taken.
  public var pendingCount: Int { writer.pendingCount }

  /// Writes a pair as a unit of this name.
  public mutating func write(_ pair: TranslationPair, name: String) {
    writer.write(pair, name: name)
  }

  /// Ends the file.
  public mutating func end() { writer.end() }

  /// Returns the bytes written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
