import Padan
import PadanTestSupport
import Testing

/// Reports of two events on one topic, which are no translations, and reports of one event, which are.
struct OtherEventTests {
  private struct Pair: Decodable {
    var kind: String
    var src: [String]
    var tgt: [String]
    var from: String?
  }

  /// How many pairs of a kind there are, and how many of them are judged no translations.
  private func judged(_ file: String, _ isOfKind: (String) -> Bool) throws -> (
    all: Int, denied: Int
  ) {
    let path = Repository.corpus("events/\(file).jsonl")
    let pairs = try JSONLines.decodeAll(Pair.self, from: contents(of: path), file: path)
      .filter { isOfKind($0.kind) }
    let denied = try pairs.count { pair in
      let source = try pair.from.map { try #require(LanguageTag($0)) } ?? .indonesian
      return !Aligner(source: source, target: .english).align(pair.src, pair.tgt).isTranslation
    }
    return (pairs.count, denied)
  }

  @Test(arguments: [("fit", 20, 17), ("held", 20, 19), ("world", 10, 9)])
  func `most reports of other events are told`(
    _ file: String, _ all: Int, _ least: Int
  ) throws {
    let judged = try judged(file) { $0 == "other-event" }
    #expect(judged.all == all)
    #expect(judged.denied >= least)
  }

  @Test(arguments: [("fit", 20), ("held", 20), ("world", 10)])
  func `no translation and no adaptation is denied`(_ file: String, _ all: Int) throws {
    let judged = try judged(file) { $0 != "other-event" }
    #expect(judged.all == all)
    #expect(judged.denied == 0)
  }
}
