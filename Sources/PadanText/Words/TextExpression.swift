import CICU
package import PadanModel

/// A regular expression of a user, in ICU's syntax, for texts in UTF-8. Case does not count, unless the
/// expression says `(?-i)`.
///
///     try TextExpression(#"\bRp\s?\d+"#).ranges(in: bytes)
package final class TextExpression {
  /// What is wrong with an expression.
  package enum Fault: PadanError, Hashable {
    /// ICU cannot read it. The value is ICU's name for the error.
    case syntax(String)
    /// It takes too many steps on a text.
    case tooSlow

    package var kind: ErrorKind { .invalidRequest }
    /// `search.expression` or `search.too-slow`.
    package var code: ErrorCode {
      switch self {
      case .syntax: "search.expression"
      case .tooSlow: "search.too-slow"
      }
    }
    package var location: SourceLocation? { nil }
    package var fault: String {
      switch self {
      case .syntax(let reason): "ICU cannot read the regular expression (\(reason))."
      case .tooSlow: "the regular expression takes too many steps on a text."
      }
    }
    package var remedy: Remedy? {
      switch self {
      case .syntax: nil
      case .tooSlow: .advice("Make it simpler.")
      }
    }
  }

  private let handle: OpaquePointer
  private var places = [Int32](repeating: 0, count: 64)

  /// Compiles an expression.
  ///
  /// - Throws: `Fault.syntax`.
  package init(_ pattern: String) throws(Fault) {
    var status: Int32 = 0
    var pattern = "(?i)" + pattern
    let handle = pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cicu_regex_open($0.baseAddress, Int64($0.count), &status)
      }
    }
    guard let handle else { throw .syntax(String(cString: cicu_error_name(status))) }
    self.handle = handle
  }

  deinit { cicu_regex_close(handle) }

  /// Where the expression matches in a text, one match after another, in UTF-8 bytes. Empty matches do
  /// not count.
  ///
  /// - Throws: `Fault.tooSlow`.
  package func ranges(in text: UnsafeBufferPointer<UInt8>) throws(Fault) -> [Range<Int>] {
    var status: Int32 = 0
    let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    guard let start else { return [] }
    func find() -> Int {
      Int(
        cicu_regex_find_all(
          handle, start, Int64(text.count), &places, Int64(places.count / 2), &status))
    }
    var found = find()
    if found > places.count / 2 {
      places = [Int32](repeating: 0, count: found * 2)
      found = find()
    }
    guard status <= 0, found >= 0 else { throw .tooSlow }
    return (0..<found).map { Int(places[2 * $0])..<Int(places[2 * $0 + 1]) }
  }
}
