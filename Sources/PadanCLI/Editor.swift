import Glibc
import Padan

/// The person's editor: the command in VISUAL or EDITOR, or else vi.
enum Editor {
  /// Opens a file, and waits until the person has closed it.
  ///
  /// - Throws: `Failure` if the editor cannot be run, or ends with a fault.
  static func edit(_ path: String) throws {
    let isNamed = Terminal.variable("VISUAL") != nil || Terminal.variable("EDITOR") != nil
    guard isNamed || isatty(STDIN_FILENO) == 1 else {
      throw Failure(
        "there is no terminal for an editor. EDITOR names one that needs none.", code: Exit.wrongUse
      )
    }
    // A variable holds any path, whatever the shell would make of its characters.
    setenv("PADAN_EDITED_FILE", path.pathBytes, 1)
    guard system(#"eval "${VISUAL:-${EDITOR:-vi}} \"\$PADAN_EDITED_FILE\"""#) == 0 else {
      throw Failure(
        "the editor ended with a fault, and nothing was stored. EDITOR names another.",
        code: Exit.wrongUse)
    }
  }
}
