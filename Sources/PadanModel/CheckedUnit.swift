/// A pair and where it stands: what checks go through.
package struct CheckedUnit: Hashable, Sendable {
  /// The pair.
  package var pair: TranslationPair
  /// Its file and line; `nil` for a unit of a memory.
  package var location: SourceLocation?
  /// Its number in a memory; `nil` for a pair of a file.
  package var unit: Int64?
  /// Its name in the file; `nil` if it has none.
  package var name: String?

  /// A pair of a file or of a memory.
  package init(
    _ pair: TranslationPair, location: SourceLocation? = nil, unit: Int64? = nil,
    name: String? = nil
  ) {
    self.pair = pair
    self.location = location
    self.unit = unit
    self.name = name
  }
}

/// A finding with the unit that it is about.
package struct UnitFinding: Hashable, Sendable {
  /// The position of the unit among all that were checked, from 0.
  package var position: Int
  /// The unit.
  package var unit: CheckedUnit
  /// What was found.
  package var finding: PairFinding

  /// A finding about a unit.
  package init(position: Int, unit: CheckedUnit, finding: PairFinding) {
    self.position = position
    self.unit = unit
    self.finding = finding
  }

  /// Whether this finding is surer than another; of two that are as sure, whether it is of an earlier
  /// unit, and then of a kind that is listed earlier.
  package func precedes(_ other: UnitFinding) -> Bool {
    (other.finding.certainty, position, finding.kind.rank, finding.detail)
      < (finding.certainty, other.position, other.finding.kind.rank, other.finding.detail)
  }
}

extension PairFinding.Kind {
  /// The position of the kind in the list of all.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What checks found in units.
package struct CheckReport: Hashable, Sendable {
  /// The number of units that were checked.
  package var units = 0
  /// The number of findings of each kind, kept or not.
  package var counts: [PairFinding.Kind: Int] = [:]
  /// The surest findings, the surest first.
  package var findings: [UnitFinding] = []

  /// A report on nothing.
  package init() {}

  /// The number of all findings.
  package var count: Int { counts.values.reduce(0, +) }
}

extension CheckedUnit {
  /// Where the unit stands, in words: its file and line, or its number, and its document.
  package var place: String {
    var parts: [String] = []
    if let location { parts.append("\(location)") }
    if let unit { parts.append("unit \(unit)") }
    if let document = pair.provenance.document {
      parts.append(document + (pair.provenance.sentence.map { " s\($0 + 1)" } ?? ""))
    }
    return parts.joined(separator: " · ")
  }
}
