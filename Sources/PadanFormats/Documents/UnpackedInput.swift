import PadanModel
import PadanText

/// An input that decompresses gzip data while it is read. Other data passes unchanged.
struct UnpackedInput: ~Copyable {
  /// The number of compressed bytes to decompress at once. Gzip compresses a thousandfold at most,
  /// so the result stays below about 4 MB.
  private static let packedPiece = 1 << 12

  /// The name of the input in messages.
  let name: String
  /// The bytes that could not be converted from a named encoding.
  private(set) var repairs = Findings()
  /// The source of bytes.
  private let input: ByteStream
  /// Whether the input is gzip data; `nil` before the first bytes.
  private var isPacked: Bool?
  /// The inflater of a gzip input.
  private var inflater: GzipInflater?
  /// Compressed bytes that have been read.
  private var packed: ArraySlice<UInt8> = []
  /// An error in the compressed data, which is thrown after the bytes before it have been returned.
  private var damage: InputError?
  /// Bytes that are ready to be returned.
  private var pending: ArraySlice<UInt8> = []

  /// Opens an input.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be opened or is a folder.
  init(path: String) throws(InputError) {
    input = try ByteStream(path: path)
    name = input.name
  }

  /// Reads the whole input and converts it from an encoding that the user names.
  ///
  /// The text is then UTF-8 with a byte order mark, which counts more than what the text declares.
  ///
  /// - Parameter encoding: The name of the encoding; `nil` to leave the bytes as they are.
  /// - Throws: `InputError`, also if the text cannot be converted.
  mutating func convert(from encoding: String?) throws(InputError) {
    guard let encoding else { return }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try read(&piece), count > 0 { bytes += piece[..<count] }
    do throws(TextEncodingError) {
      let decoded = try TextEncoding.decode(bytes, as: encoding)
      let mark: [UInt8] = decoded.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [] : [0xEF, 0xBB, 0xBF]
      pending = bytes.isEmpty ? [] : (mark + decoded.bytes)[...]
      repairs = decoded.findings(in: name)
    } catch {
      throw InputError(name, .init(error))
    }
  }

  /// Reads the available bytes into a buffer; waits if there are none yet.
  ///
  /// - Parameter position: Where in the buffer to begin.
  /// - Returns: The number of bytes read. 0 means the end of the input.
  /// - Throws: `InputError`, also if gzip data is damaged or truncated.
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

  /// Reads until the buffer is full or the input ends.
  ///
  /// - Returns: The number of bytes read.
  /// - Throws: `InputError`, also if gzip data is damaged or truncated.
  mutating func fill(_ buffer: inout [UInt8]) throws(InputError) -> Int {
    var filled = 0
    while filled < buffer.count, case let count = try read(&buffer, at: filled), count > 0 {
      filled += count
    }
    return filled
  }

  /// Reads the first bytes, which decide whether the input is gzip data.
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

  /// Decompresses the next piece. Returns `false` at the end of the input.
  ///
  /// If the data is damaged, the bytes before the damage are returned first, and the next call
  /// throws.
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
