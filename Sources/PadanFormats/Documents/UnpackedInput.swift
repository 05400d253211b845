/// An input whose bytes are unpacked on the way where they are gzip.
struct UnpackedInput: ~Copyable {
  /// So few bytes at a time that what they unpack to, a thousand times as much at most, stays small.
  private static let packedPiece = 1 << 12

  /// What messages call it.
  let name: String
  private let input: InputStream
  private var isPacked: Bool?
  private var inflater: GzipInflater?
  /// Packed bytes that have been read and wait to be unpacked.
  private var packed: ArraySlice<UInt8> = []
  private var pending: [UInt8] = []
  private var start = 0

  /// Opens a path; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  init(path: String) throws(InputError) {
    input = try InputStream(path: path)
    name = input.name
  }

  /// Fills a buffer as far as the input goes and returns how many bytes that is.
  ///
  /// - Throws: `InputError`, also for gzip data that is damaged or ends too early.
  mutating func fill(_ buffer: inout [UInt8]) throws -> Int {
    if isPacked == nil {
      let count = try input.fill(&buffer)
      isPacked = GzipInflater.isGzip(buffer[..<count])
      guard isPacked! else { return count }
      inflater = try GzipInflater()
      packed = buffer[..<count]
    }
    return isPacked! ? try fillUnpacked(&buffer) : try input.fill(&buffer)
  }

  private mutating func fillUnpacked(_ buffer: inout [UInt8]) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      if start == pending.count {
        pending.removeAll(keepingCapacity: true)
        start = 0
        if packed.isEmpty {
          var more = [UInt8](repeating: 0, count: Self.packedPiece)
          let count = try input.fill(&more)
          packed = more[..<count]
          if packed.isEmpty { break }
        }
        try unpack(Array(packed.prefix(Self.packedPiece)))
        packed = packed.dropFirst(Self.packedPiece)
        continue
      }
      let count = min(pending.count - start, buffer.count - filled)
      buffer.replaceSubrange(filled..<(filled + count), with: pending[start..<(start + count)])
      start += count
      filled += count
    }
    if filled == 0 {
      do throws(GzipError) {
        try inflater!.finish()
      } catch {
        throw InputError.content(name, error.description)
      }
    }
    return filled
  }

  private mutating func unpack(_ bytes: [UInt8]) throws {
    var unpacked: [UInt8] = []
    do {
      try inflater!.inflate(bytes) { unpacked.append(contentsOf: $0) }
    } catch let error as GzipError {
      throw InputError.content(name, error.description)
    }
    pending += unpacked
  }
}
