import PadanModel

/// Builds a segment, its text and its inline codes, from the events inside a `seg` element.
///
/// An element that TMX does not know becomes a code that holds its tag, so that the segment can be
/// written as valid TMX. `<x id="1"/>` becomes a `ph`; `<g>…</g>` becomes a `bpt` and an `ept`
/// around its text.
struct TMXSegment {
  /// The text so far, in UTF-8.
  private(set) var text: [UInt8] = []
  /// The finished codes. Their offsets are in Unicode scalars of the text.
  private(set) var codes: [InlineCode] = []
  /// The violations of the format, each with the element it is about.
  private(set) var faults: [(kind: Finding.Kind, detail: String?)] = []
  /// The number of Unicode scalars in the text.
  private var scalarCount = 0
  /// The open elements, the innermost last.
  private var open: [Open] = []
  /// The positions in `codes` of the start and end tags of unknown elements with content.
  private var foreignPairs: [(Int, Int)] = []
  /// The content of the open code, in UTF-8.
  private var content: [UInt8] = []
  /// The position of the open code in `open`; `nil` if none is open. Elements after it are its
  /// content.
  private var codeLevel: Int?

  /// An open element.
  private enum Open {
    /// A code, whose content is not complete.
    case code(InlineCode)
    /// An element inside a code, with its end tag. If TMX does not allow the element there, the
    /// name is `nil` and its tags are content as text.
    case inCode(name: String?, end: String)
    /// A `hi`, with the position of its opening half in `codes`.
    case highlight(place: Int)
    /// An unknown element, with the position of its start tag in `codes`, and the length of the
    /// text before it in scalars.
    case foreign(String, place: Int, scalarCount: Int)
  }

  /// The elements whose content is native code, not text.
  static let codeElements: Set<String> = ["bpt", "ept", "ph", "it", "ut"]

  /// Prepares for the next segment, and keeps the storage if possible.
  mutating func reset() {
    text.removeAll(keepingCapacity: true)
    scalarCount = 0
    guard !codes.isEmpty || !open.isEmpty || !faults.isEmpty else { return }
    self = TMXSegment()
  }

  /// An element begins in the segment.
  mutating func start(_ name: String, _ attributes: [MarkupAttribute]) {
    if codeLevel != nil { return startInCode(name, attributes) }
    if Self.codeElements.contains(name) {
      codeLevel = open.count
      content.removeAll(keepingCapacity: true)
      open.append(.code(InlineCode(element: name, offset: scalarCount, attributes: attributes)))
    } else if name == "hi" {
      open.append(.highlight(place: codes.count))
      codes.append(
        InlineCode(element: name, offset: scalarCount, attributes: attributes, form: .opening))
    } else {
      faults.append((.foreignCode, name))
      open.append(.foreign(name, place: codes.count, scalarCount: scalarCount))
      codes.append(
        InlineCode(
          element: "ph", offset: scalarCount,
          content: Self.tag(name, attributes)))
    }
  }

  /// An element begins inside a code: in a `sub`, for example.
  private mutating func startInCode(_ name: String, _ attributes: [MarkupAttribute]) {
    if case .code(var code) = open[codeLevel!], !code.holdsMarkup {
      // From now on the content is markup, so the text before it is escaped.
      code.holdsMarkup = true
      open[codeLevel!] = .code(code)
      let plain = content
      content.removeAll(keepingCapacity: true)
      _ = plain.withUnsafeBufferPointer { XMLText.append(utf8: $0, to: &content) }
    }
    let allowed = attributes.filter { TMXGrammar.allows($0.name, $0.value, on: name) }
    if TMXGrammar.allows(name, with: allowed.map(\.name), in: elementInCode) {
      content += Self.tag(name, allowed).utf8
      open.append(.inCode(name: name, end: "</\(name)>"))
    } else {
      content += XMLText.escaped(Self.tag(name, attributes)).utf8
      open.append(.inCode(name: nil, end: XMLText.escaped("</\(name)>")))
    }
  }

  /// The innermost element in the open code that is kept as markup; the code itself if there is
  /// none.
  private var elementInCode: String {
    for part in open.reversed() {
      if case .inCode(let name?, _) = part { return name }
      if case .code(let code) = part { return code.element }
    }
    return ""
  }

  /// Ends the innermost open element. Returns `false` if none is open: the segment itself ends.
  mutating func end() -> Bool {
    guard let last = open.popLast() else { return false }
    switch last {
    case .code(var code):
      code.content = String(decoding: content, as: UTF8.self)
      codes.append(code)
      codeLevel = nil
    case .inCode(_, let tag): content += tag.utf8
    case .highlight:
      codes.append(InlineCode(element: "hi", offset: scalarCount, form: .closing))
    case .foreign(let name, let place, let start):
      if codes.count == place + 1, scalarCount == start {
        codes[place].content.removeLast()
        codes[place].content += "/>"
      } else {
        codes[place].element = "bpt"
        foreignPairs.append((place, codes.count))
        codes.append(
          InlineCode(element: "ept", offset: scalarCount, content: "</\(name)>"))
      }
    }
    return true
  }

  /// Appends text to the open code or, outside codes, to the segment.
  mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    if let codeLevel {
      if case .code(let code) = open[codeLevel], code.holdsMarkup {
        XMLText.append(utf8: characters, to: &content)
      } else {
        content.append(contentsOf: characters)
      }
      return
    }
    text.append(contentsOf: characters)
    // In well-formed UTF-8 every byte except a continuation byte begins a scalar.
    for byte in characters where byte & 0xC0 != 0x80 { scalarCount += 1 }
  }

  /// The size of the segment in UTF-8 bytes: its text and the content of the open code.
  var size: Int { text.count + content.count }

  /// Repairs the codes as `CodePairing` does, and adds its findings to `faults`.
  mutating func pairCodes() {
    guard !codes.isEmpty else { return }
    var pairing = CodePairing(codes)
    for (begin, end) in foreignPairs { pairing.pair(begin, end) }
    pairing.mend()
    codes = pairing.codes
    faults += pairing.faults
  }

  /// A start tag as text.
  private static func tag(_ name: String, _ attributes: [MarkupAttribute]) -> String {
    String(decoding: XMLText.tag(name, attributes.map { ($0.name, $0.value) }), as: UTF8.self)
  }
}
