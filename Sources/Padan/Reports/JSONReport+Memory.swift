import FoundationEssentials
package import PadanFormats
package import PadanMemory
package import PadanModel

extension JSONReport {
  /// The result of an import: `file`, `import` (its number, if it added something), `dryRun` if it
  /// was only tried, `read`, `added`, `addedUnits`, `same`, `different`, `skipped`, `contradicted` (units
  /// with an approving and a rejecting verdict, if there are any), `seconds`, and
  /// by kind the findings in `leftOut` and `warnings`.
  package static func importReceipt(
    _ receipt: Memory.FileReceipt, file: String, isTrial: Bool = false
  ) -> [UInt8] {
    line {
      $0.member("file", file.shownPath)
      $0.member("import", ifPresent: receipt.receipt.id.map(Int.init))
      if isTrial { $0.member("dryRun", true) }
      $0.member("sides", ifPresent: receipt.sides?.code.rawValue)
      $0.members(of: receipt.receipt)
      $0.findings("leftOut", receipt.report.skipped)
      $0.findings("warnings", receipt.report.warnings)
    }
  }

  /// An entry of the memory's history: `import` (its number), `origin`, `started` (ISO 8601),
  /// `pairs`, and the counts of an import from a file.
  package static func importRecord(_ record: HistoryStep) -> [UInt8] {
    line {
      $0.member("import", Int(record.id))
      $0.member("origin", record.origin)
      $0.member("started", record.startedAt.formatted(.iso8601))
      $0.member("pairs", record.occurrences)
      if let receipt = record.receipt { $0.members(of: receipt) }
    }
  }

  /// The contents of a memory: `memory` (its path), `units`, `occurrences`, `documents`, `imports`,
  /// `reviewed`, `terms`, `bytes`, `indexBytes`, `bytesPerUnit`, and its `directions`.
  package static func statistics(_ statistics: MemoryStatistics, of memory: String) -> [UInt8] {
    line {
      $0.member("memory", memory.shownPath)
      $0.member("units", statistics.units)
      $0.member("occurrences", statistics.occurrences)
      $0.member("documents", statistics.documents)
      $0.member("imports", statistics.imports)
      $0.member("reviewed", statistics.reviewed)
      $0.member("terms", statistics.terms)
      $0.member("bytes", statistics.fileSize)
      $0.member("indexBytes", statistics.indexSize)
      $0.member("bytesPerUnit", statistics.bytesPerUnit)
      $0.member("directions", objects: statistics.directions) {
        $0.member("source", $1.source)
        $0.member("target", $1.target)
        $0.member("units", $1.units)
        $0.member("indexed", strings: $1.indexedSides)
      }
    }
  }

  /// A unit where it was met: `unit`, `from`, `to`, `source`, `target`, `review` and `provenance`, an array with an object
  /// for each place.
  package static func unit(
    _ unit: Int64, _ pair: TranslationPair, occurrences: [Provenance]
  ) -> [UInt8] {
    line { $0.members(ofUnit: unit, pair, occurrences: occurrences) }
  }

  /// A finding of a check: `file`, `line` if it is known, `code`, `finding` and its `detail`, if
  /// there is one.
  package static func finding(_ finding: Finding) -> [UInt8] {
    line {
      $0.member("file", finding.location.file.shownPath)
      $0.member("line", ifPresent: finding.location.line)
      $0.member("code", finding.kind.code.rawValue)
      $0.member("finding", finding.kind.reason)
      $0.member("detail", ifPresent: finding.detail)
    }
  }
}

extension JSONWriter {
  /// Writes a unit; see `JSONReport.unit`.
  package mutating func members(
    ofUnit unit: Int64, _ pair: TranslationPair, occurrences: [Provenance]
  ) {
    member("unit", Int(unit))
    member("from", pair.source.language.description)
    member("to", pair.target.language.description)
    member("source", pair.source.text)
    member("target", pair.target.text)
    member("review", pair.review.rawValue)
    member("provenance", objects: occurrences) { $0.members(of: $1) }
  }

  /// Writes the counts of what a step added.
  package mutating func members(of receipt: ImportReceipt) {
    member("read", receipt.read)
    member("added", receipt.addedOccurrences)
    member("addedUnits", receipt.addedUnits)
    member("same", receipt.same)
    member("different", receipt.differentTarget)
    member("skipped", receipt.skipped)
    if !receipt.contradicted.isEmpty { member("contradicted", receipt.contradicted.count) }
    member("seconds", receipt.seconds.rounded(decimals: 3))
  }

  fileprivate mutating func findings(_ key: StaticString, _ findings: Findings) {
    member(key, objects: findings.groups) {
      $0.member("code", $1.kind.code.rawValue)
      $0.member("reason", $1.kind.reason)
      $0.member("count", $1.count)
      $0.member("first", objects: $1.first) {
        $0.member("line", ifPresent: $1.location.line)
        $0.member("detail", ifPresent: $1.detail)
      }
    }
  }
}
