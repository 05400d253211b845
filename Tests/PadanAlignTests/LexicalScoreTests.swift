import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct LexicalScoreTests {
  /// How much the equal name of the first two segments adds to the score of their pair.
  private func gain(ofNameIn target: [String], _ source: [String]) throws -> Double {
    let aligner = Aligner(
      source: .indonesian, target: .english, lexicon: nil, weights: try bundledWeights())
    let evidence = aligner.evidence(AlignmentSide(source), AlignmentSide(target))
    let scores = LexicalScores(
      evidence.forward, causes: 0..<source.count, effects: 0..<target.count,
      band: Band(rows: source.count + 1, columns: target.count + 1), longest: 1,
      chances: evidence.model.targetChances)
    let base = Double(evidence.forward.bases(of: 0..<1, evidence.model.targetChances)[0])
    return scores.score(from: 0, length: 1, to: 0) - base
  }

  @Test func `a name that stands in every sentence says less than one of a single sentence`()
    throws
  {
    let others = ["Hujan turun.", "Air naik.", "Warga lari.", "Malam tiba."]
    let single = try gain(
      ofNameIn: ["Then Sulaiman slept."] + others, ["Lalu Sulaiman tidur."] + others)
    let everywhere = others.map { "\($0.dropLast()) Sulaiman." }
    let frequent = try gain(
      ofNameIn: ["Then Sulaiman slept."] + everywhere, ["Lalu Sulaiman tidur."] + everywhere)
    #expect(single > 2 * frequent)
    #expect(frequent > 0)
  }
}
