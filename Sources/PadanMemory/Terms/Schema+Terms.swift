/// The table of terms.
extension Schema {
  /// The termbase (schema 16).
  static let termbase = """
    -- A term and one translation of it, in one sense and one field.
    CREATE TABLE term (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source_language TEXT NOT NULL CHECK (source_language <> ''),
      target_language TEXT NOT NULL CHECK (target_language <> ''),
      source TEXT NOT NULL CHECK (source <> ''),
      target TEXT NOT NULL CHECK (target <> ''),
      status TEXT NOT NULL
        CHECK (status IN ('preferred', 'admitted', 'forbidden', 'do-not-translate')),
      sense TEXT NOT NULL,            -- which of several meanings; empty where there is one
      subject TEXT NOT NULL,          -- the field in which it is used; empty if it is not known
      note TEXT,
      origin TEXT NOT NULL,           -- a file's path, or 'by hand'
      UNIQUE (source_language, target_language, source, target, sense, subject)
    ) STRICT;
    """
}
