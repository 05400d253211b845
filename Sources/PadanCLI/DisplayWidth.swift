import Padan

/// The width of text in a terminal's columns.
extension Character {
  /// The columns that the character takes: 0 for marks and controls, 2 for wide East Asian
  /// characters and emoji (Unicode Standard Annex 11), otherwise 1.
  var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.contains("\u{FE0F}") || scalars.contains(where: \.properties.isEmojiPresentation) {
      return 2
    }
    if Self.wide.contains(where: { $0.contains(first.value) }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }

  /// Code points whose East Asian Width is Wide or Fullwidth, by blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF, 0x1AFF0...0x1B2FB,
    0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// The number of columns that the text takes.
  ///
  /// - Complexity: O(n); fast for ASCII.
  var displayWidth: Int {
    utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }
}

extension Unicode.Scalar {
  /// Whether a terminal or its reader could be misled: a control character, or an embedding,
  /// override or isolate of the bidirectional algorithm (Unicode Standard Annex 9).
  fileprivate var isControl: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: properties.generalCategory == .control
    }
  }
}

extension String {
  /// The text on one line, safe for a terminal.
  var printable: String { onOneLine.withoutControls }

  /// The text safe for a terminal: control characters, which could command it, and those that set
  /// the direction of other characters, which could show a text in another order, become U+FFFD.
  /// Line ends and tabs stay. Bytes of a path that are no UTF-8 are shown as `\xFF`.
  var withoutControls: String {
    // C1 controls have the lead byte C2, those of direction E2, bytes of paths F4.
    let isPlain = utf8.allSatisfy {
      ($0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2 && $0 != 0xF4) || $0 == 0x0A
    }
    if isPlain { return self }
    var result = UnicodeScalarView()
    var rest = shownPath.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isLineEnd = scalar == "\r" && rest.first == "\n"
      let stays = !scalar.isControl || isLineEnd || scalar == "\n" || scalar == "\t"
      result.append(stays ? scalar : "\u{FFFD}")
    }
    return String(result)
  }

  /// The text in lines of at most `width` columns, broken at blanks. A longer word is cut.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in split(separator: " ") {
      var word = word
      var wordWidth = word.displayWidth
      if !line.isEmpty, lineWidth + 1 + wordWidth > width {
        lines.append(line)
        (line, lineWidth) = ("", 0)
      }
      while wordWidth > width {
        let head = word.prefix(fitting: width)
        lines.append(String(head))
        word = word[head.endIndex...]
        wordWidth -= head.displayWidth
      }
      if !line.isEmpty {
        line += " "
        lineWidth += 1
      }
      line += word
      lineWidth += wordWidth
    }
    return lines + [line]
  }

  /// The text cut to `width` columns; `…` replaces the rest.
  func shortened(to width: Int) -> String {
    guard displayWidth > width, width > 1 else { return self }
    return self[...].prefix(fitting: width - 1) + "…"
  }

  /// The text filled with blanks to `width` columns; see `padded(to:alignment:)` for characters.
  func filled(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }
}

extension Substring {
  /// The characters that fit into `width` columns; at least one.
  fileprivate func prefix(fitting width: Int) -> Substring {
    var used = 0
    var end = startIndex
    while end < endIndex {
      used += self[end].displayWidth
      if used > width, end > startIndex { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}
