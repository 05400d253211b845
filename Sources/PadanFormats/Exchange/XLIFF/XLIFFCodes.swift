import PadanModel

/// The names that inline codes have in a unit of XLIFF, on both sides.
///
/// A code of the target that equals one of the source has its name, as XLIFF wants it; so a reader that
/// knows the codes finds each by its name, wherever a translator has moved it.
struct XLIFFCodes {
  /// The name of each code, in order; `nil` for the closing half of an element around text.
  private(set) var source: [String?] = []
  private(set) var target: [String?] = []

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

  private static func withoutPlace(_ code: InlineCode) -> InlineCode {
    var code = code
    code.offset = 0
    return code
  }

  /// The place of the `bpt` that an `ept` closes, among codes of one side.
  static func partner(of ept: Int, in codes: [InlineCode]) -> Int? {
    var open: [Int] = []
    for index in 0..<ept where codes[index]["i"] == codes[ept]["i"] {
      if codes[index].element == "bpt" { open.append(index) }
      if codes[index].element == "ept" { _ = open.popLast() }
    }
    return open.last
  }

  /// Whether an `ept` closes the `bpt` at a place among codes of one side.
  static func isClosed(_ bpt: Int, in codes: [InlineCode]) -> Bool {
    codes.indices.contains { codes[$0].element == "ept" && partner(of: $0, in: codes) == bpt }
  }
}

/// A side of a unit in the making: its text, and codes under the names the file gives them.
struct XLIFFContent {
  /// A code as XLIFF has it.
  struct Code {
    enum Kind { case whole, begin, end, opening, closing }

    var kind: Kind
    /// Its own name, or, of an end, that of the code it closes.
    var name: String
    var offset: Int
    var content = ""
    /// Whether the content is markup, because a `sub` stands in it.
    var holdsMarkup = false
    /// Where version 2 keeps the content.
    var data: String?
    var isIsolated = false
  }

  /// A segment inside the text: XLIFF 1.2 marks several in one unit.
  struct Mark {
    var name: String
    var range: Range<Int>
  }

  private(set) var text: [UInt8] = []
  private(set) var codes: [Code] = []
  private(set) var marks: [Mark] = []
  private var scalarCount = 0
  private var open: [Open] = []
  private var codeDepth = 0

  private enum Open {
    case code(Code)
    /// Text to translate inside a code.
    case sub
    case transparent
    case around(String)
    case mark(String, Int)
  }

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

  private mutating func openCode(_ code: Code) {
    codeDepth = 1
    open.append(.code(code))
  }

  /// Changes the code that is open.
  private mutating func changeCode(_ body: (inout Code) -> Void) {
    for index in open.indices.reversed() {
      guard case .code(var code) = open[index] else { continue }
      body(&code)
      open[index] = .code(code)
      return
    }
  }

  /// A `sub` is kept where it stands, as TMX has it: from there on the content is markup.
  private mutating func startSub(_ attributes: XMLAttributes) {
    let kept = [("datatype", attributes["datatype"]), ("type", attributes["ctype"])]
    let tag = XMLText.tag("sub", kept.compactMap { name, value in value.map { (name, $0) } })
    changeCode { code in
      if !code.holdsMarkup { code.content = XMLText.escaped(code.content) }
      code.holdsMarkup = true
      code.content += String(decoding: tag, as: UTF8.self)
    }
  }

  /// Ends the innermost element; `false` where none is open.
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

  mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    if codeDepth > 0 {
      let text = String(decoding: characters, as: UTF8.self)
      return changeCode { $0.content += $0.holdsMarkup ? XMLText.escaped(text) : text }
    }
    text.append(contentsOf: characters)
    for byte in characters where byte & 0xC0 != 0x80 { scalarCount += 1 }
  }

  /// The variant: codes that a record knows are as they were, others as TMX has them.
  ///
  /// - Parameters:
  ///   - known: The codes of this side as Padan's own record has them, with their names.
  ///   - data: What version 2 keeps of native code, by name.
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

  private static func match(
    for code: Code, in known: [(name: String?, code: InlineCode)], _ own: [InlineCode]
  ) -> InlineCode? {
    guard code.kind != .closing else {
      // A closing half is one of Padan's if its opening half is.
      let isOwn = known.contains { $0.name == code.name && $0.code.form == .opening }
      return isOwn ? InlineCode(element: "hi", offset: 0, form: .closing) : nil
    }
    if let entry = known.first(where: {
      $0.name == code.name && (code.kind != .end || $0.code.element != "bpt")
    }) {
      return entry.code
    }
    // An end that is named after its beginning.
    guard code.kind == .end, let begin = known.firstIndex(where: { $0.name == code.name }) else {
      return nil
    }
    return own.indices.first {
      own[$0].element == "ept" && XLIFFCodes.partner(of: $0, in: own) == begin
    }.map { own[$0] }
  }

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
