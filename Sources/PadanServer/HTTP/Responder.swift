import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Padan
import Synchronization

/// What a request is answered with: the only place where a request meets its route.
struct Responder: HTTPResponder {
  let desk: Desk
  let doorkeeper: Doorkeeper
  let gate: Gate
  let log: AccessLog?
  private let metrics = Metrics()

  init(desk: Desk, doorkeeper: Doorkeeper, gate: Gate, log: AccessLog?) {
    self.desk = desk
    self.doorkeeper = doorkeeper
    self.gate = gate
    self.log = log
  }

  /// All addresses of the server.
  static let routes = API.routes + Doors.routes + MCPService.routes + WebFile.routes

  /// A request with its connection.
  struct Context: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: Source) {
      coreContext = .init(source: source)
      channel = source.channel
    }
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    guard let ticket = gate.enter(context.channel) else {
      return finished(
        Fault(.serviceUnavailable, "server.busy", "The server is busy.").answer, request, nil,
        start,
        context.channel, nil)
    }
    let (answer, route) = await answer(to: request) { gate.renew(ticket, waitingFor: $0) }
    return finished(answer, request, route, start, context.channel, ticket)
  }

  /// The answer, and the route that gave it.
  private func answer(
    to request: Request, waits: @escaping @Sendable (Gate.Wait) -> Void
  ) async -> (Answer, Route?) {
    var found: Route?
    do {
      try doorkeeper.check(request.head)
      var call = try Call(request, waits: waits)
      if call.path == ["metrics"], call.method == .get {
        try doorkeeper.check(request.head, for: .read, query: call.query)
        return (
          Answer(
            Array(metrics.text(open: gate.count).utf8), type: "text/plain; version=0.0.4"), nil
        )
      }
      let route = try Self.route(for: &call)
      found = route
      try doorkeeper.check(request.head, for: route.access, query: call.query)
      waits(.server)
      return (try await route.handler(call, desk), route)
    } catch {
      return (Fault(error).answer, found)
    }
  }

  /// The route of a request, whose open parts become known.
  ///
  /// - Throws: `Fault` if there is none.
  private static func route(for call: inout Call) throws(Fault) -> Route {
    var methods: [String] = []
    let method: HTTPRequest.Method = call.method == .head ? .get : call.method
    for route in routes {
      guard let values = route.values(for: call.path) else { continue }
      if route.method == method {
        call.values = values
        return route
      }
      methods.append(route.method.rawValue)
    }
    guard !methods.isEmpty else { throw .notFound }
    throw Fault(
      .methodNotAllowed, "request.method", "Here are: \(methods.joined(separator: ", ")).")
  }

  // MARK: The end of a request

  /// The most bytes of an answer that is handed over at once: it fits into what a connection keeps.
  private static let shortAnswer = 32 << 10
  /// The statuses after which a connection is closed.
  private static let closing: Set = [408, 413, 503]
  /// How long a connection stays open after one of these.
  private static let farewell = TimeAmount.seconds(1)
  /// The most bytes of a piece of an answer.
  private static let piece = 64 << 10

  /// The response, with the headers that every one has. When it is sent, or cannot be sent any more, the request leaves
  /// the gate, and is counted and logged.
  private func finished(
    _ answer: Answer, _ request: Request, _ route: Route?, _ start: ContinuousClock.Instant,
    _ channel: any Channel, _ ticket: Gate.Ticket?
  ) -> Response {
    var headers = answer.headers
    for (name, value) in Self.safety { headers[name] = value }
    if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    let departure = Departure { bytes in
      if let ticket { gate.leave(ticket) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let (method, pattern) = (Self.name(of: request.method), route?.pattern ?? "-")
      metrics.count(
        route: pattern, method: method, status: answer.status.code, seconds: seconds)
      log?.write(
        client: channel.remoteAddress?.ipAddress ?? "-", method: method, route: pattern,
        status: answer.status.code, bytes: bytes, seconds: seconds)
    }
    if Self.closing.contains(answer.status.code) {
      // The rest of a body is not wanted. The client has a moment to read the answer before it is cut off.
      headers[.connection] = "close"
      channel.eventLoop.scheduleTask(in: Self.farewell) { channel.close(promise: nil) }
    }
    switch answer.body {
    case .bytes(let bytes) where request.method == .head:
      headers[.contentLength] = "\(bytes.count)"
      return Response(status: answer.status, headers: headers)
    case .bytes(let bytes)
    where bytes.count <= Self.shortAnswer && channel.isWritable && ticket != nil:
      departure.add(bytes.count)
      return Response(
        status: answer.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .bytes(let bytes):
      return Response(
        status: answer.status, headers: headers,
        body: .init(contentLength: bytes.count) { writer in
          var rest = bytes[...]
          while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            if let ticket { gate.renew(ticket, waitingFor: .client) }
            try await writer.write(ByteBuffer(bytes: piece))
            departure.add(piece.count)
            rest = rest.dropFirst(piece.count)
          }
          try await writer.finish(nil)
        })
    case .pieces(let pieces):
      return Response(
        status: answer.status, headers: headers,
        body: .init { writer in
          do {
            try await pieces { bytes in
              if let ticket { gate.renew(ticket, waitingFor: .client) }
              try await writer.write(ByteBuffer(bytes: bytes))
              departure.add(bytes.count)
              if let ticket { gate.renew(ticket, waitingFor: .server) }
            }
          } catch {
            // The status is sent: only a connection that ends before its body tells the fault.
            channel.close(promise: nil)
            throw error
          }
          try await writer.finish(nil)
        })
    }
  }

  /// A method as the log and the metrics name it: one of those that there are, or `OTHER`.
  private static func name(of method: HTTPRequest.Method) -> String {
    [.get, .head, .post, .put, .patch, .delete, .options].contains(method)
      ? method.rawValue : "OTHER"
  }

  /// What keeps a browser from being led astray.
  private static let safety: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (HTTPField.Name("Referrer-Policy")!, "no-referrer"),
    (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
    (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
  ]
}

/// A request on its way out. It is over when nobody holds it.
///
/// Whoever writes the body of the answer holds it. If the client has gone before its first byte, nobody asks for the body,
/// and what stands at its end is not reached: only that the body is given up tells the end.
private final class Departure: Sendable {
  private let bytes = Atomic(0)
  private let end: @Sendable (_ bytes: Int) -> Void

  /// - Parameter end: Receives the number of bytes that were written.
  init(end: @escaping @Sendable (_ bytes: Int) -> Void) { self.end = end }

  deinit { end(bytes.load(ordering: .relaxed)) }

  /// Counts bytes that were written.
  func add(_ count: Int) { bytes.add(count, ordering: .relaxed) }
}
