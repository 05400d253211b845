import PadanModel

/// The names of the inline codes in a unit of XLIFF, on both sides.
///
/// A target code that equals a source code has the same name, as XLIFF requires. So a reader that
/// knows the codes finds each by its name, even if a translator moved it.
struct XLIFFCodes {
  /// The names of the source codes, in order; `nil` for the closing half of an element around text.
  private(set) var source: [String?] = []
  /// The names of the target codes, in order; `nil` as in `source`.
  private(set) var target: [String?] = []

  /// Numbers the codes from 1, first those of the source, then the remaining ones of the target.
  init(source sourceCodes: [InlineCode], target targetCodes: [InlineCode]) {
    var free: [(code: InlineCode, name: String)] = []
    var next = 1
    for code in sourceCodes {
      guard code.form != .closing else {
        source.append(nil)
        continue
      }
      source.append("\(next)")
      free.append((Self.withoutPlace(code), "\(next)"))
      next += 1
    }
    for code in targetCodes {
      guard code.form != .closing else {
        target.append(nil)
        continue
      }
      if let match = free.firstIndex(where: { $0.code == Self.withoutPlace(code) }) {
        target.append(free.remove(at: match).name)
      } else {
        target.append("\(next)")
        next += 1
      }
    }
  }

  /// The code with the offset 0, for comparison.
  private static func withoutPlace(_ code: InlineCode) -> InlineCode {
    var code = code
    code.offset = 0
    return code
  }

  /// The position of the `bpt` that an `ept` closes, in the codes of one side; `nil` if there is
  /// none.
  static func partner(of ept: Int, in codes: [InlineCode]) -> Int? {
    var open: [Int] = []
    for index in 0..<ept where codes[index]["i"] == codes[ept]["i"] {
      if codes[index].element == "bpt" { open.append(index) }
      if codes[index].element == "ept" { _ = open.popLast() }
    }
    return open.last
  }

  /// Whether an `ept` closes the `bpt` at a position, in the codes of one side.
  static func isClosed(_ bpt: Int, in codes: [InlineCode]) -> Bool {
    codes.indices.contains { codes[$0].element == "ept" && partner(of: $0, in: codes) == bpt }
  }
}

/// Builds one side of a unit, its text and its codes, from the events inside a source or target.
struct XLIFFContent {
  /// An inline code of XLIFF.
  struct Code {
    /// `whole` stands alone; `begin` and `end` are elements at both ends of a span; `opening` and
    /// `closing` are the tags of an element around it.
    enum Kind { case whole, begin, end, opening, closing }

    /// What the code marks.
    var kind: Kind
    /// The name of the code; for an end, the name of the code that it closes, if the file gives it.
    var name: String
    /// The code's place in the text, in Unicode scalars.
    var offset: Int
    /// The native code: text or, if `holdsMarkup`, markup.
    var content = ""
    /// Whether the content is markup, because it has a `sub`.
    var holdsMarkup = false
    /// The `id` of the `data` element that holds the content in version 2.
    var data: String?
    /// Whether the other half is in another segment or missing.
    var isIsolated = false
  }

  /// A segment that XLIFF 1.2 marks inside the text of a unit.
  struct Mark {
    /// The name that it has on both sides: `mid`.
    var name: String
    /// Its place in the text, in Unicode scalars.
    var range: Range<Int>
  }

  /// The text, in UTF-8.
  private(set) var text: [UInt8] = []
  /// The finished codes.
  private(set) var codes: [Code] = []
  /// The finished marks of segments.
  private(set) var marks: [Mark] = []
  /// The number of Unicode scalars in the text.
  private var scalarCount = 0
  /// The open elements, the innermost last.
  private var open: [Open] = []
  /// The number of open elements from the open code inwards; 0 outside codes.
  private var codeDepth = 0

  /// An open element.
  private enum Open {
    /// An inline code, whose content is not complete.
    case code(Code)
    /// A translatable text inside a code.
    case sub
    /// An element without meaning here: its text counts, its tags do not.
    case transparent
    /// An element around text, with its name.
    case around(String)
    /// A mark of a segment: its name, and its start in scalars.
    case mark(String, Int)
  }

  /// An element begins.
  ///
  /// - Parameter version: The major version of XLIFF.
  mutating func start(_ name: String, _ attributes: XMLAttributes, version: Int) {
    if codeDepth > 0 {
      codeDepth += 1
      if name == "sub" { startSub(attributes) }
      return open.append(name == "sub" ? .sub : .transparent)
    }
    let id = attributes["id"] ?? ""
    func code(_ kind: Code.Kind, name: String? = nil, data: String? = nil) -> Code {
      Code(
        kind: kind, name: name ?? id, offset: scalarCount, data: data,
        isIsolated: attributes["isolated"] == "yes")
    }
    switch name {
    case "g", "pc":
      codes.append(code(.opening, data: attributes["dataRefStart"]))
      open.append(.around(id))
      return
    case "mrk" where attributes["mtype"] == "seg":
      return open.append(.mark(attributes["mid"] ?? "", scalarCount))
    case "cp":
      if let value = attributes["hex"].flatMap({ UInt32($0, radix: 16) }),
        let scalar = Unicode.Scalar(value)
      {
        text.append(contentsOf: String(scalar).utf8)
        scalarCount += 1
      }
    case "x", "ph", "ut": return openCode(code(.whole, data: attributes["dataRef"]))
    case "it":
      let isEnd = ["close", "end"].contains(attributes["pos"] ?? "")
      var it = code(isEnd ? .end : .begin)
      it.isIsolated = true
      return openCode(it)
    case "bx", "bpt", "sc": return openCode(code(.begin, data: attributes["dataRef"]))
    case "ex", "ept": return openCode(code(.end, data: attributes["dataRef"]))
    case "ec":
      return openCode(
        code(.end, name: attributes["startRef"] ?? id, data: attributes["dataRef"]))
    default: break
    }
    open.append(.transparent)
  }

