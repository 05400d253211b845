import CICU
import Synchronization

/// Finds the canonical text of language tags.
enum CanonicalTag {
  /// The texts of tags met before. Files repeat the same few tags in every unit.
  private static let known = Mutex<[String: String]>([:])
  /// The most tags to remember. A hostile file may have any number.
  private static let mostKnown = 1000

  /// The canonical text of a tag; `nil` if the text does not have the form of one.
  static func text(of tag: String) -> String? {
    if let text = known.withLock({ $0[tag] }) { return text }
    guard let subtags = subtags(of: tag) else { return nil }
    let text = preferred(subtags).joined(separator: "-")
    known.withLock { if $0.count < mostKnown { $0[tag] = text } }
    return text
  }

  /// The subtags of a tag in canonical case (RFC 5646, section 2.1.1); `nil` if it is malformed.
  private static func subtags(of tag: String) -> [String]? {
    let parts = tag.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "_" })
    guard let first = parts.first, first.isASCIILetters,
      first.utf8.count == 1
        ? ["x", "i"].contains(first.lowercased()) && parts.count > 1
        : (2...3).contains(first.utf8.count)
    else { return nil }
    var subtags = [first.lowercased()]
    // After a subtag of one letter or digit come those of an extension or of private use.
    var isExtension = first.utf8.count == 1
    for part in parts.dropFirst() {
      guard (1...8).contains(part.utf8.count), part.isASCIIAlphanumeric else { return nil }
      isExtension = isExtension || part.utf8.count == 1
      switch part.utf8.count {
      case 4 where !isExtension && part.isASCIILetters:
        subtags.append(part.prefix(1).uppercased() + part.dropFirst().lowercased())
      case 2 where !isExtension && part.isASCIILetters: subtags.append(part.uppercased())
      default: subtags.append(part.lowercased())
      }
    }
    return subtags
  }

  /// The subtags that the registry prefers to these.
  private static func preferred(_ subtags: [String]) -> [String] {
    if let whole = preferred(subtags.joined(separator: "_")) {
      return whole.split(separator: "_").map(String.init)
    }
    // The subtags of a private tag mean what its users say.
    guard subtags[0].utf8.count > 1 else { return subtags }
    var subtags = subtags
    // A replacement with a region does not fit into a tag that has one.
    if let language = preferred(subtags[0]), !language.contains("_") { subtags[0] = language }
    let region = subtags.dropFirst().prefix { $0.utf8.count > 1 }.firstIndex {
      $0.utf8.count == 2 || $0.utf8.count == 3 && $0.first!.isNumber
    }
    if let region, let other = preferred(subtags[region], isTerritory: true) {
      subtags[region] = other
    }
    return subtags
  }

  /// The code that takes the place of a code; `nil` if it stays as it is.
  private static func preferred(_ code: String, isTerritory: Bool = false) -> String? {
    let capacity = 64
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) {
        count = Int(cicu_preferred_code(code, isTerritory, $0.baseAddress, Int64(capacity)))
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring {
  /// Whether all characters are letters of ASCII.
  fileprivate var isASCIILetters: Bool {
    utf8.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
  }

  /// Whether all characters are letters or digits of ASCII.
  fileprivate var isASCIIAlphanumeric: Bool {
    utf8.allSatisfy {
      (($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z"))
        || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
    }
  }
}
