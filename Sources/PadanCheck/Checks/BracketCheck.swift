import PadanModel
import PadanText

extension PairCheck {
  /// Finds brackets of the target without their counterparts.
  static let brackets = PairCheck(.brackets) { pair, _ in
    let (source, target) = (Brackets(pair.source), Brackets(pair.target))
    var open = source.unmatched.map { pair.source.scalars[$0] }
    let lone = target.unmatched.filter { place in
      guard let same = open.firstIndex(of: pair.target.scalars[place]) else { return true }
      open.remove(at: same)
      return false
    }
    if !lone.isEmpty {
      return [
        PairFinding(
          .brackets, certainty: 0.9, target: lone.map { $0..<$0 + 1 },
          detail: lone.map { String(pair.target.scalars[$0]) }.joined(separator: " "))
      ]
    }
    guard source.unmatched.isEmpty, (source.pairs == 0) != (target.pairs == 0) else { return [] }
    // Dashes or commas may stand for them.
    return [
      PairFinding(
        .brackets, certainty: 0.4, detail: "\(source.pairs) · \(target.pairs)")
    ]
  }

  /// Finds quotation marks of the target that are not closed or not opened.
  static let quotation = PairCheck(.quotation) { pair, _ in
    let (source, target) = (quotationMarks(pair.source), quotationMarks(pair.target))
    // A quotation of several sentences begins in one pair and ends in another.
    guard source.count % 2 == 0, target.count % 2 == 1 else {
      guard source.isEmpty != target.isEmpty, source.count % 2 == 0 else { return [] }
      return [
        PairFinding(
          .quotation, certainty: 0.4, source: source.map { $0..<$0 + 1 },
          target: target.map { $0..<$0 + 1 }, detail: "\(source.count) · \(target.count)")
      ]
    }
    return [
      PairFinding(
        .quotation, certainty: source.isEmpty ? 0.75 : 0.9, target: target.map { $0..<$0 + 1 },
        detail: target.map { String(pair.target.scalars[$0]) }.joined(separator: " "))
    ]
  }

  /// The places of double quotation marks. Behind a number without another mark it means inches.
  private static func quotationMarks(_ side: CheckedPair.Side) -> [Int] {
    let marks = side.scalars.indices.filter {
      "\"“”„‟«»「」『』".unicodeScalars.contains(side.scalars[$0])
    }
    guard marks.count % 2 == 1 else { return marks }
    return marks.filter { place in
      !(side.scalars[place] == "\"" && place > 0
        && ScalarClass.isDigit(side.scalars[place - 1].value))
    }
  }
}

/// The brackets of a text.
private struct Brackets {
  /// The places of brackets without a counterpart, ascending.
  var unmatched: [Int] = []
  /// The number of pairs.
  var pairs = 0

  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    ")": "(", "]": "[", "}": "{", "）": "（", "】": "【",
  ]
  private static let opening = Set(closing.values)

  init(_ side: CheckedPair.Side) {
    var open: [Int] = []
    let scalars = side.scalars
    for place in scalars.indices {
      let scalar = scalars[place]
      if Self.opening.contains(scalar) {
        if !Self.isSmiley(place, in: scalars) { open.append(place) }
      } else if let opener = Self.closing[scalar], !Self.isSmiley(place, in: scalars) {
        if let last = open.last, scalars[last] == opener {
          open.removeLast()
          pairs += 1
        } else if !(open.isEmpty && Self.isListMark(place, in: scalars)) {
          unmatched.append(place)
        }
      }
    }
    unmatched = (unmatched + open).sorted()
  }

  /// Whether a bracket is the mouth of a face: `:)`, `;-(`.
  private static func isSmiley(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var eyes = place - 1
    if eyes > 0, scalars[eyes] == "-" { eyes -= 1 }
    return eyes >= 0 && ":;".unicodeScalars.contains(scalars[eyes])
      && (eyes == 0 || scalars[eyes - 1].isWhitespace)
  }

  /// Whether a bracket stands behind the letter or number of a list's item: `a)`, `12)`.
  private static func isListMark(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var start = place
    while start > 0, ScalarClass.isWord(scalars[start - 1].value) { start -= 1 }
    guard start < place, start == 0 || scalars[start - 1].isWhitespace else { return false }
    if let before = scalars[..<start].last(where: { !$0.isWhitespace }),
      !":;,.–—-".unicodeScalars.contains(before)
    {
      return false
    }
    let mark = scalars[start..<place]
    return mark.count == 1 || mark.count < 4 && mark.allSatisfy { ScalarClass.isDigit($0.value) }
      || mark.count < 5 && mark.allSatisfy { "ivx".unicodeScalars.contains($0) }
  }
}
