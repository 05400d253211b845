/// What a person can do about an error.
///
/// A case is something that a surface has words of its own for, an option or a button; `advice` is what is
/// done outside of Padan. `description` is in plain words.
public enum Remedy: Hashable, Sendable {
  /// A sentence, with its full stop, that holds on every surface.
  case advice(String)

  /// The path of an input is wrong.
  case checkPath
  /// The text holds ill-formed UTF-8, and was to be read strictly.
  case acceptIllFormedText
  /// A table's header does not say which columns hold the texts.
  case nameColumns
  /// The two languages of an input are not known.
  case nameLanguagePair
  /// Segmentation rules do not cover the language.
  case coverLanguage
  /// An input is no review file.
  case writeReviewFile

  /// There is no memory yet at the path.
  case makeMemory
  /// The path leads to something that is no memory.
  case nameMemory
  /// Units or other rows of a memory are damaged.
  case restoreBackup
  /// The match index does not agree with the units.
  case rebuildIndex
  /// A unit's number is wrong.
  case findUnit

  /// A server does not answer.
  case startServer
  /// A server answers with something else than was asked for.
  case checkServer
  /// A server knows no such address.
  case checkServerPath
  /// A server wants to know who asks.
  case giveServerKey
  /// A server takes too long.
  case allowMoreTime
  /// Vectors of two models bear one name.
  case nameModel
}

extension Remedy: CustomStringConvertible {
  /// The remedy as a sentence that names no option of any surface.
  public var description: String {
    switch self {
    case .advice(let sentence): sentence
    case .checkPath: "Check the path."
    case .acceptIllFormedText: "Mend the text, or read it with U+FFFD in these places."
    case .nameColumns: "Name them."
    case .nameLanguagePair: "Name its languages."
    case .coverLanguage: "Add one, or name another language."
    case .writeReviewFile: "Write a new one."
    case .makeMemory: "Add or import a pair to make one, or name another."
    case .nameMemory: "Name a memory."
    case .restoreBackup:
      "Restore it from a backup; where it can still be opened, a check says what is wrong."
    case .rebuildIndex: "Build it anew."
    case .findUnit: "A lookup gives the numbers of units."
    case .startServer: "Start it, or check its address."
    case .checkServer: "Check its address and the name of the model."
    case .checkServerPath: "Check the path of its address and the name of the model."
    case .giveServerKey: "Give its key."
    case .allowMoreTime: "Give the server more time, or more power."
    case .nameModel: "Another name for the model keeps them apart."
    }
  }
}
