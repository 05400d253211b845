import PadanFormats
import PadanModel
import Testing

struct RecordsTests {
  private func decode<Value: Decodable>(_ type: Value.Type, _ line: String) throws -> Value {
    let bytes = Array(line.utf8)
    return try JSONLines.decode(type, from: bytes[...], at: SourceLocation(file: "test", line: 1))
  }

  @Test(arguments: [
    #"{"id":"x","src":["Satu."],"tgt":["One."],"gold":[[[0],[0]]]}"#,
    #"{"id":"x","source":["Satu."],"target":["One."],"beads":[{"source":[0],"target":[0]}]}"#,
    #"{"id":"x","source":["Satu."],"tgt":["One."],"beads":[[[0],[0],0.5]],"more":{}}"#,
  ])
  func `an alignment record is read in each of its shapes`(_ line: String) throws {
    let record = try decode(AlignmentRecord.self, line)
    #expect(record.id == "x")
    #expect(record.source.texts == ["Satu."] && record.target.texts == ["One."])
    #expect(record.beads?.map(\.source) == [[0]])
    #expect(record.beads?.map(\.target) == [[0]])
  }

  @Test func `a record says what the segments of an article are`() throws {
    let record = try decode(
      AlignmentRecord.self,
      #"{"id":"x","src":["A","B"],"tgt":["C"],"src_kinds":["headline","byline"],"#
        + #""src_copies":[1],"src_blocks":[0,3]}"#)
    #expect(record.source.segments.map(\.kind) == [.headline, .byline])
    #expect(record.source.segments.map(\.isCopy) == [false, true])
    #expect(record.source.segments.map(\.block) == [0, 3])
    #expect(record.source.hasBlocks && !record.target.hasBlocks)
    #expect(record.target.segments.map(\.kind) == [.body])
    for wrong in [#""src_kinds":["headline"]"#, #""src_kinds":["x","y"]"#, #""src_blocks":[0]"#] {
      #expect(throws: (any Error).self) {
        try decode(AlignmentRecord.self, #"{"id":"x","src":["A","B"],"tgt":["C"],\#(wrong)}"#)
      }
    }
  }

  @Test func `a record without beads has none`() throws {
    #expect(try decode(AlignmentRecord.self, #"{"id":"x","src":[],"tgt":[]}"#).beads == nil)
  }

  @Test(
    arguments: [
      ("[[0],[0,1]]", nil), ("[[0],[0,1],0.25]", 0.25), (#"{"source":[0],"target":[0,1]}"#, 1),
      (#"{"source":[0],"target":[0,1],"confidence":0.5}"#, 0.5),
    ] as [(String, Double?)])
  func `a bead is read in each of its shapes`(_ text: String, _ confidence: Double?) throws {
    let bead = try decode(BeadRecord.self, text)
    #expect(bead.source == [0] && bead.target == [0, 1])
    #expect(bead.confidence == confidence)
  }

  @Test(
    arguments: [
      (#"{"id":7,"src":[],"tgt":[]}"#, "7"), (#"{"id":"b","src":1}"#, "b"), (#"{"id":null}"#, nil),
      ("{}", nil), ("not json", nil), ("[]", nil),
    ] as [(String, String?)])
  func `a line that is no record may still have an id`(_ line: String, _ id: String?) {
    let bytes = Array(line.utf8)
    #expect(AlignmentRecord.id(ofLine: bytes[...])?.text == id)
  }

  @Test func `a number is an id in a result as it is in the gold`() throws {
    #expect(try decode(AlignmentRecord.self, #"{"id":7,"src":[],"tgt":[]}"#).id == "7")
    let result = try decode(AlignmentResult.self, #"{"id":7,"beads":[]}"#)
    #expect(result.id == "7")
    let hash = try decode(LineID.self, "18446744073709551615")
    #expect(hash.text == "18446744073709551615" && hash.isNumber)
    #expect(try decode(LineID.self, "1.50").text == "1.5")
    #expect(try decode(LineID.self, #""1""#).isNumber == false)
  }

  @Test func `a segmentation gold has its defaults`() throws {
    let gold = try decode(SegmentationGold.self, #"{"id":"x","text":"a b","spans":[[0,1],[2,3]]}"#)
    #expect(gold.language == nil)
    #expect(gold.spans == [0..<1, 2..<3])
    #expect(gold.optional == [] && gold.kinds == nil)
  }

  @Test(arguments: [
    #"{"id":"x","text":"a b","spans":[[0,4]]}"#, #"{"id":"x","text":"a b","spans":[[2,1]]}"#,
    #"{"id":"x","text":"a b","spans":[[0]]}"#, #"{"id":"x","text":"a b","spans":[[-1,1]]}"#,
    #"{"id":"x","text":"a b","spans":[],"optional":[4]}"#,
  ])
  func `a span outside its text is an error`(_ line: String) {
    #expect(throws: InputError.self) { try decode(SegmentationGold.self, line) }
  }

  @Test func `found segments are spans or texts`() throws {
    guard
      case .spans(let spans) = try decode(
        SegmentationResult.self, #"{"id":"x","spans":[[0,1]]}"#
      ).segments,
      case .texts(let texts) = try decode(
        SegmentationResult.self, #"{"id":"x","sentences":["a"]}"#
      ).segments
    else {
      Issue.record("the shapes were mixed up")
      return
    }
    #expect(spans == [0..<1])
    #expect(texts == ["a"])
  }
}
