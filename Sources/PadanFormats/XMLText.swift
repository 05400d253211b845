/// Text as XML holds it.
enum XMLText {
  /// Appends text with markup escaped; characters that XML forbids are left out.
  ///
  /// - Returns: How many were left out.
  @discardableResult
  static func append(
    _ scalars: some Sequence<Unicode.Scalar>, isAttribute: Bool = false, to bytes: inout [UInt8]
  ) -> Int {
    var dropped = 0
    for scalar in scalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"" where isAttribute: bytes.append(contentsOf: "&quot;".utf8)
      // As they stand, a parser would read these as a line feed or a blank.
      case "\r": bytes.append(contentsOf: "&#13;".utf8)
      case "\n" where isAttribute: bytes.append(contentsOf: "&#10;".utf8)
      case "\t" where isAttribute: bytes.append(contentsOf: "&#9;".utf8)
      default:
        if scalar.isAllowedInXML {
          bytes.append(contentsOf: UTF8.encode(scalar)!)
        } else {
          dropped += 1
        }
      }
    }
    return dropped
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 (section 2.2) allows the character at all.
  fileprivate var isAllowedInXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
