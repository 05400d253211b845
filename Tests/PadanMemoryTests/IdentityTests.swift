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
    let identity = Identity.unit(pair("Satu.", "One."))
    #expect(identity.base64 == "Qt2KLM2x1i1i0un7HMbBdQ==")
  }

  @Test func `texts with one match key have one key`() {
    #expect(Identity.key(ofMatchKey: "Satu.") == Identity.key(ofMatchKey: "Satu."))
    #expect(Identity.key(ofMatchKey: "Satu.") != Identity.key(ofMatchKey: "satu."))
  }
}
