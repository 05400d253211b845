/// What a user can do about an error.
///
/// Each case is something for which an interface may have words of its own: an option or a button.
/// `advice` is for what is done outside of Padan. `description` is in plain words.
public enum Remedy: Hashable, Sendable {
  /// A sentence with a full stop that is right in every interface.
  case advice(String)

  /// The path of an input is wrong.
  case checkPath
  /// The text is not well-formed UTF-8, and was read in strict mode.
  case acceptIllFormedText
  /// The input is an exchange file, not a text.
  case importUnits
  /// The input is data of another kind, but may be read as plain text.
  case readAsText
  /// The encoding of the text is not known, or is another than it says.
  case nameEncoding
  /// The header of a table does not say which columns hold the texts.
  case nameColumns
  /// The two languages of an input are not known.
  case nameLanguagePair
  /// Name the language of a text.
  case nameLanguage
  /// The input goes from this language to that one.
  case turnLanguages(from: LanguageTag, to: LanguageTag)
  /// The lines of a text were joined, because it seems to be hard-wrapped.
  case keepLines
  /// The number of a block is wrong.
  case findBlock
  /// No segmentation rules cover the language.
  case coverLanguage
  /// The input is not a review file.
  case writeReviewFile
  /// The source text is in the target language, and the target text in the source language.
  case swapSides
  /// Both texts of a pair are in one language.
  case nameTranslation

  /// There is no memory at the path.
  case makeMemory
  /// The path leads to something that is not a memory.
  case nameMemory
  /// The memory's file or some of its rows are damaged.
  case restoreBackup
  /// A match index does not agree with the units.
  case rebuildIndex
  /// The number of a unit is wrong.
  case findUnit
  /// The number of a term is wrong.
  case findTerm

  /// A server does not answer.
  case startServer
  /// A server's answer is not what was asked for.
  case checkServer
  /// A server does not know the address.
  case checkServerPath
  /// A server requires a key.
  case giveServerKey
  /// A server takes too long.
  case allowMoreTime
  /// The vectors of two models are stored under the same name.
  case nameModel
}

extension Remedy: CustomStringConvertible {
  /// The remedy as a sentence that names no option of any surface.
  public var description: String {
    switch self {
    case .advice(let sentence): sentence
    case .checkPath: "Check the path."
    case .acceptIllFormedText: "Mend the text, or read it with U+FFFD in these places."
    case .importUnits: "Import it into a memory."
    case .readAsText: "Take the text of the article out of it, or read it as plain text."
    case .nameEncoding: "Name its encoding, or mend the file."
    case .nameColumns: "Name them."
    case .nameLanguagePair: "Name its languages."
    case .nameLanguage: "Name its language."
    case .turnLanguages(let source, let target): "Read it from \(source) to \(target)."
    case .keepLines: "If each line is a paragraph, say so."
    case .findBlock: "An explanation of the page gives the numbers of its blocks."
    case .coverLanguage: "Add one, or name another language."
    case .writeReviewFile: "Write a new one."
    case .swapSides: "Swap them, or the languages."
    case .nameTranslation: "Name a text and its translation."
    case .makeMemory: "Add or import a pair to make one, or name another."
    case .nameMemory: "Name a memory."
    case .restoreBackup:
      "Restore it from a backup, or write what is whole into a new one; a check says what is wrong."
    case .rebuildIndex: "Build it anew."
    case .findUnit: "A lookup gives the numbers of units."
    case .findTerm: "The list of terms gives their numbers."
    case .startServer: "Start it, or check its address."
    case .checkServer: "Check its address and the name of the model."
    case .checkServerPath: "Check the path of its address and the name of the model."
    case .giveServerKey: "Give its key."
    case .allowMoreTime: "Give the server more time, or more power."
    case .nameModel: "Another name for the model keeps them apart."
    }
  }
}
