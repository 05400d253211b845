import ArgumentParser
import FoundationEssentials
import Glibc
import Padan

/// The program that answers clients: `padan serve` and `padan mcp` become it.
enum ServerProgram {
  /// Names the memory that commands use where none is named.
  ///
  /// - Throws: `Failure` if it is to be written and may not be.
  static func completeMemories(of settings: inout ServerSettings) throws {
    if settings.memories.isEmpty {
      settings.memories = [.init(path: try MemoryOptions.parse([]).path())]
    }
    if settings.isWritable, settings.memories[0].isReadOnly {
      throw Failure("--write needs a memory that is not read-only.", code: Exit.wrongUse)
    }
  }

  /// Runs the server in the place of this process. It is a program of its own, which lies beside this one or in
  /// its library folder: no other command has to load it.
  static func become(_ settings: ServerSettings) throws {
    let folder = Folder.parent(of: try ownPath()) ?? "."
    let programs = ["\(folder)/padan-server", "\(folder)/../lib/padan/padan-server"]
    let program = programs.first { FileStatus($0) != nil } ?? programs[0]
    let json = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
    // The settings may hold the token, which other users must not see: they go through a pipe.
    var ends: [Int32] = [0, 0]
    let bytes = Array(json.utf8)
    guard pipe(&ends) == 0, Glibc.write(ends[1], bytes, bytes.count) == bytes.count else {
      throw failure(program)
    }
    close(ends[1])
    Interrupt.unblockSignals()
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program.pathBytes), strdup("\(ends[0])")]
    words.append(nil)
    execv(program.pathBytes, words)
    throw failure(program)
  }

  private static func failure(_ program: String) -> Failure {
    let reason = errno == ENOENT ? "it is not there" : String(cString: strerror(errno))
    return Failure(
      "\(program.shownPath) cannot be run: \(reason). It is installed beside padan; build it with "
        + "swift build --product padan-server.", code: Exit.internalError)
  }

  /// The path of this program, links followed.
  private static func ownPath() throws -> String {
    guard let path = realpath("/proc/self/exe", nil) else { throw failure("padan-server") }
    defer { free(path) }
    return String(path: path)
  }
}

extension LookupMemoryOptions {
  /// The memories as a server is told of them.
  var files: [ServerSettings.MemoryFile] {
    memories.map { .init(path: $0.path, isReadOnly: $0.isReadOnly, penalty: $0.penalty) }
  }
}
