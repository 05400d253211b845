@testable import PadanIndex

/// Units of an index in memory, numbered from 1.
final class TextsInMemory: UnitTexts {
  var texts: [String] = []

  func readText(
    ofUnit unit: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws -> Bool {
    guard texts.indices.contains(Int(unit) - 1) else { return false }
    var text = texts[Int(unit) - 1]
    try text.withUTF8 { try body($0) }
    return true
  }
}

/// A table of an index in memory: the engine asks no more of a store than this.
final class RowsInMemory: RowStore {
  var rows: [Int64: [UInt8]] = [:]

  private func keys(in range: ClosedRange<Int64>) -> [Int64] {
    rows.keys.filter(range.contains).sorted()
  }

  private func read(
    _ key: Int64?, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    guard let key, let row = rows[key] else { return false }
    try row.withUnsafeBytes { try body(key, $0) }
    return true
  }

  func readRow(_ key: Int64, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
    try read(key) { try body($1) }
  }

  func readAll(
    in keys: ClosedRange<Int64>, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    for key in self.keys(in: keys) { _ = try read(key, body) }
  }

  func readFirst(
    in keys: ClosedRange<Int64>, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    try read(self.keys(in: keys).first, body)
  }

  func readLast(
    in keys: ClosedRange<Int64>, _ body: (Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    try read(self.keys(in: keys).last, body)
  }

  func lastKey(in keys: ClosedRange<Int64>) -> Int64? { self.keys(in: keys).last }

  func write(_ key: Int64, _ row: UnsafeRawBufferPointer) { rows[key] = Array(row) }

  func delete(in keys: ClosedRange<Int64>) {
    for key in self.keys(in: keys) { rows[key] = nil }
  }
}
