import GRDB
import PadanModel
import PadanTestSupport

@testable import PadanMemory

/// A new memory in a folder of its own.
struct MemoryFixture {
  let folder: TemporaryFolder
  let memory: Memory

  var path: String { memory.path }

  init() throws {
    folder = try TemporaryFolder()
    memory = try Memory(path: folder.path(of: "test.sqlite"), access: .create)
  }

  /// Every row of every table, as another program sees them.
  func rows() throws -> [String] { try Self.rows(of: path) }

  static func rows(of path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\" ORDER BY 1").map { "\(table) \($0)" }
      }
    }
  }
}

extension Memory {
  /// Changes the tables behind the memory's back.
  func alter(_ body: (Database) throws -> Void) throws {
    try connections.write { try $0.write(body) }
  }
}

/// A pair of an Indonesian and an English text.
func pair(
  _ source: String, _ target: String, review: ReviewState = .unreviewed,
  _ provenance: (inout Provenance) -> Void = { _ in }
) -> TranslationPair {
  var known = Provenance()
  provenance(&known)
  return TranslationPair(
    source: Variant(language: .indonesian, text: source),
    target: Variant(language: .english, text: target), provenance: known, review: review)
}

extension TranslationPair {
  /// The same pair the other way round.
  var swapped: TranslationPair {
    var result = self
    (result.source, result.target) = (target, source)
    return result
  }
}
