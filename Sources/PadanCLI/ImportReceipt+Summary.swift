import Padan

extension ImportReceipt {
  /// What was added, in words, for commands that do not read files.
  var summary: String {
    var parts = [addedUnits.counted("unit") + " added"]
    if addedOccurrences > addedUnits {
      let further = addedOccurrences - addedUnits
      parts.append("\(further.counted("further occurrence")) of known units")
    }
    if same > 0 { parts.append("\(same.grouped) already there") }
    if differentTarget > 0 {
      parts.append("\(differentTarget.grouped) with another target")
    }
    if withdrawn > 0 {
      parts.append("\(withdrawn.counted("pair")) of the earlier alignment withdrawn")
    }
    if keptByHand > 0 {
      parts.append("\(keptByHand.grouped) of it kept that a person approved or edited")
    }
    return parts.joined(separator: ", ")
  }

  /// The result of an import, in words.
  ///
  /// - Parameter policy: What happened to pairs with another target.
  func summary(_ policy: DifferentTargetPolicy) -> String {
    var parts = ["\(read.counted("pair")) read", "\(addedUnits.counted("unit")) added"]
    if addedOccurrences > addedUnits {
      let further = addedOccurrences - addedUnits
      parts.append("\(further.counted("further occurrence")) of known units")
    }
    if same > 0 { parts.append("\(same.grouped) already there") }
    if differentTarget > 0 {
      let what =
        switch policy {
        case .keepBoth: "kept beside"
        case .keepOld: "not taken"
        case .keepNew: "taken in place of the old"
        }
      parts.append("\(differentTarget.grouped) with another target \(what)")
    }
    if replacedApproved > 0 {
      parts.append("\(replacedApproved.counted("unit")) that a person approved now rejected")
    }
    if !contradicted.isEmpty {
      let named = contradicted.sorted().prefix(5).map { "\($0)" }.joined(separator: ", ")
      let others = contradicted.count > 5 ? " and others" : ""
      parts.append(
        "\(contradicted.count.counted("unit")) approved by one verdict and rejected by another "
          + "(\(named)\(others); review them)")
    }
    if skipped > 0 { parts.append("\(skipped.grouped) left out") }
    return parts.joined(separator: ", ")
  }
}
