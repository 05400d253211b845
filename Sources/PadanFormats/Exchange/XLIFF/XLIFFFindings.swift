import PadanModel

extension InputError.Reason {
  /// The file is not well-formed.
  static func xliff(_ fault: XMLFault.Kind) -> Self {
    Self(
      ErrorCode(rawValue: "xliff.\(fault.name)"), fault.sentence(root: "xliff"),
      advice: fault.advice)
  }

  /// Elements are nested deeper than in any XLIFF file.
  static let nestedTooDeeply = Self(
    "xliff.nested", "elements are nested more than \(Limits.deepestNesting) deep.")

  /// The file is of another format.
  static func otherRoot(_ name: String) -> Self {
    Self("xliff.root", "the root element is <\(name)>, not <xliff>.", advice: "Name an XLIFF file.")
  }
}

/// Findings of the reader.
extension Finding.Kind {
  static let noLanguages = Self(
    "xliff.no-languages", "the file names no source or target language")
  static let assumedSource = Self(
    "xliff.assumed-source", "the file names no source language, and is read as",
    remedy: .nameLanguagePair)
  static let assumedTarget = Self(
    "xliff.assumed-target", "the file names no target language, and is read as", isFault: false,
    remedy: .nameLanguagePair)
  static let untranslatedSegment = Self(
    "xliff.untranslated", "the segment is not translated", isFault: false)
  static let untranslatedState = Self(
    "xliff.untranslated-state", "the segment's state says that it is not translated",
    isFault: false)
  static let unconfirmedProposal = Self(
    "xliff.unconfirmed", "a tool proposed the translation, and nobody has confirmed it",
    isFault: false)
  static let longXLIFFSegment = Self(
    "xliff.long-segment", "a segment is longer than \(Limits.longestText) bytes")
  static let longXLIFFNote = Self(
    "xliff.long-note", "a note or native code is longer than \(Limits.longestText) bytes")
}