  /// Begins a code whose content follows.
  private mutating func openCode(_ code: Code) {
    codeDepth = 1
    open.append(.code(code))
  }

  /// Changes the open code.
  private mutating func changeCode(_ body: (inout Code) -> Void) {
    for index in open.indices.reversed() {
      guard case .code(var code) = open[index] else { continue }
      body(&code)
      open[index] = .code(code)
      return
    }
  }

  /// Begins a `sub`. It stays in the code's content, as in TMX, so the content becomes markup.
  private mutating func startSub(_ attributes: XMLAttributes) {
    let kept = [("datatype", attributes["datatype"]), ("type", attributes["ctype"])]
    let tag = XMLText.tag("sub", kept.compactMap { name, value in value.map { (name, $0) } })
    changeCode { code in
      if !code.holdsMarkup { code.content = XMLText.escaped(code.content) }
      code.holdsMarkup = true
      code.content += String(decoding: tag, as: UTF8.self)
    }
  }

  /// Ends the innermost element. Returns `false` if none is open: the source or target itself ends.
  mutating func end() -> Bool {
    guard let last = open.popLast() else { return false }
    if codeDepth > 0 { codeDepth -= 1 }
    switch last {
    case .code(let code): codes.append(code)
    case .sub: changeCode { $0.content += "</sub>" }
    case .transparent: break
    case .around(let name):
      codes.append(Code(kind: .closing, name: name, offset: scalarCount))
    case .mark(let name, let start): marks.append(Mark(name: name, range: start..<scalarCount))
    }
    return true
  }

  /// Appends text to the open code or, outside codes, to the text.
  mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    if codeDepth > 0 {
      let text = String(decoding: characters, as: UTF8.self)
      return changeCode { $0.content += $0.holdsMarkup ? XMLText.escaped(text) : text }
    }
    text.append(contentsOf: characters)
    for byte in characters where byte & 0xC0 != 0x80 { scalarCount += 1 }
  }

  /// The finished variant. A code that a record knows is restored; any other is converted to a TMX
  /// code.
  ///
  /// - Parameters:
  ///   - language: The language of the variant.
  ///   - known: The codes of this side in Padan's own record, with their names in the file.
  ///   - data: The native code of version 2, by the `id` of the `data` element.
  func variant(
    _ language: LanguageTag, known: [(name: String?, code: InlineCode)], data: [String: String]
  ) -> Variant {
    var variant = Variant(language: language, text: String(decoding: text, as: UTF8.self))
    let own = known.map(\.code)
    for code in codes {
      if var match = Self.match(for: code, in: known, own) {
        match.offset = code.offset
        variant.codes.append(match)
      } else {
        variant.codes.append(Self.converted(code, data))
      }
    }
    variant.codes = CodePairing.mended(variant.codes)
    return variant
  }

  /// The recorded code with the name and kind of a code in the file; `nil` if there is none.
  private static func match(
    for code: Code, in known: [(name: String?, code: InlineCode)], _ own: [InlineCode]
  ) -> InlineCode? {
    guard code.kind != .closing else {
      // A closing half is Padan's own if its opening half is.
      let isOwn = known.contains { $0.name == code.name && $0.code.form == .opening }
      return isOwn ? InlineCode(element: "hi", offset: 0, form: .closing) : nil
    }
    if let entry = known.first(where: {
      $0.name == code.name && (code.kind != .end || $0.code.element != "bpt")
    }) {
      return entry.code
    }
    // An end that has the name of its beginning.
    guard code.kind == .end, let begin = known.firstIndex(where: { $0.name == code.name }) else {
      return nil
    }
    return own.indices.first {
      own[$0].element == "ept" && XLIFFCodes.partner(of: $0, in: own) == begin
    }.map { own[$0] }
  }

  /// The code as TMX has it: `ph`, `it`, `bpt` or `ept`.
  private static func converted(_ code: Code, _ data: [String: String]) -> InlineCode {
    let content = code.data.flatMap { data[$0] } ?? code.content
    func made(_ element: String, _ attribute: String, _ value: String) -> InlineCode {
      InlineCode(
        element: element, offset: code.offset,
        attributes: [.init(name: attribute, value: value)], content: content,
        holdsMarkup: code.holdsMarkup)
    }
    switch code.kind {
    case .whole: return made("ph", "x", code.name)
    case .begin where code.isIsolated: return made("it", "pos", "begin")
    case .end where code.isIsolated: return made("it", "pos", "end")
    case .begin, .opening: return made("bpt", "i", code.name)
    case .end, .closing: return made("ept", "i", code.name)
    }
  }
}
