import PadanModel
import PadanText

/// An input that decompresses gzip data, and converts a text to UTF-8, while it is read. Other data
/// passes unchanged.
struct UnpackedInput: ~Copyable {
  /// The number of compressed bytes to decompress at once. Gzip compresses a thousandfold at most,
  /// so the result stays below about 4 MB.
  private static let packedPiece = 1 << 12

  /// The name of the input in messages.
  let name: String
  /// The first of the bytes that could not be converted to UTF-8.
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
  /// Decompressed bytes that have not been returned.
  private var unpacked: ArraySlice<UInt8> = []
  /// The converter of a text in another encoding than UTF-8.
  private var decoder: TextDecoder?
  /// The name of that encoding.
  private var encoding = ""
  /// Converted bytes that have not been returned.
  private var decoded: ArraySlice<UInt8> = []
  /// Whether the converter has had the last bytes.
  private var isDecoded = false
  /// What precedes the first converted byte: a byte order mark, if one is wanted.
  private var mark: [UInt8] = []
  /// The line, from 1, of the next converted byte.
  private var line = 1

  /// Opens an input.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be opened or is a folder.
  init(path: String) throws(InputError) {
    input = try ByteStream(path: path)
    name = input.name
  }

  /// Converts the input from an encoding that the user names.
  ///
  /// The text is then UTF-8 with a byte order mark, which counts more than what the text declares.
  ///
  /// - Parameter encoding: The name of the encoding; `nil` to leave the bytes as they are.
  /// - Throws: `InputError` for an encoding that is not known.
  mutating func convert(from encoding: String?) throws(InputError) {
    guard let encoding else { return }
    let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard TextEncoding.isUTF8(encoding) else {
      mark = utf8Mark
      return try decode(from: encoding, bytes: [])
    }
    if isPacked == nil { try begin() }
    while isPacked!, unpacked.isEmpty, try unpackMore() {}
    if !unpacked.isEmpty, !unpacked.starts(with: utf8Mark) { unpacked = utf8Mark + unpacked }
  }

  /// Converts from an encoding what has not been returned.
  ///
  /// - Parameter bytes: Bytes that were returned, and come first.
  /// - Throws: `InputError` for an encoding that is not known.
  mutating func decode(from encoding: String, bytes: [UInt8]) throws(InputError) {
    if isPacked == nil { try begin() }
    unpacked = bytes + unpacked
    do throws(TextEncodingError) {
      decoder = try TextDecoder(encoding)
      self.encoding = encoding
    } catch {
      throw InputError(name, .init(error))
    }
  }

  /// Reads the available bytes into a buffer; waits if there are none yet.
  ///
  /// - Parameter position: Where in the buffer to begin.
  /// - Returns: The number of bytes read. 0 means the end of the input.
  /// - Throws: `InputError`, also if gzip data is damaged or truncated, or a text cannot be
  ///   converted.
  mutating func read(_ buffer: inout [UInt8], at position: Int = 0) throws(InputError) -> Int {
    guard decoder != nil else { return try readUnpacked(&buffer, at: position) }
    while decoded.isEmpty {
      if isDecoded { return 0 }
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      piece.removeLast(piece.count - (try readUnpacked(&piece)))
      isDecoded = piece.isEmpty
      try decode(piece)
    }
    return Self.move(&decoded, to: &buffer, at: position)
  }

  /// Converts a piece, the last one if it is empty.
  private mutating func decode(_ piece: [UInt8]) throws(InputError) {
    let text: [UInt8]
    do throws(TextEncodingError) {
      text = try decoder!.decode(piece, isLast: isDecoded)
    } catch {
      throw InputError(SourceLocation(file: name, line: line), .init(error))
    }
    if repairs.isEmpty, text.contains(0xEF), let bad = text.firstRange(of: [0xEF, 0xBF, 0xBD]) {
      let place = SourceLocation(
        file: name, line: line + text[..<bad.lowerBound].count { $0 == 0x0A })
      repairs.add(Finding(.illFormedText, at: place, detail: encoding))
    }
    line += text.count { $0 == 0x0A }
    decoded = text[...]
    if !text.isEmpty, !mark.isEmpty {
      decoded = (mark + text)[...]
      mark = []
    }
  }

  /// Reads bytes as `read` does, without converting them.
  private mutating func readUnpacked(
    _ buffer: inout [UInt8], at position: Int = 0
  ) throws(InputError) -> Int {
    if isPacked == nil { try begin() }
    while unpacked.isEmpty {
      if !isPacked! { return try input.read(into: &buffer, at: position) }
      if try !unpackMore() { return 0 }
    }
    return Self.move(&unpacked, to: &buffer, at: position)
  }

  /// Moves bytes to a buffer, as many as it has room for.
  private static func move(
    _ bytes: inout ArraySlice<UInt8>, to buffer: inout [UInt8], at position: Int
  ) -> Int {
    let count = min(bytes.count, buffer.count - position)
    buffer.replaceSubrange(position..<(position + count), with: bytes.prefix(count))
    bytes = bytes.dropFirst(count)
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
      unpacked = first[..<count]
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
    var bytes: [UInt8] = []
    do throws(GzipError) {
      if packed.isEmpty {
        try inflater!.finish()
        return false
      }
      try inflater!.inflate(packed.prefix(Self.packedPiece)) { bytes.append(contentsOf: $0) }
    } catch {
      damage = InputError(name, .init(error))
    }
    packed = packed.dropFirst(Self.packedPiece)
    unpacked = bytes[...]
    return true
  }
}
