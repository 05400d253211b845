import Foundation
import Padan
import PadanModel
import PadanRepair
import PadanTestSupport
import Testing

struct RepairCasesTests {
  /// A line of `corpora/translator/repair.tsv`.
  struct Case: CustomTestStringConvertible {
    var testDescription: String { "\(line): \(fields[4])" }
    let line: Int
    let fields: [String]
  }

  private static func cases() throws -> [Case] {
    let text = try String(
      contentsOfFile: Repository.corpus("translator/repair.tsv"), encoding: .utf8)
    return text.split(separator: "\n").enumerated().dropFirst().map {
      Case(
        line: $0 + 1,
        fields: $1.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }
  }

  @Test func `a translator's cases are repaired, and what may not be guessed is not`() throws {
    var repairers: [String: Repairer] = [:]
    for (from, to) in [("id", "en"), ("en", "id")] {
      let (source, target) = (LanguageTag(from)!, LanguageTag(to)!)
      repairers[from] = Repairer(
        source: source, target: target,
        lexicon: Bundled.lexicon(source: source, target: target),
        original: from == "en" ? Bundled.lexicon(source: target, target: source) : nil)
    }
    for example in try Self.cases() {
      let fields = example.fields
      let repair = try #require(repairers[fields[0]]).repair(
        fields[4], source: fields[2], target: fields[3])
      let complete = repair.map { $0.isComplete ? $0.text : "-" } ?? "-"
      #expect(complete == fields[5], "line \(example.line): \(fields[6])")
    }
  }
}
