import PadanModel

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
    /// What both halves of a pair have in common.
    var pair: String
    /// The code's place in the text, in Unicode scalars.
    var offset: Int
    /// The attributes of its element that are kept.
    var attributes: [MarkupAttribute] = []
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
    /// Its place in the text, in UTF-8 bytes.
    var text: Range<Int>
    /// The place where it begins, in Unicode scalars.
    var offset: Int
    /// The positions of its codes.
    var codes: Range<Int>
  }

  /// The `xml:lang` of the source or target; `nil` for none.
  let language: String?
  /// The major version of XLIFF.
  private let version: Int
  /// The text, in UTF-8.
  private(set) var text: [UInt8] = []
  /// The finished codes.
  private(set) var codes: [Code] = []
  /// The finished marks of segments.
  private(set) var marks: [Mark] = []
  /// Whether text or native code was left out, because there is too much of it.
  private(set) var isTooLong = false
  /// The number of Unicode scalars in the text.
  private var scalarCount = 0
  /// The size of the text and of the native code, in UTF-8 bytes.
  private var size = 0
  /// The open elements, the innermost last.
  private var open: [Open] = []
  /// The content of the open code, in UTF-8.
  private var codeContent: [UInt8] = []
  /// Whether the content of the open code is markup.
  private var codeHoldsMarkup = false
  /// The number of open elements from the open code inwards; 0 outside codes.
  private var codeDepth = 0
  /// The number of open elements from a deleted text inwards; 0 outside of deleted texts.
  private var deletedDepth = 0

  /// An open element.
  private enum Open {
    /// An inline code, whose content is not complete.
    case code(Code)
    /// A translatable text inside a code.
    case sub
    /// An element without meaning here: its text counts, its tags do not.
    case transparent
    /// An element around text, with the code of its end.
    case around(Code)
    /// A mark of a segment: its name, its start in bytes and in scalars, and the position of its
    /// first code.
    case mark(String, start: Int, scalar: Int, code: Int)
  }

  /// The `mtype` by which SDLXLIFF marks a text that a tracked change has deleted.
  private static let deletedType = "x-sdl-deleted"

  /// Builds the content of a source or target.
  ///
  /// - Parameters:
  ///   - version: The major version of XLIFF.
  ///   - language: The `xml:lang` of the element; an empty one counts as none.
  init(version: Int, language: String?) {
    self.version = version
    self.language = language.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// An element begins. An element of another tool, whose name is `nil`, has no meaning.
  mutating func start(_ name: String?, _ attributes: XMLAttributes) {
    if deletedDepth > 0 || name == "mrk" && attributes["mtype"] == Self.deletedType {
      deletedDepth += 1
      return
    }
    if codeDepth > 0 {
      codeDepth += 1
      if name == "sub" { startSub(attributes) }
      return open.append(name == "sub" ? .sub : .transparent)
    }
    switch name {
    case "g", "pc": startPair(attributes)
    case "mrk" where attributes["mtype"] == "seg":
      open.append(
        .mark(
          attributes["mid"] ?? "", start: text.count, scalar: scalarCount, code: codes.count))
    case "mrk" where attributes["mtype"] == "protected" || attributes["translate"] == "no":
      openCode(
        Code(
          kind: .whole, name: attributes["id"] ?? attributes["mid"] ?? "", pair: "",
          offset: scalarCount))
    case "x", "ph", "ut": openCode(code(.whole, attributes))
    case "it":
      let isEnd = ["close", "end"].contains(attributes["pos"] ?? "")
      var it = code(isEnd ? .end : .begin, attributes)
      it.isIsolated = true
      openCode(it)
    case "bx", "bpt", "sc": openCode(code(.begin, attributes))
    case "ex", "ept", "ec": openCode(code(.end, attributes))
    default:
      if name == "cp", let scalar = attributes.codePoint {
        text.append(contentsOf: String(scalar).utf8)
        scalarCount += 1
      }
      open.append(.transparent)
    }
  }

  /// A code at this place with the attributes of its element.
  private func code(_ kind: Code.Kind, _ attributes: XMLAttributes) -> Code {
    let id = attributes["id"] ?? ""
    let name = kind == .end ? attributes["startRef"] ?? id : id
    // `rid` joins the halves in version 1. Without it their `id` does.
    let pair = version == 1 ? attributes["rid"] ?? name : name
    return Code(
      kind: kind, name: name, pair: pair, offset: scalarCount,
      attributes: XLIFFAttributes.kept(attributes, version: version), data: attributes["dataRef"],
      isIsolated: attributes["isolated"] == "yes")
  }

  /// Begins an element around text.
  private mutating func startPair(_ attributes: XMLAttributes) {
    var opening = code(.opening, attributes)
    var closing = opening
    closing.kind = .closing
    opening.data = attributes["dataRefStart"]
    closing.data = attributes["dataRefEnd"]
    (opening.attributes, closing.attributes) = XLIFFAttributes.halves(opening.attributes)
    codes.append(opening)
    open.append(.around(closing))
  }

  /// Begins a code whose content follows.
  private mutating func openCode(_ code: Code) {
    codeDepth = 1
    codeContent.removeAll(keepingCapacity: true)
    codeHoldsMarkup = false
    open.append(.code(code))
  }

  /// Begins a `sub`. It stays in the code's content, as in TMX, so the content becomes markup.
  private mutating func startSub(_ attributes: XMLAttributes) {
    let kept = [("datatype", attributes["datatype"]), ("type", attributes["ctype"])]
    let tag = XMLText.tag("sub", kept.compactMap { name, value in value.map { (name, $0) } })
    if !codeHoldsMarkup {
      codeContent = Array(XMLText.escaped(String(decoding: codeContent, as: UTF8.self)).utf8)
    }
    codeHoldsMarkup = true
    codeContent += tag
  }

  /// Ends the innermost element. Returns `false` if none is open: the source or target itself ends.
  mutating func end() -> Bool {
    if deletedDepth > 0 {
      deletedDepth -= 1
      return true
    }
    guard let last = open.popLast() else { return false }
    if codeDepth > 0 { codeDepth -= 1 }
    switch last {
    case .code(var code):
      code.content = String(decoding: codeContent, as: UTF8.self)
      code.holdsMarkup = codeHoldsMarkup
      codes.append(code)
    case .sub: codeContent += "</sub>".utf8
    case .transparent: break
    case .around(var code):
      code.offset = scalarCount
      codes.append(code)
    case .mark(let name, let start, let scalar, let code):
      marks.append(
        Mark(name: name, text: start..<text.count, offset: scalar, codes: code..<codes.count))
    }
    return true
  }

  /// Appends text to the open code or, outside codes, to the text. A deleted text is none.
  mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    if deletedDepth > 0 { return }
    size += characters.count
    guard size <= Limits.longestText else {
      isTooLong = true
      return
    }
    if codeDepth > 0 {
      if codeHoldsMarkup {
        XMLText.append(utf8: characters, to: &codeContent)
      } else {
        codeContent.append(contentsOf: characters)
      }
      return
    }
    text.append(contentsOf: characters)
    for byte in characters where byte & 0xC0 != 0x80 { scalarCount += 1 }
  }

  /// The finished variant. A code that a record knows is restored; any other is converted to a TMX
  /// code.
  ///
  /// - Parameters:
  ///   - language: The language of the variant.
  ///   - known: The codes of this side in Padan's own record.
  ///   - data: The native code of version 2, by the `id` of the `data` element.
  ///   - mark: The part of the text that the variant has, without codes around it; `nil` for all.
  func variant(
    _ language: LanguageTag, known: XLIFFRecordedCodes = XLIFFRecordedCodes(),
    data: [String: String], in mark: Mark? = nil
  ) -> Variant {
    let text = mark.map { self.text[$0.text] } ?? self.text[...]
    var variant = Variant(language: language, text: String(decoding: text, as: UTF8.self))
    for code in Self.isolatingLoneHalves(mark.map { self.codes[$0.codes] } ?? self.codes[...]) {
      var converted = known.match(for: code) ?? Self.converted(code, data)
      converted.offset = code.offset - (mark?.offset ?? 0)
      variant.codes.append(converted)
    }
    variant.codes = CodePairing.mended(variant.codes)
    return variant
  }

  /// The codes of a segment, in which a half is isolated if its other half is in another segment.
  private static func isolatingLoneHalves(_ codes: ArraySlice<Code>) -> ArraySlice<Code> {
    var codes = codes
    var open: [String: [Int]] = [:]
    for index in codes.indices where !codes[index].isIsolated {
      switch codes[index].kind {
      case .begin, .opening: open[codes[index].pair, default: []].append(index)
      case .end, .closing:
        codes[index].isIsolated = open[codes[index].pair]?.popLast() == nil
      case .whole: break
      }
    }
    for index in open.values.joined() { codes[index].isIsolated = true }
    return codes
  }

  /// The code as TMX has it: `ph`, `it`, `bpt` or `ept`.
  private static func converted(_ code: Code, _ data: [String: String]) -> InlineCode {
    let content = code.data.flatMap { data[$0] } ?? code.content
    let (element, own) = tmxElement(of: code)
    // XLIFF does not have TMX's attributes, but a file may.
    let others = code.attributes.filter { other in !own.contains { $0.name == other.name } }
    return InlineCode(
      element: element, offset: code.offset, attributes: own + others, content: content,
      holdsMarkup: code.holdsMarkup)
  }

  /// The element of TMX for a code, with the attributes that say which code it is.
  ///
  /// The halves of a pair have the same number, in whichever segments they stand.
  private static func tmxElement(of code: Code) -> (String, [MarkupAttribute]) {
    func half(_ position: String) -> (String, [MarkupAttribute]) {
      let number = code.pair.isEmpty ? [] : [MarkupAttribute(name: "x", value: code.pair)]
      return ("it", [.init(name: "pos", value: position)] + number)
    }
    switch code.kind {
    case .whole: return ("ph", [.init(name: "x", value: code.name)])
    case .begin where code.isIsolated, .opening where code.isIsolated: return half("begin")
    case .end where code.isIsolated, .closing where code.isIsolated: return half("end")
    case .begin, .opening: return ("bpt", [.init(name: "i", value: code.pair)])
    case .end, .closing: return ("ept", [.init(name: "i", value: code.pair)])
    }
  }
}
