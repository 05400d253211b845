import CZlib
public import PadanModel

/// Why gzip data cannot be read.
public enum GzipError: PadanError, Equatable {
  /// The data does not follow RFC 1952, or its check sum is wrong; zlib's own words.
  case corrupt(String)
  /// The data ends inside a member.
  case truncated
  /// zlib gets no memory from the system.
  case outOfMemory

  public var kind: ErrorKind { .badInput }

  public var code: ErrorCode {
    switch self {
    case .corrupt: "gzip.corrupt"
    case .truncated: "gzip.truncated"
    case .outOfMemory: "gzip.out-of-memory"
    }
  }

  public var location: SourceLocation? { nil }

  public var fault: String {
    switch self {
    case .corrupt(let fault): "the gzip data is damaged (\(fault))."
    case .truncated: "the gzip data ends too early."
    case .outOfMemory: "there is no memory left to unpack the gzip data."
    }
  }

  public var remedy: Remedy? {
    switch self {
    case .corrupt: .advice("Get the file again.")
    case .truncated: .advice("Get the whole file again.")
    case .outOfMemory: nil
    }
  }
}

/// Unpacks gzip data (RFC 1952) piece by piece, in memory that does not depend on its size.
///
///     var inflater = try GzipInflater()
///     try inflater.inflate(bytes) { piece in output.append(contentsOf: piece) }
///     try inflater.finish()
///
/// Members one after the other, as `cat a.gz b.gz` makes them, are one text; `dictzip` files (`.dz`)
/// are gzip files too. Zeros after the last member, as tapes leave them, are passed over.
public struct GzipInflater: ~Copyable {
  /// The largest piece handed out, in bytes.
  public static let pieceSize = 1 << 16

  /// zlib keeps a pointer to its own stream, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutableBufferPointer<UInt8>
  private var isBetweenMembers = true
  private var hasMember = false

  /// - Throws: `GzipError.outOfMemory`.
  public init() throws(GzipError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(capacity: Self.pieceSize)
    // 15: the largest window; 16: gzip heads and no other.
    let status = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .outOfMemory }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    piece.deallocate()
  }

  /// Whether data begins as gzip does.
  public static func isGzip(_ start: some Collection<UInt8>) -> Bool {
    start.starts(with: [0x1F, 0x8B])
  }

  /// Unpacks the next bytes of the data.
  ///
  /// - Parameter body: Called with each piece of at most `pieceSize` bytes, in order; it is gone when
  ///   the call returns.
  /// - Throws: `GzipError`.
  public mutating func inflate(
    _ input: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(GzipError) {
    let bytes = input as? [UInt8] ?? Array(input)
    try bytes.withUnsafeBufferPointer { (bytes) throws(GzipError) in try inflate(bytes, body) }
  }

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
      // zlib counts in 32 bits.
      let count = min(rest.count, 1 << 30)
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress! + rest.startIndex)
      stream.pointee.avail_in = UInt32(count)
      try drain(body)
      rest = rest.dropFirst(count - Int(stream.pointee.avail_in))
    }
  }

  /// Hands on what the bytes that zlib has been given unpack to, to the end of a member at most.
  private mutating func drain(
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(GzipError) {
    while true {
      stream.pointee.next_out = piece.baseAddress
      stream.pointee.avail_out = UInt32(piece.count)
      let status = CZlib.inflate(stream, Z_NO_FLUSH)
      let count = piece.count - Int(stream.pointee.avail_out)
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

  /// Makes sure that the data ended where it may.
  ///
  /// - Throws: `GzipError.truncated`.
  public func finish() throws(GzipError) {
    guard isBetweenMembers, hasMember else { throw .truncated }
  }
}
