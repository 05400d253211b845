import PadanMemory
import PadanModel
import PadanTestSupport

// Most tests are about Indonesian with English translations.

extension LookupOptions {
  init(minimum: Double = 75, limit: Int = 5) {
    self.init(source: .indonesian, target: .english, minimum: minimum, limit: limit)
  }
}

extension ExportSelection {
  init(filter: PairFilter? = nil, withoutDuplicates: Bool = false, withRejected: Bool = true) {
    self.init(
      source: .indonesian, target: .english, filter: filter, withoutDuplicates: withoutDuplicates,
      withRejected: withRejected)
  }
}

extension Memory {
  func matches(for query: String) throws -> [Match] {
    try matches(for: query, options: LookupOptions())
  }

  func matches(for queries: [LookupQuery]) throws -> [[Match]] {
    try matches(for: queries, options: LookupOptions())
  }
}

extension MemoryShelf {
  func matches(for queries: [LookupQuery]) throws -> [[Match]] {
    try matches(for: queries, options: LookupOptions())
  }
}
