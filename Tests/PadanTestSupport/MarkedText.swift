/// Takes the expectation out of a text: `⏐` (U+23D0) stands where a break is expected.
///
///     marked("Satu. ⏐Dua.").breaks  // [6]
///
/// - Returns: The text without its marks, and the places of the marks in it, in UTF-8 bytes.
public func marked(_ example: String) -> (text: String, breaks: [Int]) {
  var text = ""
  var breaks: [Int] = []
  for scalar in example.unicodeScalars {
    if scalar == "⏐" {
      breaks.append(text.utf8.count)
    } else {
      text.unicodeScalars.append(scalar)
    }
  }
  return (text, breaks)
}

/// Puts marks back into a text, given as UTF-8: the inverse of `marked`.
public func marking(_ text: [UInt8], at breaks: [Int]) -> String {
  var bytes: [UInt8] = []
  var start = 0
  for offset in breaks {
    bytes += text[start..<offset]
    bytes += Array("⏐".utf8)
    start = offset
  }
  return String(decoding: bytes + text[start...], as: UTF8.self)
}
