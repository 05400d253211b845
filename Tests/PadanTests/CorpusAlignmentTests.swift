import Padan
import PadanTestSupport
import Testing

/// The article pairs written for this project, aligned as articles and by their texts alone.
struct CorpusAlignmentTests {
  private static let documents: [AlignmentRecord] = {
    let path = Repository.corpus("alignment.jsonl")
    return (try? JSONLines.decodeAll(AlignmentRecord.self, from: contents(of: path), file: path))
      ?? []
  }()

  private static let aligner = Aligner(source: .indonesian, target: .english)

  @Test func `the articles keep their strict F1, as a whole and one by one`() throws {
    #expect(Self.documents.count == 10)
    var total = AlignmentScore()
    for document in Self.documents {
      let sides = try Self.segments(of: document.id)
      let found = Self.aligner.align(sides[0], sides[1]).beads.map(BeadRecord.init)
      total.add(gold: document.beads ?? [], found: found)
      var one = AlignmentScore()
      one.add(gold: document.beads ?? [], found: found)
      #expect(one.strict.f1 >= 0.85, "\(document.id)")
    }
    #expect(total.strict.f1 >= 0.95)
    #expect(total.null.f1 >= 0.95)
  }

  @Test func `by their texts alone the articles keep their strict F1`() {
    var total = AlignmentScore()
    for document in Self.documents {
      let found = Self.aligner.align(document.source.texts, document.target.texts).beads.map(
        BeadRecord.init)
      total.add(gold: document.beads ?? [], found: found)
      var one = AlignmentScore()
      one.add(gold: document.beads ?? [], found: found)
      // Only the parts of an article tell a byline from a caption.
      #expect(one.strict.f1 >= 0.70, "\(document.id)")
    }
    #expect(total.strict.f1 >= 0.88)
    #expect(total.lax.f1 >= total.strict.f1)
  }

  private static func segments(of id: String) throws -> [[Segment]] {
    try [("id", LanguageTag.indonesian), ("en", .english)].map { suffix, language in
      let bytes = try contents(of: Repository.corpus("articles/\(id).\(suffix).txt"))
      return try Segmenter(language: language).segments(of: Document(text: bytes))
    }
  }

  @Test(arguments: documents.map(\.id))
  func `an article pairs no byline, credit, inset, sign-off or copy`(_ id: String) throws {
    let sides = try Self.segments(of: id)
    let alignment = Self.aligner.align(sides[0], sides[1])
    #expect(alignment.beads.flatMap { Array($0.source) } == Array(sides[0].indices))
    #expect(alignment.beads.flatMap { Array($0.target) }.sorted() == Array(sides[1].indices))
    for bead in alignment.beads where bead.isPaired {
      #expect(sides[0][bead.source].allSatisfy { $0.isTranslatable })
      #expect(sides[1][bead.target].allSatisfy { $0.isTranslatable })
    }
    #expect(alignment.beads.count { $0.isPaired } > 10)
  }
}
