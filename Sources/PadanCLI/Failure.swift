import ArgumentParser
import Glibc
import Padan

/// The exit codes that `padan --help` documents.
enum Exit {
  static let nothingFound: Int32 = 1
  static let wrongUse: Int32 = 2
  static let badInput: Int32 = 3
  static let partlyDone: Int32 = 4
  static let memoryUnusable: Int32 = 5
  /// `EX_SOFTWARE` of sysexits.h: a fault in Padan itself.
  static let internalError: Int32 = 70
  static let interrupted: Int32 = 130
}

extension Exit {
  /// The exit code for a sort of error.
  static func code(for kind: ErrorKind) -> Int32 {
    switch kind {
    case .invalidRequest: wrongUse
    case .badInput, .remote: badInput
    case .notFound: nothingFound
    case .storeUnusable, .output: memoryUnusable
    }
  }
}

/// What ends a command early: a message and the exit code that goes with it.
struct Failure: Error {
  let message: String
  let code: Int32

  init(_ message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  /// What a command threw; `help` throws the help.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let code as ExitCode: self.init("", code: code.rawValue)
    case is ValidationError: self.init(parsing: error)
    case let error as any PadanError: self.init(error.message, code: Exit.code(for: error.kind))
    case _ where PadanCommand.exitCode(for: error).isSuccess: self.init(parsing: error)
    default: self.init(Self.message(error), code: Exit.internalError)
    }
  }

  /// What parsing the command line threw: a wrong use, or a request for help.
  init(parsing error: any Error) {
    let isSuccess = PadanCommand.exitCode(for: error).isSuccess
    self.init(PadanCommand.fullMessage(for: error), code: isSuccess ? 0 : Exit.wrongUse)
  }

  /// What the command line says of an error. One that is none of Padan's own is a fault in Padan.
  static func message(_ error: any Error) -> String {
    (error as? any PadanError)?.message
      ?? "internal error: \(error). This is a fault in Padan; please report it."
  }

  /// Prints the message, help to standard output and faults to standard error, and ends the process; what
  /// it has begun goes.
  func exit() -> Never {
    if code == 0 {
      do throws(OutputError) {
        var output = StandardOutput()
        if !message.isEmpty { try output.writeLine(message) }
        try output.flush()
      } catch {
        Failure(error).exit()
      }
    } else if !message.isEmpty {
      Talk.say(message.hasPrefix("Error: ") ? message : "Error: \(message)")
    }
    Progress.leaveScreen()
    Unfinished.remove()
    Glibc.exit(code)
  }
}
