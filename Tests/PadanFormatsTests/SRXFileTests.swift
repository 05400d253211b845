import PadanFormats
import PadanLanguage
import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct SRXFileTests {
  private func read(_ bytes: [UInt8]) throws -> SRXRules {
    let folder = try TemporaryFolder()
    var rules = try SRXReader.read(folder.write("test.srx", bytes))
    rules.file = "test.srx"
    return rules
  }

  private func read(_ text: String) throws -> SRXRules { try read(Array(text.utf8)) }

  private static let file = """
    <?xml version="1.0" encoding="UTF-8"?>
    <srx xmlns="http://www.lisa.org/srx20" version="2.0">
    <header segmentsubflows="yes" cascade="yes"/>
    <body><languagerules>
    <languagerule languagerulename="Satu">
    <rule break="no"><beforebreak>\\bProf\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
    <rule><beforebreak>[.?!]&amp;?</beforebreak></rule>
    <rule break="yes"><afterbreak><![CDATA[<b>]]></afterbreak></rule>
    </languagerule><languagerule languagerulename="Dua"/>
    </languagerules>
    <maprules><languagemap languagepattern="(?i)id.*" languagerulename="Satu"/></maprules>
    </body></srx>
    """

  @Test func `rules, maps and their places are read`() throws {
    let srx = try read(Self.file)
    #expect(srx.cascades)
    #expect(srx.languageRules.map(\.name) == ["Satu", "Dua"])
    let rules = try #require(srx.languageRules.first).rules
    #expect(rules.map(\.isBreak) == [false, true, true])
    #expect(rules.map(\.before) == ["\\bProf\\.", "[.?!]&?", ""])
    #expect(rules.map(\.after) == ["\\s", "", "<b>"])
    #expect(rules.map(\.location.line) == [6, 7, 8])
    #expect(srx.maps.map(\.pattern) == ["(?i)id.*"])
    #expect(srx.maps.map(\.rulesName) == ["Satu"])
    #expect(srx.maps.map(\.location.line) == [11])
  }

  @Test func `what is written is read back`() throws {
    func withoutPlaces(_ srx: SRXRules) -> SRXRules {
      let nowhere = SourceLocation(file: "")
      var result = srx
      result.file = ""
      for list in result.languageRules.indices {
        for rule in result.languageRules[list].rules.indices {
          result.languageRules[list].rules[rule].location = nowhere
        }
      }
      for map in result.maps.indices { result.maps[map].location = nowhere }
      return result
    }
    let own = try #require(SegmentationRules.bundled(for: .indonesian)).srx(for: .indonesian)
    for srx in [try read(Self.file), own] {
      let bytes = SRXWriter.bytes(of: srx)
      #expect(try withoutPlaces(read(bytes)) == withoutPlaces(srx))
    }
  }

  @Test func `an ampersand in an attribute comes back as it was`() throws {
    let here = SourceLocation(file: "test.srx")
    let srx = SRXRules(
      file: "test.srx", cascades: false,
      languageRules: [SRXRules.LanguageRules(name: "a & b", rules: [])],
      maps: [SRXRules.LanguageMap(pattern: "a&b", rulesName: "a & b", location: here)])
    let again = try read(SRXWriter.bytes(of: srx))
    #expect(again.languageRules.map(\.name) == ["a & b"])
    #expect(again.maps.map(\.pattern) == ["a&b"])
  }

  @Test(arguments: [
    ("<tmx/>", "the root element is <tmx>, not <srx>"),
    ("<srx><body>", "the file ends before </srx>."),
    ("<srx>a & b</srx>", "this is not well-formed XML: an & begins no entity."),
    ("Bukan XML.", "this is not well-formed XML"),
    ("<srx><languagemap languagepattern='x'/></srx>", "<languagemap> lacks"),
    (
      "<!DOCTYPE srx [<!ENTITY a \"x\">]><srx><rule><beforebreak>&a;</beforebreak></rule></srx>",
      "the entity “a” is not one of XML's own five."
    ),
  ])
  func `what is no SRX is an error with its line`(_ text: String, _ fault: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("test.srx", "\n" + text)
    #expect {
      try SRXReader.read(path)
    } throws: { error in
      guard case .srx(let location, let found)? = error as? SegmentationError else { return false }
      return location.file == path && location.line ?? 0 >= 1 && found.hasPrefix(fault)
    }
  }

  @Test func `an empty file is an error`() {
    #expect(throws: (any Error).self) { try read("") }
  }

  @Test func `a file cut short at any byte is an error`() throws {
    let bytes = Array(Self.file.utf8)
    for count in 1..<bytes.count {
      #expect(throws: (any Error).self, "\(count) of \(bytes.count) bytes") {
        try read(Array(bytes[..<count]))
      }
    }
  }

  @Test func `a rule outside a list of rules is passed over`() throws {
    let srx = try read("<srx><rule><beforebreak>a</beforebreak></rule></srx>")
    #expect(srx.languageRules.isEmpty)
  }
}
