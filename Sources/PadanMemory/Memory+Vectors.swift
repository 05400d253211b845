import FoundationEssentials
import GRDB
public import PadanModel

extension Memory {
  /// The stored vectors of some texts. Texts without a vector are left out.
  ///
  /// - Parameters:
  ///   - texts: The texts. A vector is found only for exactly the same text.
  ///   - model: The name of the encoder's model.
  ///   - prefix: The text that the encoder received before each text.
  /// - Returns: The vectors by text.
  /// - Throws: `MemoryError`.
  public func vectors(
    of texts: some Sequence<String>, model: String, prefix: String
  ) throws -> [String: SentenceVector] {
    try read { db in
      let statement = try db.makeStatement(
        sql: """
          SELECT components FROM vector JOIN encoder ON encoder.id = vector.encoder_id
          WHERE encoder.model = ? AND encoder.prefix = ? AND vector.text_identity = ?
          """)
      var vectors: [String: SentenceVector] = [:]
      var identity = Identity()
      for text in texts {
        if let data = try Data.fetchOne(
          statement, arguments: [model, prefix, identity.text(text)])
        {
          // A vector without a direction was never stored, and is made again.
          guard data.contains(where: { $0 != 0 }) else { continue }
          vectors[text] = SentenceVector(components: data.map { Int8(bitPattern: $0) })
        }
      }
      return vectors
    }
  }

  /// Stores vectors in one transaction. They replace earlier vectors of the same texts.
  ///
  /// - Parameters:
  ///   - vectors: The vectors by text.
  ///   - model: The name of the encoder's model.
  ///   - prefix: The text that the encoder received before each text.
  /// - Throws: `MemoryError`.
  public func keep(_ vectors: [String: SentenceVector], model: String, prefix: String) throws {
    try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO encoder (model, prefix) VALUES (?, ?)",
        arguments: [model, prefix])
      let statement = try db.makeStatement(
        sql: """
          INSERT OR REPLACE INTO vector (encoder_id, text_identity, components)
          SELECT id, ?3, ?4 FROM encoder WHERE model = ?1 AND prefix = ?2
          """)
      var identity = Identity()
      for (text, vector) in vectors {
        let data = Data(vector.components.map { UInt8(bitPattern: $0) })
        try statement.execute(arguments: [model, prefix, identity.text(text), data])
      }
    }
  }
}
