/// The weights of the signs of a list of families in a sequence model.
struct SignWeights: Sendable {
  /// The signs that have weights. Most have none.
  private let weighted: SignSet
  /// The weights of each sign.
  private let rows: [SequenceModel.Scores]

  /// The weights that a model has under the names of signs behind a prefix.
  init(of names: [String], after prefix: String, in model: SequenceModel) {
    let found = names.map { model.weights[prefix + $0] }
    weighted = SignSet(found.indices.filter { found[$0] != nil })
    rows = found.map { $0 ?? .zero }
  }

  /// The sum of the weights of signs.
  @inline(__always)
  func sum(of signs: SignSet) -> SequenceModel.Scores {
    let rows = rows.span
    var sum = SequenceModel.Scores.zero
    signs.visit(in: weighted) { sum += rows[$0] }
    return sum
  }
}
