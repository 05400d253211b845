import Foundation
import PadanModel
import PadanTestSupport

/// Makes pairs with all that a pair can have: text of every plane, codes, remarks, dates.
struct PairGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Scalars of every plane, and all that some format would change if it stood as it is.
  private static let scalars: [Unicode.Scalar] =
    [
      "a", " ", "\t", "\n", "\r", "<", ">", "\"", "'", "\\", "&", ",", ";", "#", "{", "\u{7F}",
      "\u{85}", "\u{A0}", "é", "\u{301}", "\u{200F}", "\u{202E}", "\u{2066}", "\u{2028}",
      "\u{3000}", "\u{FEFF}", "\u{FFFD}", "\u{E000}",
    ] + (1...16).map { Unicode.Scalar(UInt32($0) << 16 | 0x1234)! }

  mutating func text(least: Int = 0) -> String {
    var view = String.UnicodeScalarView()
    if least > 0 { view.append("x") }
    view.append(
      contentsOf: random.elements(Int.random(in: 0...12, using: &random), of: Self.scalars))
    return String(view)
  }

  private mutating func maybe<Value>(_ value: Value) -> Value? {
    random.next() % 3 == 0 ? nil : value
  }

  private mutating func variant(_ language: LanguageTag) -> Variant {
    var variant = Variant(language: language, text: "&" + text(least: 1))
    let count = variant.text.unicodeScalars.count
    func attribute(_ name: String, _ value: String) -> MarkupAttribute {
      .init(name: name, value: value)
    }
    let all = [
      InlineCode(element: "hi", offset: 0, attributes: [attribute("type", text())], form: .opening),
      InlineCode(
        element: "bpt", offset: 0, attributes: [attribute("i", "1"), attribute("x", "4")],
        content: "<b " + text()),
      InlineCode(
        element: "ph", offset: count / 2, attributes: [attribute("assoc", "p")],
        content: "a &lt;<sub type=\"t\">b</sub>", holdsMarkup: true),
      InlineCode(element: "ph", offset: count / 2, attributes: [attribute("x", "2")]),
      InlineCode(
        element: "ept", offset: count / 2, attributes: [attribute("i", "1")], content: "</b>"),
      InlineCode(element: "hi", offset: count, form: .closing),
      InlineCode(
        element: "it", offset: count, attributes: [attribute("pos", "end")], content: text()),
      InlineCode(element: "ut", offset: count, content: "\\par "),
    ]
    if random.next() % 3 > 0 { variant.codes = all }
    return variant
  }

  mutating func pair() -> TranslationPair {
    var provenance = Provenance()
    provenance.document = maybe("berita/a & b.txt")
    provenance.paragraph = maybe(3)
    provenance.sentence = maybe(0)
    provenance.previousSource = maybe(text(least: 1))
    provenance.nextSource = maybe("Sesudah & sebelum.")
    provenance.beadKind = maybe("1-2")
    provenance.confidence = maybe(Double(random.next() % 1000) / 999)
    provenance.isCrossing = random.next() % 2 == 0
    provenance.createdAt = maybe(
      Date(timeIntervalSince1970: Double(random.next() % 4_000_000_000)))
    provenance.createdBy = maybe(text(least: 1))
    provenance.creationTool = maybe("Padan")
    provenance.changedAt = maybe(Date(timeIntervalSince1970: 951_868_799))
    provenance.changedBy = maybe("ani \"b\"")
    provenance.properties = [
      .note(text()), .note(""), .init(type: "x-any", value: text()),
      .init(type: "note", value: "kedua"), .init(type: "", value: ""),
      .init(type: "x-lang", value: "a", attributes: [.init(name: "xml:lang", value: "de")]),
      .init(type: "datatype", value: "html", kind: .attribute),
      .init(type: "creationtool", value: "Alat", kind: .attribute, place: .source),
      .init(type: "client", value: text(), place: .source),
      .init(type: "note", value: "sasaran", kind: .note, place: .target),
    ]
    // Formats write attributes before all else; so does the generator.
    provenance.properties.sort { Self.rank($0) < Self.rank($1) }
    return TranslationPair(
      source: variant(.indonesian), target: variant(maybe(.english) ?? LanguageTag("en-GB")!),
      provenance: provenance, review: ReviewState.allCases.randomElement(using: &random)!,
      usageCount: Int(random.next() % 3))
  }

  private static func rank(_ property: Provenance.Property) -> Int {
    let places: [Provenance.Property.Place] = [.unit, .source, .target]
    return places.firstIndex(of: property.place)! * 2 + (property.kind == .attribute ? 0 : 1)
  }
}
