import Foundation
import Padan
import PadanTestSupport
import Testing

/// Codes and kinds are what other programs act on: they change in no version.
struct ErrorCodeTests {
  private static let place = Padan.SourceLocation(file: "file", line: 1)

  /// One of each error whose type lists them, with the line that it has below.
  private static let all: [(error: any PadanError, line: String)] = memory + input + others

  private static let memory: [(error: any PadanError, line: String)] = [
    (MemoryError.missing("m"), "memory.missing storeUnusable"),
    (MemoryError.folder("m"), "memory.folder storeUnusable"),
    (MemoryError.notAMemory("m"), "memory.not-a-memory storeUnusable"),
    (MemoryError.foreign("m"), "memory.foreign storeUnusable"),
    (MemoryError.newerSchema("m"), "memory.newer-schema storeUnusable"),
    (MemoryError.unknownSchema("m", "view v"), "memory.unknown-schema storeUnusable"),
    (MemoryError.olderSchema("m"), "memory.older-schema storeUnusable"),
    (MemoryError.readOnly("m"), "memory.read-only storeUnusable"),
    (MemoryError.unreadable("m"), "memory.unreadable storeUnusable"),
    (MemoryError.unreadLog("m"), "memory.unread-log storeUnusable"),
    (MemoryError.locked("m"), "memory.locked storeUnusable"),
    (MemoryError.full("m"), "memory.full storeUnusable"),
    (MemoryError.disk("m"), "memory.disk storeUnusable"),
    (MemoryError.tooManyFiles("m"), "memory.too-many-files storeUnusable"),
    (MemoryError.madeMeanwhile("m"), "memory.made-meanwhile storeUnusable"),
    (MemoryError.damaged("m"), "memory.damaged storeUnusable"),
    (
      MemoryError.damagedRow("m", MemoryError.RowDamage(table: "unit", row: 1, column: "review")),
      "memory.damaged-row storeUnusable"
    ),
    (MemoryError.damagedIndex("m"), "memory.damaged-index storeUnusable"),
    (MemoryError.tooManyUnits("m"), "memory.too-many-units storeUnusable"),
    (MemoryError.noUnit("m", 1), "memory.no-unit notFound"),
    (MemoryError.noTerm("m", 1), "memory.no-term notFound"),
    (MemoryError.other("m", "reason"), "memory.other storeUnusable"),
    (
      PairFilter.ParsingError(expression: "a", position: 0, reason: "a field is wanted here:"),
      "filter.syntax invalidRequest"
    ),
  ]

  private static let input: [(error: any PadanError, line: String)] = [
    (InputError.missing("f"), "input.missing badInput"),
    (InputError.folder("f"), "input.folder badInput"),
    (InputError.unreadable("f", "reason"), "input.unreadable badInput"),
    (InputError("f", .empty(advice: "Write it.")), "input.empty badInput"),
    (InputError(place, .longLine(1)), "input.long-line badInput"),
    (InputError(place, .illFormedText), "text.ill-formed badInput"),
    (GzipError.corrupt("reason"), "gzip.corrupt badInput"),
    (GzipError.truncated, "gzip.truncated badInput"),
    (GzipError.outOfMemory, "gzip.out-of-memory badInput"),
    (TextEncodingError.binary, "text.binary badInput"),
    (TextEncodingError.unknownEncoding("x"), "text.unknown-encoding badInput"),
    (TextEncodingError.undecodable("reason", encoding: "x"), "text.undecodable badInput"),
    (tmx(.markup(.other("reason"))), "tmx.xml badInput"),
    (tmx(.markup(.truncated)), "tmx.truncated badInput"),
    (tmx(.markup(.entity("x"))), "tmx.entity badInput"),
    (tmx(.notTMX(root: "x")), "tmx.root badInput"),
    (tmx(.nestedTooDeeply), "tmx.nested badInput"),
    (tmx(.deviation("reason")), "tmx.deviation badInput"),
    (ReviewError([]), "review.faults badInput"),
  ]

  private static let others: [(error: any PadanError, line: String)] = [
    (SegmentationError.unknownLanguage("xx"), "language.unknown invalidRequest"),
    (SegmentationError.icu("U_REASON"), "text.unbreakable badInput"),
    (SegmentationRules.ReadingError(location: place, fault: "wrong."), "rules.line badInput"),
    (SegmentationError.srx(place, "wrong."), "srx.content badInput"),
    (SegmentationError.uncoveredLanguage(place, .english), "srx.language badInput"),
    (AlignmentWeights.ReadingError.line(place), "weights.line badInput"),
    (AlignmentWeights.ReadingError.missing("x", file: "f"), "weights.missing badInput"),
    (EncoderError.address("url"), "encoder.address invalidRequest"),
    (EncoderError.unreachable("url", "reason."), "encoder.unreachable remote"),
    (EncoderError.timedOut("url", 1), "encoder.timed-out remote"),
    (EncoderError.refused("url", status: 404, message: ""), "encoder.refused remote"),
    (EncoderError.rubbish("url", "reason"), "encoder.answer remote"),
    (EncoderError.otherModel("url", components: 1, 2), "encoder.other-model remote"),
    (GoldError.lostText(id: "a", found: 1, expected: 2), "gold.lost-text badInput"),
    (GoldError.outOfRange(id: "a"), "gold.out-of-range badInput"),
  ]

  private static func tmx(_ reason: TMXError.Reason) -> TMXError {
    TMXError(location: place, reason: reason)
  }

  @Test func `codes and kinds are what they were`() {
    for (error, line) in Self.all { #expect("\(error.code) \(error.kind)" == line) }
    #expect(Set(Self.all.map(\.error.code)).count == Self.all.count)
  }

  @Test func `an error's localized description is its description`() {
    for (error, _) in Self.all {
      let anyError: any Error = error
      #expect(anyError.localizedDescription == error.description)
      #expect(!error.fault.contains("--") && !error.description.contains("--"))
    }
  }
}
