import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// Units of several variants are pairs in a memory, and units again in a file.
struct TMXGroupTests {
  private struct Named: Equatable {
    var pair: TranslationPair
    var name: String?
  }

  private func pairs(_ text: String) throws -> [Named] {
    try TMXFile(text).read().units.flatMap { unit in
      unit.pairs(from: .indonesian, to: .english).map { Named(pair: $0, name: unit.id) }
    }
  }

  private func written(_ pairs: [Named], flavor: TMXFlavor = .plain) -> String {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0", flavor: flavor)
    for named in pairs { writer.write(named.pair, name: named.name) }
    writer.end()
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  private static let units = """
    <tu tuid="1" creationid="ani"><note>a</note><prop type="x-document">b.txt</prop>
    <tuv xml:lang="en-GB"><prop type="p">q</prop><seg>Colour</seg></tuv>
    <tuv xml:lang="id"><seg>Warna</seg></tuv><tuv xml:lang="en-US"><seg>Color</seg></tuv>
    <tuv xml:lang="id"><note>lama</note><seg>Rona</seg></tuv></tu>
    <tu tuid="2"><tuv xml:lang="id"><seg>Satu</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Satu</seg></tuv><tuv xml:lang="en"><seg>1</seg></tuv>
    <tuv xml:lang="en"><seg>One <ph x="1"/></seg></tuv></tu>
    """

  private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

  @Test(arguments: TMXFlavor.allCases)
  func `the pairs of a unit become one unit again`(_ flavor: TMXFlavor) throws {
    let found = try pairs(TMXFile.text(units: Self.units, prolog: ""))
    #expect(found.count == 7)
    let text = written(found, flavor: flavor)
    #expect(count("<tu ", in: text) + count("<tu>", in: text) == 3)
    #expect(count("<tuv", in: text) == 9)
    let again = try pairs(text)
    #expect(written(again, flavor: flavor) == text)
    // The order of the variants is the pairs' own, which TMX tells anew: sources first.
    #expect(again.count == found.count && found.allSatisfy(again.contains))
  }

  @Test func `pairs of one unit that differ, or that are not all there, stay apart`() throws {
    let found = try pairs(TMXFile.text(units: Self.units, prolog: ""))
    #expect(count("<tu ", in: written(Array(found[..<3]))) == 3)
    var changed = Array(found[..<4])
    changed[1].pair.review = .approved
    #expect(
      try pairs(written(changed)).map(\.pair.review).sorted { $0.rawValue < $1.rawValue }
        == [.approved, .unreviewed, .unreviewed, .unreviewed])
    var apart = Array(found[..<4])
    apart[3].pair.group = 7
    #expect(count("<tu ", in: written(apart)) == 4)
  }

  @Test func `each occurrence of a group is a unit of its own`() throws {
    let found = try pairs(TMXFile.text(units: Self.units, prolog: ""))[..<4]
    // As a memory hands them on: unit by unit, each with its occurrences.
    let twice = found.flatMap { named in
      var other = named
      other.pair.provenance.document = "c.txt"
      return [named, other]
    }
    let text = written(twice)
    #expect(count("<tu ", in: text) == 2)
    #expect(try pairs(text).count == 8)
  }

  @Test func `a group is the same in whatever order its variants stand, and in each direction`()
    throws
  {
    let unit = try #require(try TMXFile(units: Self.units).read().units.first)
    var turned = unit
    turned.variants.reverse()
    let groups = Set(
      (unit.pairs(from: .indonesian, to: .english)
        + turned.pairs(from: .english, to: .indonesian)).map(\.group))
    #expect(groups.count == 1 && groups.first != .some(nil))
    #expect(try pairs(TMXFile.text(units: Self.units, prolog: ""))[4].pair.group == nil)
  }

  @Test(arguments: ["jsonl", "po", "xliff"])
  func `other formats say which pairs belong together`(_ format: String) throws {
    let found = try pairs(TMXFile.text(units: Self.units, prolog: ""))
    var writer: any OneFileWriter =
      switch format {
      case "po": POWriter(source: .indonesian, target: .english, toolVersion: "0")
      case "xliff": XLIFFWriter(version: .v12, source: .indonesian, target: .english)
      default: JSONPairWriter()
      }
    for named in found { writer.write(named.pair, name: named.name) }
    writer.end()
    let folder = try TemporaryFolder()
    let path = try folder.write("a", writer.takeBytes())
    let input: ExchangeInput =
      switch format {
      case "po": ExchangeInput(.po, path)
      case "xliff": ExchangeInput(.xliff, path)
      default: ExchangeInput(.jsonl, path)
      }
    var groups: [Int64?] = []
    _ = try input.read(from: .indonesian, to: .english) { unit, _ in
      groups += unit.pairs(from: .indonesian, to: .english).map(\.group)
    }
    #expect(groups.compactMap(\.self) == found.compactMap(\.pair.group))
  }
}
