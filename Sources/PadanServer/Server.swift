import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
package import Padan
import ServiceLifecycle
import UnixSignals

/// A server of memories: the page, the API, and the doors of other programs.
///
///     let server = try Server(settings)
///     try await server.run { port in print(port) }
package struct Server: Sendable {
  private let settings: ServerSettings
  private let responder: Responder

  /// The most requests at a time; the next are told to come again.
  private static let mostRequests = 256
  /// The most connections; the next wait to be taken.
  private static let mostConnections = 1024
  /// How long a client may take to send a request, or a part of it, or to read a part of the answer.
  private static let patience = Duration.seconds(20)
  /// How long a connection without a request stays open.
  private static let idleSeconds: Int64 = 60
  /// The most bytes of all headers of a request.
  private static let mostHeaderBytes = 16 << 10
  /// The most headers of a request.
  private static let mostHeaders = 100
  /// How long the requests at hand have to be answered when the server is told to end.
  private static let longestDrain = Duration.seconds(10)

  /// Opens the memories.
  ///
  /// - Throws: `MemoryError`; an error of the log if it cannot be opened.
  package init(_ settings: ServerSettings) throws {
    self.settings = settings
    responder = Responder(
      desk: try Desk(settings), doorkeeper: Doorkeeper(settings),
      gate: Gate(most: Self.mostRequests, patience: Self.patience),
      log: try settings.log.map { try AccessLog($0) })
  }

  /// Answers requests until the process is told to end by Ctrl-C or SIGTERM, or its task is cancelled; what is
  /// at hand is answered first.
  ///
  /// - Parameter onRunning: Receives the port, once there is one.
  /// - Throws: An error of the system if the address cannot be used.
  package func run(onRunning: @escaping @Sendable (Int) -> Void) async throws {
    let connection = HTTP1Channel.Configuration(
      idleTimeout: .seconds(Self.idleSeconds),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: Self.mostHeaderBytes, maxHeaderListSize: Self.mostHeaderBytes,
        maxHeaderFieldCount: Self.mostHeaders))
    var logger = Logger(label: "padan")
    logger.logLevel = .critical
    let application = Application(
      responder: responder, server: .http1(configuration: connection),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port),
        availableConnectionsDelegate: .maximum(Self.mostConnections, logger: logger)),
      onServerRunning: { onRunning($0.localAddress?.port ?? 0) }, logger: logger)
    let watch = Task { await responder.gate.watch() }
    defer { watch.cancel() }
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: Draining(application: application))],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await group.run()
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode))
      throw Fault(
        .internalServerError, "server.address",
        "\(settings.host), port \(settings.port), cannot be used: \(reason).")
    }
  }

  /// The server as a service that ends, whatever its clients do: what they have not taken some time after the
  /// signal is left to SQLite, which rolls it back.
  private struct Draining<Application: ApplicationProtocol>: Service {
    let application: Application

    func run() async throws {
      try await withGracefulShutdownHandler {
        try await application.run()
      } onGracefulShutdown: {
        Task.detached {
          try await Task.sleep(for: Server.longestDrain)
          Memory.closeAll(within: .milliseconds(500))
          exit(EXIT_FAILURE)
        }
      }
    }
  }
}
