import Foundation
import Glibc

/// Asks a server on this machine over a socket of its own.
struct HTTPClient: Sendable {
  let port: Int

  /// An answer, read to its end.
  struct Answer {
    var status = 0
    /// The headers, with their names in lower case.
    var headers: [String: String] = [:]
    var body = ""
  }

  /// Sends a request and reads the answer.
  func send(
    _ method: String, _ target: String, _ body: String? = nil, type: String = "application/json",
    headers: [String] = []
  ) async throws -> Answer {
    var lines = ["\(method) \(target) HTTP/1.1", "Connection: close"]
    if !headers.contains(where: { $0.hasPrefix("Host:") }) {
      lines.append("Host: 127.0.0.1:\(port)")
    }
    if let body { lines += ["Content-Type: \(type)", "Content-Length: \(body.utf8.count)"] }
    return Self.answer(
      try await raw((lines + headers).joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")))
  }

  /// Sends bytes and reads what comes until the server closes.
  ///
  /// It waits in a thread of its own: the server needs those of the tasks.
  func raw(_ text: String) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try exchange(text) }) }
    }
  }

  /// Sends bytes and breaks the connection at once, as a client does that ends.
  func abandon(_ text: String) throws {
    let socket = try connected()
    var atOnce = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
    _ = text.withCString { Glibc.send(socket, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
    close(socket)
  }

  /// A socket that is connected with the server.
  private func connected() throws -> Int32 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      close(socket)
      throw Unreachable()
    }
    return socket
  }

  private func exchange(_ text: String) throws -> [UInt8] {
    let socket = try connected()
    defer { close(socket) }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  struct Unreachable: Error {}

  private static func answer(_ bytes: [UInt8]) -> Answer {
    var answer = Answer()
    let end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) } ?? bytes.count
    let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    answer.status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    for line in head.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      answer.headers[sides[0].lowercased()] = String((sides.last ?? "").drop { $0 == " " })
    }
    var body = bytes.dropFirst(min(bytes.count, end + 4))
    if answer.headers["transfer-encoding"] == "chunked" {
      var whole: [UInt8] = []
      while let line = body.firstIndex(of: 10),
        let count = Int(String(decoding: body[..<line].dropLast(), as: UTF8.self), radix: 16),
        count > 0, body.count >= line - body.startIndex + 1 + count
      {
        whole += body[(line + 1)..<(line + 1 + count)]
        body = body[(line + 1 + count)...].dropFirst(2)
      }
      body = whole[...]
    }
    answer.body = String(decoding: body, as: UTF8.self)
    return answer
  }
}
