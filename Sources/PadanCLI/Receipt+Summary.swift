import Padan

extension Receipt {
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
}
