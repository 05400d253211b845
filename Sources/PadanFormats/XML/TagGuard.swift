import Glibc
import PadanModel

/// Looks through markup, piece by piece, for a tag with more attributes than libxml2 can take: it
/// compares each with all others.
///
/// It looks at quotation marks and brackets alone, so any encoding will do in which these are bytes of
/// ASCII, with NULs between them in UTF-16.
struct TagGuard {
  private var place = Place.text
  /// The number of attributes of the open tag.
  private var count = 0

  /// Where the next byte is.
  private enum Place {
    /// Outside of tags.
    case text
    /// Behind the `<` that may begin a start tag.
    case opening
    /// Inside a start tag.
    case tag
    /// Behind the `=` of an attribute.
    case value
    /// Inside a value between two of these quotation marks.
    case quoted(UInt8)
  }

  /// Looks through the next piece.
  ///
  /// - Returns: The position in the piece of a tag with more than `Limits.mostAttributes`, or 0 if it
  ///   began before; `nil` if there is none. After such a tag nothing more is to be passed.
  mutating func tooLargeTag(in piece: UnsafeRawBufferPointer) -> Int? {
    var start = 0
    var index = 0
    while index < piece.count {
      if case .text = place {
        guard let found = memchr(piece.baseAddress! + index, 0x3C, piece.count - index) else {
          return nil
        }
        start = UnsafeRawPointer(found) - piece.baseAddress!
        index = start + 1
        (place, count) = (.opening, 0)
      } else {
        step(piece[index])
        index += 1
        if count > Limits.mostAttributes { return start }
      }
    }
    return nil
  }

  /// Passes a byte behind a `<`.
  private mutating func step(_ byte: UInt8) {
    guard byte != 0 else { return }
    switch place {
    case .text: break
    // An end tag, a comment, a declaration and a CDATA section have no attributes.
    case .opening: place = byte > 0x3F || byte == UInt8(ascii: ":") ? .tag : .text
    case .tag:
      if byte == UInt8(ascii: ">") { place = .text }
      if byte == UInt8(ascii: "=") { place = .value }
    case .value:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        count += 1
        place = .quoted(byte)
      } else if byte > 0x20 {
        place = byte == UInt8(ascii: ">") ? .text : .tag
      }
    case .quoted(let mark): if byte == mark { place = .tag }
    }
  }
}
