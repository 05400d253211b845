import PadanModel

/// A segment in the making: its text, and the codes in it.
///
/// An element that TMX does not know is kept as a code that holds its tag: `<x id="1"/>` becomes a
/// `ph`, `<g>…</g>` a `bpt` and an `ept` around its text, so that it is valid TMX on the way out.
struct TMXSegment {
  /// The text so far, in UTF-8.
  private(set) var text: [UInt8] = []
  private(set) var codes: [InlineCode] = []
  /// What was not as TMX wants it, and which element it was about.
  private(set) var faults: [(kind: Finding.Kind, detail: String?)] = []
  /// How many scalars the text has.
  private var scalarCount = 0
  private var open: [Open] = []
  /// Pairs of codes, by their places, that stand for the tags of an unknown element.
  private var foreignPairs: [(Int, Int)] = []
  /// What the code that is open holds.
  private var content: [UInt8] = []
  /// Where the open elements become content: above the code, if one is open.
  private var codeLevel: Int?

  /// An element that is open.
  private enum Open {
    case code(InlineCode)
    /// An element inside a code, with the tag that ends it: a part of what it holds, as text where TMX has
    /// no such element.
    case inCode(name: String?, end: String)
    case highlight(place: Int)
    case foreign(String, place: Int, scalarCount: Int)
  }

  static let codeElements: Set<String> = ["bpt", "ept", "ph", "it", "ut"]

  /// Makes it ready for the next segment, keeping its storage.
  mutating func reset() {
    text.removeAll(keepingCapacity: true)
    scalarCount = 0
    guard !codes.isEmpty || !open.isEmpty || !faults.isEmpty else { return }
    self = TMXSegment()
  }

  mutating func start(_ name: String, _ attributes: [InlineCode.Attribute]) {
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

  private mutating func startInCode(_ name: String, _ attributes: [InlineCode.Attribute]) {
    if case .code(var code) = open[codeLevel!], !code.holdsMarkup {
      // From here on the content is XML, so what came before is written as XML.
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

  /// The innermost element, in the code that is open, that is written as one.
  private var elementInCode: String {
    for part in open.reversed() {
      if case .inCode(let name?, _) = part { return name }
      if case .code(let code) = part { return code.element }
    }
    return ""
  }

  /// Ends the innermost open element; `false` where there is none.
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
    // libxml2 hands out well-formed UTF-8: every byte but a continuation begins a scalar.
    for byte in characters where byte & 0xC0 != 0x80 { scalarCount += 1 }
  }

  /// How many bytes the segment takes.
  var size: Int { text.count + content.count }

  /// Gives each code what TMX wants of it.
  mutating func pairCodes() {
    guard !codes.isEmpty else { return }
    var pairing = CodePairing(codes)
    for (begin, end) in foreignPairs { pairing.pair(begin, end) }
    pairing.mend()
    codes = pairing.codes
    faults += pairing.faults
  }

  private static func tag(_ name: String, _ attributes: [InlineCode.Attribute]) -> String {
    String(decoding: XMLText.tag(name, attributes.map { ($0.name, $0.value) }), as: UTF8.self)
  }
}
