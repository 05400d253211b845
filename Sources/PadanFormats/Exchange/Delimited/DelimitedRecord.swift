/// A record in the making: fields of one line or, where one is quoted, of several.
struct DelimitedRecord {
  private let format: DelimitedFormat
  /// The fields one behind the other.
  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  /// Whether a quoted field goes on in the next line.
  private(set) var isOpen = false
  private(set) var size = 0

  init(format: DelimitedFormat) {
    self.format = format
  }

  var fields: [String] {
    starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
      return String(decoding: bytes[starts[index]..<end], as: UTF8.self)
    }
  }

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    isOpen = false
    size = 0
  }

  /// Takes a line in, without its line feed.
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
      starts.append(bytes.count)
      line = line[(end + 1)...]
    }
  }
}
