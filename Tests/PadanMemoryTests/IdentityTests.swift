import Foundation
import PadanModel
import Testing

@testable import PadanMemory

struct IdentityTests {
  private func identity(_ fields: [String?]) -> Identity.Name {
    var identity = Identity()
    for field in fields { identity.add(field) }
    return identity.name()
  }

  @Test func `fields never run into each other`() {
    let examples: [[String?]] = [
      [], [nil], [""], ["", ""], ["ab", "c"], ["a", "bc"], ["abc"], ["abc", nil], [nil, "abc"],
      ["abc", ""], ["e\u{301}"], ["é"], ["a\u{0}"], ["a"],
    ]
    #expect(Set(examples.map(identity)).count == examples.count)
    #expect(identity(["a", nil]) == identity(["a", nil]))
  }

  @Test func `a memory made today knows its units tomorrow`() {
    // Names are kept in files: they must never change.
    var naming = Identity()
    let identity = naming.unit(pair("Satu.", "One."))
    let bytes = withUnsafeBytes(of: identity.bytes) { Data($0) }
    #expect(bytes.base64EncodedString() == "Qt2KLM2x1i1i0un7HMbBdQ==")
    // An occurrence's name begins with its unit's, in base 64.
    naming.add("Qt2KLM2x1i1i0un7HMbBdQ==")
    for _ in 0..<7 { naming.add(nil as String?) }
    naming.add("0")
    for _ in 0..<6 { naming.add(nil as String?) }
    let expected = naming.name().number
    #expect(naming.occurrence(of: identity, Provenance(), name: nil) == expected)
  }

  @Test func `texts with one match key have one key`() {
    var naming = Identity()
    let key = naming.key(ofMatchKey: "Satu.")
    #expect(naming.key(ofMatchKey: "Satu.") == key)
    #expect(naming.key(ofMatchKey: "satu.") != key)
  }
}
