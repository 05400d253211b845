import PadanModel
import PadanTestSupport
import Testing

@testable import PadanFormats

/// What is written is XLIFF as the specifications have it: which elements stand where and in which order,
/// which attributes they have and must have, which names must differ and lead somewhere.
///
/// Written from XLIFF 1.2 (OASIS Standard, 2008) and 2.1 (2018), for what Padan writes of them; no
/// Debian or PyPI package brings their schemas.
struct XLIFFStructureTests {
  /// An element: its children in order, the attributes it must and may have.
  struct Rule {
    /// `a b? c*`: `?` once at most, `*` any number, `+` one at least; `nil` where text and codes may
    /// stand in any order.
    var children: String?
    var required: [String] = []
    var allowed: [String] = []
  }

  private static let codes12: Set = ["g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "mrk", "sub"]
  private static let rules12: [String: Rule] = [
    "xliff": Rule(children: "file+", required: ["version"], allowed: ["xml:lang"]),
    "file": Rule(
      children: "header? body", required: ["original", "source-language", "datatype"],
      allowed: ["target-language"]),
    "body": Rule(children: "trans-unit*"),
    "trans-unit": Rule(
      children: "source target? note*", required: ["id"],
      allowed: ["resname", "approved", "xml:space"]),
    "source": Rule(allowed: ["xml:lang"]), "target": Rule(allowed: ["state", "xml:lang"]),
    "note": Rule(children: "", allowed: ["from", "priority"]),
    "g": Rule(required: ["id"]),
    "ph": Rule(children: "sub*", required: ["id"], allowed: ["ctype", "equiv-text"]),
    "bpt": Rule(children: "sub*", required: ["id"], allowed: ["rid", "ctype", "equiv-text"]),
    "ept": Rule(children: "sub*", required: ["id"], allowed: ["rid", "equiv-text"]),
    "it": Rule(
      children: "sub*", required: ["id", "pos"], allowed: ["rid", "ctype", "equiv-text"]),
    "sub": Rule(allowed: ["datatype", "ctype"]),
  ]

  private static let codes21: Set = ["pc", "ph", "sc", "ec", "cp", "mrk", "sm", "em"]
  private static let rules21: [String: Rule] = [
    "xliff": Rule(children: "file+", required: ["version", "srcLang"], allowed: ["trgLang"]),
    "file": Rule(children: "notes? unit*", required: ["id"], allowed: ["original"]),
    "unit": Rule(
      children: "notes? originalData? segment+", required: ["id"], allowed: ["name"]),
    "notes": Rule(children: "note+"),
    "note": Rule(children: "", allowed: ["id", "category", "priority"]),
    "originalData": Rule(children: "data+"), "data": Rule(children: "cp*", required: ["id"]),
    "segment": Rule(children: "source target?", allowed: ["id", "state"]),
    "source": Rule(allowed: ["xml:lang", "xml:space"]),
    "target": Rule(allowed: ["xml:lang", "xml:space", "order"]),
    "pc": Rule(required: ["id"]), "cp": Rule(children: "", required: ["hex"]),
    "ph": Rule(children: "", required: ["id"], allowed: ["dataRef", "disp", "equiv"]),
    "sc": Rule(children: "", required: ["id"], allowed: ["dataRef", "isolated", "disp", "equiv"]),
    "ec": Rule(children: "", allowed: ["id", "startRef", "dataRef", "isolated", "disp", "equiv"]),
  ]

  private func faults(_ bytes: [UInt8], _ version: XLIFFWriter.Version) throws -> [String] {
    let checker =
      version == .v12
      ? StructureChecker(rules: Self.rules12, codes: Self.codes12, unit: "trans-unit")
      : StructureChecker(rules: Self.rules21, codes: Self.codes21, unit: "unit")
    let parser = XMLPushParser(file: "x", handler: checker)
    try withExtendedLifetime(checker) {
      try bytes.withUnsafeBytes { try parser.parse($0) }
      try parser.finish()
    }
    return checker.faults
  }

  private func written(_ pairs: [TranslationPair], _ version: XLIFFWriter.Version) -> [UInt8] {
    var writer = XLIFFWriter(version: version, source: .indonesian, target: .english)
    for (index, pair) in pairs.enumerated() { writer.write(pair, name: "n \(index)") }
    writer.end()
    return writer.takeBytes()
  }

  @Test(arguments: XLIFFWriter.Version.allCases, 0..<20 as Range<UInt64>)
  func `elements, attributes and names are as the specification has them`(
    _ version: XLIFFWriter.Version, seed: UInt64
  ) throws {
    var generator = PairGenerator(seed: seed)
    #expect(try faults(written((0..<5).map { _ in generator.pair() }, version), version) == [])
  }

  @Test(arguments: XLIFFWriter.Version.allCases)
  func `halves of codes that have no other half are said to be alone`(
    _ version: XLIFFWriter.Version
  ) throws {
    var pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Satu"),
      target: Variant(language: .english, text: "One"))
    pair.source.codes = [
      InlineCode(element: "ept", offset: 0, attributes: [.init(name: "i", value: "2")]),
      InlineCode(element: "bpt", offset: 1, attributes: [.init(name: "i", value: "1")]),
      InlineCode(element: "hi", offset: 2, form: .opening),
    ]
    pair.target.codes = pair.source.codes.reversed()
    #expect(try faults(written([pair], version), version) == [])
  }

