/// A file's path as text, without a loss.
///
/// A path is bytes (POSIX, section 3.271), mostly UTF-8 but not always. Where it is not, each byte
/// stands as a private scalar, U+10FE00 and the byte; Python keeps such names in the same way (PEP
/// 383). So a path can be cut, joined, compared and kept as any text, and `pathBytes` gives the
/// system the bytes back. Only these scalars themselves stand byte by byte, too: no two paths have
/// one text.
extension String {
  /// The scalars that stand for bytes 0x80...0xFF.
  private static let byteScalars: ClosedRange<UInt32> = 0x10FE80...0x10FEFF

  /// The path that these bytes are.
  ///
  /// - Complexity: O(n).
  package init(path bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.elementsEqual(bytes), !text.hasBytes {
      self = text
      return
    }
    var scalars = String.UnicodeScalarView()
    func append(_ bytes: some Collection<UInt8>) {
      for byte in bytes {
        if byte < 0x80 {
          scalars.append(Unicode.Scalar(byte))
        } else if let scalar = Unicode.Scalar(0x10FE00 + UInt32(byte)) {
          scalars.append(scalar)
        }
      }
    }
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes[...]
    var iterator = bytes.makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if Self.byteScalars.contains(scalar.value) {
          append(rest.prefix(encoded.count))
        } else {
          scalars.append(scalar)
        }
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        append(rest.prefix(length))
        rest = rest.dropFirst(length)
      case .emptyInput:
        self = String(scalars)
        return
      }
    }
  }

  /// The path in the system's form: its bytes up to a NUL.
  package init(path: UnsafePointer<CChar>) {
    var end = 0
    while path[end] != 0 { end += 1 }
    self.init(path: UnsafeBufferPointer(start: path, count: end).map { UInt8(bitPattern: $0) })
  }

  /// The path as the system takes it: its bytes and a NUL.
  ///
  /// - Complexity: O(n).
  package var pathBytes: [CChar] { unterminatedPathBytes.map { CChar(bitPattern: $0) } + [0] }

  /// The bytes of the path, for an output that another program reads as a path.
  package var unterminatedPathBytes: [UInt8] {
    guard hasBytes else { return Array(utf8) }
    return unicodeScalars.flatMap { scalar -> [UInt8] in
      Self.byteScalars.contains(scalar.value)
        ? [UInt8(scalar.value & 0xFF)] : Array(String(scalar).utf8)
    }
  }

  /// The path for people and for files of text: each byte that is no UTF-8 as `\xFF`.
  package var shownPath: String {
    guard hasBytes else { return self }
    return unicodeScalars.reduce(into: "") { shown, scalar in
      if Self.byteScalars.contains(scalar.value) {
        shown += "\\x" + String(scalar.value & 0xFF, radix: 16, uppercase: true)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether bytes that are no UTF-8 may stand in the path.
  package var hasBytes: Bool {
    utf8.contains(0xF4) && unicodeScalars.contains { Self.byteScalars.contains($0.value) }
  }
}
