import GRDB
import PadanModel

extension MemoryWriter {
  /// The name of a file as a document: one for each file, wherever it is named from, and another one
  /// for each other file.
  ///
  /// A file keeps the name under which the memory knows it. A name whose file is gone is free: the
  /// memory may have been made elsewhere, or the file was moved.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - name: The name of a file that the memory does not know. If it is another file's, the document
  ///     gets its absolute path.
  /// - Throws: `DatabaseError`, from which `Memory.transaction` makes a `MemoryError`.
  package func name(ofFile path: String, new name: String) throws -> String {
    let place = Folder.resolved(path)
    if let known = try StoredDocument.all(db, "WHERE path = ?", arguments: [place]).first {
      return known.name
    }
    let holder = try StoredDocument.all(db, "WHERE name = ?", arguments: [name]).first
    let isTaken = holder.map { FileStatus($0.path) != nil } ?? false
    let name = isTaken ? place.shownPath : name
    try db.execute(
      sql: """
        INSERT INTO document (name, path) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET path = excluded.path
        """, arguments: [name, place])
    return name
  }
}

/// A row of `document`: the file that has a document's name.
struct StoredDocument: StoredRecord {
  static let table = "document"
  static let columns = ["id", "name", "path"]

  /// The row's number.
  var id: Int64
  /// The document's name.
  var name: String
  /// The file's absolute path without symbolic links.
  var path: String

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    name = try row.value()
    path = try row.value()
  }
}

extension Schema {
  /// The files of documents (schema 18). Documents of an earlier memory, or of no file, have none.
  static let documentFiles = """
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      path TEXT NOT NULL UNIQUE       -- absolute, without symbolic links
    ) STRICT;
    """
}
