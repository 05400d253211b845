import PadanModel

/// Recognizes binary files of well-known formats by their first bytes.
enum FileSignature {
  /// The first bytes of a format, its name with its article, and what to do about such a file.
  private static let kinds: [(bytes: [UInt8], name: String, remedy: Remedy)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive", .advice("Unpack it and name the file in it.")),
    (
      Array("%PDF-".utf8), "a PDF",
      .advice("Save its text, or export the pairs from the program that made it.")
    ),
    ([0x89, 0x50, 0x4E, 0x47], "an image", ocr), ([0xFF, 0xD8, 0xFF], "an image", ocr),
    (Array("GIF8".utf8), "an image", ocr),
    (Array("{\\rtf".utf8), "an RTF document", .advice("Save it as text.")),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document", .advice("Save it as text.")),
    (Array("SQLite format 3".utf8), "an SQLite database", .nameMemory),
  ]

  private static let ocr = Remedy.advice("A program for text recognition (OCR) makes text of it.")
  /// What zip archives hold first that are documents of word processors.
  private static let officeEntries = ["[Content_Types].xml", "mimetypeapplication/vnd.oasis"]

  /// Rejects a file of a known binary format.
  ///
  /// - Throws: `InputError` with the name of the format.
  static func refuseBinary(_ start: ArraySlice<UInt8>, name: String) throws(InputError) {
    for kind in kinds where start.starts(with: kind.bytes) {
      // The name of the first entry of a zip archive stands at byte 30.
      if officeEntries.contains(where: { start.dropFirst(30).starts(with: $0.utf8) }) {
        throw InputError(
          name, .init("input.other-kind", "this is an Office document.", advice: "Save it as text.")
        )
      }
      throw InputError(name, .init("input.other-kind", "this is \(kind.name).", kind.remedy))
    }
  }
}