  @Test func `a sub is kept as a part of its code`() throws {
    let folder = try TemporaryFolder()
    let text = """
      <xliff version="1.2"><file original="a" source-language="id" target-language="en" datatype="x">
      <body><trans-unit id="1"><source>A<ph id="1">&lt;img alt="<sub ctype="t">Gambar &amp; <g id="2">b</g></sub>"></ph></source>
      <target>B<ph id="1">&lt;i></ph></target></trans-unit></body></file></xliff>
      """
    var codes: [InlineCode] = []
    let options = ReadingOptions(source: .indonesian, target: .english)
    _ = try XLIFFReader.read(folder.write("a.xlf", text), options) { unit, _ in
      codes = unit.variants.flatMap(\.codes)
    }
    #expect(codes.map(\.holdsMarkup) == [true, false])
    #expect(
      codes.map(\.content) == [
        "&lt;img alt=\"<sub type=\"t\">Gambar &amp; b</sub>\"&gt;", "<i>",
      ])
  }

  @Test func `the check finds what is wrong`() throws {
    let file12 = """
      <xliff version="1.2"><file original="" source-language="id"><body><trans-unit><target/><source>
      <x/><note/></source><note from="x" odd="y"/></trans-unit><odd/></body></file></xliff>
      """
    #expect(
      try faults(Array(file12.utf8), .v12) == [
        "<file> lacks datatype", "<trans-unit> lacks id", "<x> is no element here",
        "<note> stands in text", "<note> has odd", "<trans-unit> holds target source note",
        "<odd> is no element here", "<body> holds trans-unit odd",
      ])
    let file21 = """
      <xliff version="2.1" srcLang="id"><file id="f"><unit id="1"><segment><source><sc id="1"/>
      <ph id="1" dataRef="d"/><ec/><ec startRef="9"/></source></segment></unit><unit id="1"/></file></xliff>
      """
    #expect(
      try faults(Array(file21.utf8), .v21) == [
        "two codes are called 1", "<ec> has neither startRef nor isolated and id",
        "no <sc> is called 9", "no <ec> closes 1", "no <data> is called d",
        "two units are called 1",
        "<unit> holds nothing",
      ])
  }
}

