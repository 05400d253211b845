import FoundationEssentials
import Glibc
import Padan
import PadanServer

// The server is a program of its own, so that no other command loads its code. `padan serve` and `padan mcp` read the
// options and run it in their own place; the settings come through a pipe, whose number is the only argument.
/// Writes a line to standard error.
func say(_ line: String) {
  let bytes = Array("\(line)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

guard CommandLine.arguments.count == 2, let pipe = Int32(CommandLine.arguments[1]), pipe > 2 else {
  say("This program is started by “padan serve” and “padan mcp”.")
  exit(EX_USAGE)
}
var bytes: [UInt8] = []
var part = [UInt8](repeating: 0, count: 1 << 12)
while case let count = read(pipe, &part, part.count), count > 0 { bytes += part[..<count] }
close(pipe)
do {
  let settings = try JSONDecoder().decode(ServerSettings.self, from: Data(bytes))
  let memories = settings.memories.map(\.path.shownPath).joined(separator: ", ")
  let access = "\(settings.isWritable ? "reads and writes" : "only reads") \(memories)"
  if settings.usesStandardStreams {
    // A client that is gone is seen when it is written to.
    signal(SIGPIPE, SIG_IGN)
    let streams = try MCPStreams(settings)
    if !settings.isQuiet { say("padan mcp \(access)") }
    if let fault = await streams.run() {
      say("Error: cannot write the answers: \(String(cString: strerror(fault))).")
      exit(5)
    }
  } else {
    try await Server(settings).run { port in
      if settings.isQuiet { return }
      let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
      say("http://\(host):\(port)/ \(access)")
    }
  }
  Memory.closeAll(within: .seconds(5))
} catch {
  say("Error: \((error as? any PadanError)?.description ?? "\(error)")")
  // As the command line says that a memory, or what an output goes to, cannot be used.
  exit(5)
}
