import Padan

extension ImportReceipt {
  /// What was added, in words.
  var summary: String {
    var parts = [addedUnits.counted("unit") + " added"]
    if addedOccurrences > addedUnits {
      let further = addedOccurrences - addedUnits
      parts.append("\(further.counted("further occurrence")) of known units")
    }
    if same > 0 { parts.append("\(same) already there") }
    if differentTarget > 0 { parts.append("\(differentTarget) with another target kept beside") }
    return parts.joined(separator: ", ")
  }

  /// What an import came to, in words.
  func summary(_ policy: DifferentTargetPolicy) -> String {
    var parts = ["\(read.counted("pair")) read", "\(addedUnits.counted("unit")) added"]
    if addedOccurrences > addedUnits {
      let further = addedOccurrences - addedUnits
      parts.append("\(further.counted("further occurrence")) of known units")
    }
    if same > 0 { parts.append("\(same) already there") }
    if differentTarget > 0 {
      let what =
        switch policy {
        case .keepBoth: "kept beside"
        case .keepOld: "not taken"
        case .keepNew: "taken in place of the old"
        }
      parts.append("\(differentTarget) with another target \(what)")
    }
    if skipped > 0 { parts.append("\(skipped) left out") }
    return parts.joined(separator: ", ")
  }
}
