import PadanModel

/// Splits a record into its fields. A record is one line, or several if a quoted field has line
/// breaks.
struct DelimitedRecord {
  private let format: DelimitedFormat
  /// All fields without separators, their quotation marks removed, in UTF-8.
  private var bytes: [UInt8] = []
  /// The position in `bytes` where each field begins.
  private var starts: [Int] = []
  /// Whether a quoted field continues on the next line.
  private(set) var isOpen = false
  /// The size of the lines read for the record, in bytes.
  private(set) var size = 0

  /// An empty record of a layout.
  init(format: DelimitedFormat) {
    self.format = format
  }

  /// The number of fields; `Limits.mostColumns` + 1 stands for any larger number.
  var fieldCount: Int { starts.count }

  /// The fields, in order.
  var fields: [String] {
    starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
      let text = String(decoding: bytes[starts[index]..<end], as: UTF8.self)
      return format.escapesFormulas ? FormulaCell.unescaped(text) : text
    }
  }

  /// Begins a new record and keeps the storage.
  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    isOpen = false
    size = 0
  }

  /// Adds a line without its line feed.
  ///
  /// - Parameter afterBreak: Whether the line continues a quoted field of the line before.
  mutating func feed(_ line: ArraySlice<UInt8>, afterBreak: Bool = false) {
    size += line.count
    var line = line
    if afterBreak { bytes.append(0x0A) }
    let quote = UInt8(ascii: "\"")
    while true {
      if isOpen {
        guard let end = line.firstIndex(of: quote) else { return bytes.append(contentsOf: line) }
        bytes.append(contentsOf: line[..<end])
        line = line[(end + 1)...]
        if line.first == quote {
          bytes.append(quote)
          line.removeFirst()
          continue
        }
        isOpen = false
      } else if format.isQuoted, bytes.count == starts.last, line.first == quote {
        isOpen = true
        line.removeFirst()
        continue
      }
      let end = line.firstIndex(of: format.delimiter)
      var field = line[..<(end ?? line.endIndex)]
      if end == nil, field.last == 0x0D { field.removeLast() }
      bytes.append(contentsOf: field)
      guard let end else { return }
      guard starts.count <= Limits.mostColumns else { return }
      starts.append(bytes.count)
      line = line[(end + 1)...]
    }
  }
}
