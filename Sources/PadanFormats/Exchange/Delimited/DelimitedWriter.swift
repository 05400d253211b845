public import PadanModel

/// Writes tables of pairs, a pair a line or, in quoted fields, over several.
public struct DelimitedWriter: OneFileWriter {
  private let format: DelimitedFormat
  private let columns: [PairColumn]
  private var bytes: [UInt8] = []
  public private(set) var losses = WritingLosses()

  /// Begins a file: with a header line where the format wants one.
  public init(format: DelimitedFormat) {
    self.format = format
    columns = format.columns?.compactMap { $0 } ?? [.source, .target]
    if format.hasHeader ?? false { writeLine(columns.map(\.name)) }
  }

  public mutating func write(_ pair: TranslationPair, name: String? = nil) {
    writeLine(columns.map { $0.text(of: pair, name: name) })
  }

  public mutating func end() {}

  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public var pendingCount: Int { bytes.count }

  private mutating func writeLine(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(format.delimiter) }
      write(field)
    }
    bytes.append(0x0A)
  }

  private mutating func write(_ field: String) {
    let quote = UInt8(ascii: "\"")
    guard format.isQuoted else {
      for byte in field.utf8 {
        let isBreak = byte == format.delimiter || byte == 0x0A || byte == 0x0D
        bytes.append(isBreak ? 0x20 : byte)
        losses.breaks += isBreak ? 1 : 0
      }
      return
    }
    let needsQuotes = field.utf8.contains {
      $0 == format.delimiter || $0 == 0x0A || $0 == 0x0D || $0 == quote
    }
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(quote)
    for byte in field.utf8 {
      bytes.append(byte)
      if byte == quote { bytes.append(quote) }
    }
    bytes.append(quote)
  }
}
