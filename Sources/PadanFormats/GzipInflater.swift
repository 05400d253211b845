import CZlib
package import PadanModel

/// Why gzip data cannot be read.
package enum GzipError: PadanError, Equatable {
  /// The data does not follow RFC 1952, or its checksum is wrong. Holds zlib's message.
  case corrupt(String)
  /// The data ends inside a member.
  case truncated
  /// zlib cannot allocate memory.
  case outOfMemory
  /// The data unpacks to far more than any text does.
  case bomb

  /// Always `badInput`.
  package var kind: ErrorKind { .badInput }

  /// A stable name such as `gzip.truncated`.
  package var code: ErrorCode {
    switch self {
    case .corrupt: "gzip.corrupt"
    case .truncated: "gzip.truncated"
    case .outOfMemory: "gzip.out-of-memory"
    case .bomb: "gzip.bomb"
    }
  }

  /// Always `nil`: the reader of the file knows its name.
  package var location: SourceLocation? { nil }

  /// The fault in one sentence.
  package var fault: String {
    switch self {
    case .corrupt(let fault): "the gzip data is damaged (\(fault))."
    case .truncated: "the gzip data ends too early."
    case .outOfMemory: "there is no memory left to unpack the gzip data."
    case .bomb:
      "the gzip data unpacks to more than \(Limits.highestGzipRatio) times its size, as no text does."
    }
  }

  /// What to do about it; `nil` if there is nothing to do.
  package var remedy: Remedy? {
    switch self {
    case .corrupt: .advice("Get the file again.")
    case .truncated: .advice("Get the whole file again.")
    case .outOfMemory: nil
    case .bomb: .advice("If it is no attack, unpack it and name the unpacked file.")
    }
  }
}

/// Decompresses gzip data (RFC 1952) piece by piece. Memory does not depend on the size of the
/// data.
///
///     var inflater = try GzipInflater()
///     try inflater.inflate(bytes) { piece in output.append(contentsOf: piece) }
///     try inflater.finish()
///
/// Several members in sequence, as `cat a.gz b.gz` makes them, give one text. `dictzip` files
/// (`.dz`) are gzip files, too. Zero bytes after the last member, which tape archives add, are
/// ignored.
package struct GzipInflater: ~Copyable {
  /// The size of the largest piece passed to a caller, in bytes.
  package static let pieceSize = 1 << 16

  /// zlib's state. zlib keeps a pointer to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  /// The buffer that zlib decompresses into.
  private let piece: UnsafeMutableBufferPointer<UInt8>
  /// Whether the data may end here: no member has begun, or the last one is complete.
  private var isBetweenMembers = true
  /// Whether at least one member is complete.
  private var hasMember = false
  /// The bytes that have been decompressed.
  private var packedCount = 0
  /// The bytes that came out.
  private var unpackedCount = 0

  /// An inflater at the beginning of the data.
  ///
  /// - Throws: `GzipError.outOfMemory`.
  package init() throws(GzipError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(capacity: Self.pieceSize)
    // 15 is the largest window; 16 accepts gzip headers only.
    let status = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .outOfMemory }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    piece.deallocate()
  }

  /// Whether data begins with gzip's two magic bytes.
  package static func isGzip(_ start: some Collection<UInt8>) -> Bool {
    start.starts(with: [0x1F, 0x8B])
  }

  /// Decompresses the next bytes of the data. They may end anywhere in a member.
  ///
  /// - Parameters:
  ///   - input: Compressed bytes.
  ///   - body: Called with each piece of decompressed bytes, in order. A piece has at most
  ///     `pieceSize` bytes and is valid only during the call.
  /// - Throws: `GzipError.corrupt`, `.outOfMemory`, or `.bomb` after the piece with which the data
  ///   pass `Limits.highestGzipRatio`.
  package mutating func inflate(
    _ input: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(GzipError) {
    let bytes = input as? [UInt8] ?? Array(input)
    try bytes.withUnsafeBufferPointer { (bytes) throws(GzipError) in try inflate(bytes, body) }
  }

  /// Decompresses bytes of a contiguous buffer, member by member.
  private mutating func inflate(
    _ input: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(GzipError) {
    var rest = input[...]
    while !rest.isEmpty {
      if isBetweenMembers {
        if hasMember { rest = rest.drop { $0 == 0 } }
        if rest.isEmpty { return }
        isBetweenMembers = false
      }
      // zlib's counts have 32 bits.
      let count = min(rest.count, 1 << 30)
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress! + rest.startIndex)
      stream.pointee.avail_in = UInt32(count)
      try drain(body)
      let taken = count - Int(stream.pointee.avail_in)
      packedCount += taken
      rest = rest.dropFirst(taken)
      if unpackedCount > Limits.freeUnpackedBytes,
        unpackedCount / Limits.highestGzipRatio > packedCount
      {
        throw .bomb
      }
    }
  }

  /// Emits the decompressed bytes of the input that zlib holds, up to the end of the member.
  private mutating func drain(
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(GzipError) {
    while true {
      stream.pointee.next_out = piece.baseAddress
      stream.pointee.avail_out = UInt32(piece.count)
      let status = CZlib.inflate(stream, Z_NO_FLUSH)
      let count = piece.count - Int(stream.pointee.avail_out)
      unpackedCount += count
      if count > 0 { body(UnsafeBufferPointer(rebasing: piece[..<count])) }
      switch status {
      case Z_OK where stream.pointee.avail_out == 0: continue
      case Z_OK, Z_BUF_ERROR: return
      case Z_STREAM_END:
        isBetweenMembers = true
        hasMember = true
        inflateReset(stream)
        return
      case Z_MEM_ERROR: throw GzipError.outOfMemory
      default:
        throw GzipError.corrupt(
          stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)")
      }
    }
  }

  /// Checks that the data ends after a complete member. Call it after the last bytes.
  ///
  /// - Throws: `GzipError.truncated`, also if there was no data.
  package func finish() throws(GzipError) {
    guard isBetweenMembers, hasMember else { throw .truncated }
  }
}
