import PadanMatch
import PadanModel

extension PairCheck {
  /// Compares the inline codes of both sides: those of the file, and those that are written in the texts.
  static let codes = PairCheck(.codes) { pair, _ in
    let (source, target) = (CodeList(pair.source), CodeList(pair.target))
    guard !(source.codes.isEmpty && target.codes.isEmpty) else { return [] }
    var missing = source.codes
    var added: [CodeList.Code] = []
    for code in target.codes {
      if let place = missing.firstIndex(where: { $0.name == code.name }) {
        missing.remove(at: place)
      } else {
        added.append(code)
      }
    }
    if !missing.isEmpty || !added.isEmpty {
      let parts = [
        missing.isEmpty ? nil : "missing: " + missing.map(\.name).joined(separator: " "),
        added.isEmpty ? nil : "added: " + added.map(\.name).joined(separator: " "),
      ]
      return [
        PairFinding(
          .codes, certainty: 0.95, source: missing.compactMap(\.range),
          target: added.compactMap(\.range),
          detail: parts.compactMap(\.self).joined(separator: " · "))
      ]
    }
    guard source.isNested && !target.isNested || source.positional != target.positional else {
      return []
    }
    return [
      PairFinding(
        .codes, certainty: 0.85, target: target.codes.compactMap(\.range),
        detail: "in another order: " + target.codes.map(\.name).joined(separator: " "))
    ]
  }
}

/// The codes of one side in order.
private struct CodeList {
  struct Code {
    var name: String
    /// Where it is written in the text; `nil` for a code of the file.
    var range: Range<Int>?
    var offset: Int
  }

  var codes: [Code]

  init(_ side: CheckedPair.Side) {
    let values = side.scalars.map(\.value)
    codes =
      WrittenCodes.ranges(in: values).map {
        Code(name: side.written($0), range: $0, offset: $0.lowerBound)
      }
      + side.variant.codes.map { Code(name: Self.name(of: $0), range: nil, offset: $0.offset) }
    if !side.variant.codes.isEmpty {
      codes = codes.enumerated().sorted {
        ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
      }
      .map(\.element)
    }
  }

  /// What a code is called: its content, or what its file numbers it by; of a tag its name alone, as a translator
  /// may change a link or what an image says.
  private static func name(of code: InlineCode) -> String {
    let number = code["x"] ?? code["id"] ?? code["i"] ?? code["type"] ?? ""
    var content = code.content.isEmpty ? code.element + number : code.content
    if content.hasPrefix("<"), let end = content.firstIndex(where: \.isWhitespace) {
      content = content[..<end] + ">"
    }
    return code.form == .closing ? "/" + content : content
  }

  /// Whether each closing tag has its opening one before it.
  var isNested: Bool {
    var open: [Substring] = []
    for code in codes {
      guard code.name.hasPrefix("<"), !code.name.hasSuffix("/>") else { continue }
      let name = code.name.dropFirst().prefix { $0 != " " && $0 != ">" }
      if name.hasPrefix("/") {
        guard open.popLast() == name.dropFirst() else { return false }
      } else {
        open.append(name)
      }
    }
    return true
  }

  /// The placeholders whose order gives them their value: `%s`, not `%1$s`.
  var positional: [String] {
    codes.map(\.name).filter { $0.hasPrefix("%") && !$0.contains("$") && !$0.contains("(") }
  }
}
