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
  static let interrupted: Int32 = 130
}

/// What ends a command early: a message and the exit code that goes with it.
struct Failure: Error {
  let message: String
  let code: Int32

  init(_ message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as SegmentationError:
      switch error {
      case .unknownLanguage: self.init("\(error)", code: Exit.wrongUse)
      case .icu, .srx: self.init("\(error)", code: Exit.badInput)
      }
    case is InputError, is RuleError, is JSONLineError, is GoldError, is LexiconError,
      is ReviewError, is AlignmentWeights.ReadingError:
      self.init("\(error)", code: Exit.badInput)
    case is TMXError, is XLIFFError, is EncoderError:
      self.init("\(error)", code: Exit.badInput)
    case MemoryError.noUnit: self.init("\(error)", code: Exit.nothingFound)
    case is MemoryError: self.init("\(error)", code: Exit.memoryUnusable)
    case is OutputError: self.init("\(error)", code: Exit.memoryUnusable)
    default: self.init(argumentParser: error)
    }
  }

  /// What ArgumentParser threw: a wrong use, a request for help, or an exit code.
  private init(argumentParser error: any Error) {
    if let code = error as? ExitCode {
      self.init("", code: code.rawValue)
      return
    }
    let isSuccess = PadanCommand.exitCode(for: error).isSuccess
    self.init(PadanCommand.fullMessage(for: error), code: isSuccess ? 0 : Exit.wrongUse)
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
