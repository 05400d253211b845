import Padan

extension Receipt {
  /// What was added, in words.
  var summary: String {
    var parts = ["\(addedUnits) \(addedUnits == 1 ? "unit" : "units") added"]
    if addedOccurrences > addedUnits {
      let further = addedOccurrences - addedUnits
      let what = further == 1 ? "occurrence" : "occurrences"
      parts.append("\(further) further \(what) of known units")
    }
    if same > 0 { parts.append("\(same) already there") }
    if differentTarget > 0 { parts.append("\(differentTarget) with another target kept beside") }
    return parts.joined(separator: ", ")
  }
}