/// Follows the elements of a file and lists what is not as the rules have it.
private final class StructureChecker: XMLEventHandler {
  private(set) var faults: [String] = []
  private let rules: [String: XLIFFStructureTests.Rule]
  private let codes: Set<String>
  private let unitElement: String
  private var open: [(name: String, children: [String])] = []
  private var unitNames: Set<String> = []
  private var dataNames: Set<String> = []
  private var dataReferences: [String] = []
  private var codeNames: Set<String> = []
  /// The beginnings of codes that must be closed, and the ends.
  private var begins: [String] = []
  private var ends: [String] = []

  init(rules: [String: XLIFFStructureTests.Rule], codes: Set<String>, unit: String) {
    self.rules = rules
    self.codes = codes
    unitElement = unit
  }

  func begin(_ parser: XMLPushParser) {}
  func characters(_ text: UnsafeBufferPointer<UInt8>) {}
  func error(for fault: XMLFault) -> any Error { IllFormed(kind: fault.kind) }
  private struct IllFormed: Error { var kind: XMLFault.Kind }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    let element = element.localName
    if let parent = open.last, rules[parent.name]?.children == nil, rules[parent.name] != nil,
      !codes.contains(element)
    {
      faults.append("<\(element)> stands in text")
    }
    if !open.isEmpty { open[open.count - 1].children.append(element) }
    open.append((element, []))
    guard let rule = rules[element] else { return faults.append("<\(element)> is no element here") }
    let values = Dictionary(uniqueKeysWithValues: attributes.pairs.map { ($0.name, $0.value) })
    for name in rule.required where values[name] == nil {
      faults.append("<\(element)> lacks \(name)")
    }
    for name in values.keys.sorted() where !(rule.required + rule.allowed).contains(name) {
      faults.append("<\(element)> has \(name)")
    }
    checkNames(element, values)
  }

  private func checkNames(_ element: String, _ values: [String: String]) {
    switch element {
    case unitElement:
      if let id = values["id"], !unitNames.insert(id).inserted {
        faults.append("two units are called \(id)")
      }
    case "source", "target": (codeNames, begins, ends) = ([], [], [])
    case "data": dataNames.insert(values["id"] ?? "")
    case _ where codes.contains(element):
      if let id = values["id"], !codeNames.insert(id).inserted {
        faults.append("two codes are called \(id)")
      }
      if let reference = values["dataRef"] { dataReferences.append(reference) }
      let isAlone = values["isolated"] == "yes"
      if element == "sc", !isAlone, let id = values["id"] { begins.append(id) }
      if element == "ec" {
        if let start = values["startRef"] {
          ends.append(start)
        } else if !isAlone || values["id"] == nil {
          faults.append("<ec> has neither startRef nor isolated and id")
        }
      }
    default: break
    }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    let (element, children) = open.removeLast()
    if let rule = rules[element], let order = rule.children, !Self.matches(children, order) {
      let list = children.isEmpty ? "nothing" : children.joined(separator: " ")
      faults.append("<\(element)> holds \(list)")
    }
    switch element {
    case "source", "target":
      for end in ends where !begins.contains(end) { faults.append("no <sc> is called \(end)") }
      for begin in begins where !ends.contains(begin) { faults.append("no <ec> closes \(begin)") }
    case unitElement:
      for name in dataReferences where !dataNames.contains(name) {
        faults.append("no <data> is called \(name)")
      }
      (dataNames, dataReferences) = ([], [])
    default: break
    }
  }

  /// Whether children are what an order says: `a b? c*`.
  private static func matches(_ children: [String], _ order: String) -> Bool {
    var rest = children[...]
    for part in order.split(separator: " ") {
      let mark = part.last.flatMap { "?*+".contains($0) ? $0 : nil }
      let name = mark == nil ? part[...] : part.dropLast()
      var count = 0
      while rest.first.map({ $0 == name }) ?? false, count == 0 || mark == "*" || mark == "+" {
        rest = rest.dropFirst()
        count += 1
      }
      if count == 0, mark == nil || mark == "+" { return false }
    }
    return rest.isEmpty
  }
}
