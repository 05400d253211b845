import PadanModel

/// An input whose bytes are unpacked on the way where they are gzip.
struct UnpackedInput: ~Copyable {
  /// So few bytes at a time that what they unpack to, a thousand times as much at most, stays small.
  private static let packedPiece = 1 << 12

  /// What messages call it.
  let name: String
  private let input: InputStream
  private var isPacked: Bool?
  private var inflater: GzipInflater?
  /// Bytes that have been read and wait to be unpacked.
  private var packed: ArraySlice<UInt8> = []
  /// What is wrong behind the bytes that wait.
  private var damage: InputError?
  /// Bytes that wait to be handed on.
  private var pending: ArraySlice<UInt8> = []

  /// Opens a path; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  init(path: String) throws(InputError) {
    input = try InputStream(path: path)
    name = input.name
  }

  /// Reads what there is, from the buffer's start or from a position, and returns how many bytes came; 0
  /// at the end.
  ///
  /// - Throws: `InputError`, also for gzip data that is damaged or ends too early.
  mutating func read(_ buffer: inout [UInt8], at position: Int = 0) throws(InputError) -> Int {
    if isPacked == nil { try begin() }
    while pending.isEmpty {
      if !isPacked! { return try input.read(into: &buffer, at: position) }
      if try !unpackMore() { return 0 }
    }
    let count = min(pending.count, buffer.count - position)
    buffer.replaceSubrange(position..<(position + count), with: pending.prefix(count))
    pending = pending.dropFirst(count)
    return count
  }

  /// Fills a buffer as far as the input goes and returns how many bytes that is.
  ///
  /// - Throws: `InputError`, also for gzip data that is damaged or ends too early.
  mutating func fill(_ buffer: inout [UInt8]) throws(InputError) -> Int {
    var filled = 0
    while filled < buffer.count, case let count = try read(&buffer, at: filled), count > 0 {
      filled += count
    }
    return filled
  }

  /// Looks at the first bytes, which say whether the input is packed.
  private mutating func begin() throws(InputError) {
    var first = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while count < 2, case let more = try input.read(into: &first, at: count), more > 0 {
      count += more
    }
    isPacked = GzipInflater.isGzip(first[..<count])
    guard isPacked! else {
      pending = first[..<count]
      return
    }
    packed = first[..<count]
    do throws(GzipError) {
      inflater = try GzipInflater()
    } catch {
      throw InputError(name, .init(error))
    }
  }

  /// Unpacks the next piece; `false` where there is none. What stands before a fault is handed on first.
  private mutating func unpackMore() throws(InputError) -> Bool {
    if let damage { throw damage }
    if packed.isEmpty {
      var piece = [UInt8](repeating: 0, count: Self.packedPiece)
      let count = try input.read(into: &piece)
      packed = piece[..<count]
    }
    var unpacked: [UInt8] = []
    do throws(GzipError) {
      if packed.isEmpty {
        try inflater!.finish()
        return false
      }
      try inflater!.inflate(packed.prefix(Self.packedPiece)) { unpacked.append(contentsOf: $0) }
    } catch {
      damage = InputError(name, .init(error))
    }
    packed = packed.dropFirst(Self.packedPiece)
    pending = unpacked[...]
    return true
  }
}
