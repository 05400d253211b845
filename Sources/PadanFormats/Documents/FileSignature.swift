/// Files of other kinds under a wrong name, told by their first bytes.
enum FileSignature {
  private static let kinds: [(bytes: [UInt8], name: String, remedy: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive", "Unpack it and name the file in it."),
    (Array("%PDF-".utf8), "a PDF", "Export the pairs from the program that made it."),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document", "Save it as text."),
    (Array("SQLite format 3".utf8), "an SQLite database", "Name a memory with --memory."),
  ]

  /// - Throws: `InputError.content` with what the file is.
  static func refuseBinary(_ start: ArraySlice<UInt8>, name: String) throws(InputError) {
    for kind in kinds where start.starts(with: kind.bytes) {
      throw .content(name, "this is \(kind.name). \(kind.remedy)")
    }
  }
}
