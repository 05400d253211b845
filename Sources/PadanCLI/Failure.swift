import ArgumentParser
import Glibc
import Padan

/// The exit codes that `padan --help` documents.
enum Exit {
  /// Nothing was found, or a check found something.
  static let nothingFound: Int32 = 1
  /// The command line is wrong.
  static let wrongUse: Int32 = 2
  /// An input cannot be read.
  static let badInput: Int32 = 3
  /// A part of the input was left out.
  static let partlyDone: Int32 = 4
  /// The memory cannot be used, or the output cannot be written.
  static let memoryUnusable: Int32 = 5
  /// `EX_SOFTWARE` of sysexits.h: a fault in Padan itself.
  static let internalError: Int32 = 70
  /// Ctrl-C: 128 and the number of SIGINT.
  static let interrupted: Int32 = 130
}

extension Exit {
  /// The exit code for a kind of error.
  static func code(for kind: ErrorKind) -> Int32 {
    switch kind {
    case .invalidRequest: wrongUse
    case .badInput, .remote: badInput
    case .notFound: nothingFound
    case .storeUnusable, .output: memoryUnusable
    }
  }
}

/// The early end of a command, with a message and an exit code.
struct Failure: Error {
  /// The text for standard error; empty if there is nothing to print.
  let message: String
  /// The exit code; 0 for a request for help.
  let code: Int32

  init(_ message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  /// The failure for an error that a command threw. A request for help is one too, with exit code
  /// 0.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as OutputError where error.isReaderGone: self.init("", code: 0)
    case let code as ExitCode: self.init("", code: code.rawValue)
    case is ValidationError: self.init(parsing: error)
    case let error as SideError: self.init(error.refusal(), code: Exit.wrongUse)
    case let error as any PadanError: self.init(error.message, code: Exit.code(for: error.kind))
    default:
      let parsed = Failure(parsing: error)
      self = parsed.code == 0 ? parsed : Failure(Self.message(error), code: Exit.internalError)
    }
  }

  /// The failure for an error of the command-line parser: a wrong use, or a request for help.
  init(parsing error: any Error) {
    // Whatever is no help has this prefix. To ask for the exit code, too, would make the help twice.
    let message = PadanCommand.fullMessage(for: error)
    self.init(message, code: message.hasPrefix(PadanCommand._errorPrefix) ? Exit.wrongUse : 0)
  }

  /// The failure to find a file of the user's own, because no variable names the user's folder.
  static func noHome(for file: String, option: String) -> Failure {
    Failure(
      "HOME is not set to an absolute path, so a \(file) of your own has no place. Set HOME, or name "
        + "the \(file) with \(option).", code: Exit.wrongUse)
  }

  /// The message for an error. Any error that is not a `PadanError` is a fault in Padan.
  static func message(_ error: any Error) -> String {
    (error as? any PadanError)?.message
      ?? "internal error: \(error). This is a fault in Padan; please report it."
  }

  /// Prints the message and ends the process. Help goes to standard output, a fault to standard
  /// error. Memories are closed.
  func exit() -> Never {
    Interrupt.giveWay()
    if code == 0 {
      do throws(OutputError) {
        var output = StandardOutput()
        if !message.isEmpty { try output.writeLine(message) }
        try output.flush()
      } catch {
        Failure(error).exit()
      }
    } else if !message.isEmpty {
      Diagnostics.say(message.hasPrefix("Error: ") ? message : "Error: \(message)")
    }
    Self.exit(code)
  }

  /// Ends the process, after its memories are closed.
  static func exit(_ code: Int32) -> Never {
    Progress.end()
    Memory.closeAll(within: .seconds(5))
    Interrupt.giveWay()
    Glibc.exit(code)
  }
}
