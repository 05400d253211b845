import Foundation
import Glibc
import Synchronization

/// A small HTTP server on a free port of the loopback that answers as a test tells it to.
public final class FakeEmbeddingServer: Sendable {
  public struct Request: Sendable {
    public var path: String
    /// By name in small letters.
    public var headers: [String: String]
    public var body: [UInt8]

    /// The texts that are to be encoded.
    public var texts: [String] {
      let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
      return object?["input"] as? [String] ?? []
    }

    public var member: [String: String] {
      let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
      return object?.compactMapValues { $0 as? String } ?? [:]
    }
  }

  public struct Response: Sendable {
    public var status: Int
    public var headers: [String: String]
    public var body: String
    /// Whether the connection stays open without an answer.
    public var isSilent = false

    public init(status: Int = 200, headers: [String: String] = [:], body: String) {
      self.status = status
      self.headers = headers
      self.body = body
    }

    public static var silence: Response {
      var response = Response(body: "")
      response.isSilent = true
      return response
    }

    /// The documented answer: vectors in the order of the texts.
    public static func vectors(_ vectors: [[Float]]) -> Response {
      let items = vectors.enumerated().map { index, vector in
        #"{"object":"embedding","index":\#(index),"embedding":\#(vector)}"#
      }
      return Response(body: #"{"object":"list","data":[\#(items.joined(separator: ","))]}"#)
    }
  }

  public let port: UInt16
  public var url: String { "http://127.0.0.1:\(port)" }
  /// The requests so far, in order.
  public var requests: [Request] { log.withLock { $0 } }

  private let descriptor: Int32
  private let log = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Response

  public init(_ answer: @escaping @Sendable (Request) -> Response) throws {
    self.answer = answer
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, size) + listen(descriptor, 16)
          + getsockname(descriptor, pointer, &size)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard descriptor >= 0, result == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    // The thread ends when the socket is shut down, and closes it then: closed by anyone else, its
    // number could be another server's while this thread still accepts on it.
    Thread.detachNewThread { [weak self] in
      while case let client = accept(descriptor, nil, nil), client >= 0 {
        guard let server = self else {
          close(client)
          break
        }
        server.serve(client)
      }
      close(descriptor)
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func serve(_ client: Int32) {
    guard let request = Self.read(client) else {
      close(client)
      return
    }
    log.withLock { $0.append(request) }
    let response = answer(request)
    // What is silent is left open until the process ends.
    if response.isSilent { return }
    var head = "HTTP/1.1 \(response.status) Test\r\nConnection: close\r\n"
    head += "Content-Length: \(response.body.utf8.count)\r\n"
    for (name, value) in response.headers.sorted(by: { $0.key < $1.key }) {
      head += "\(name): \(value)\r\n"
    }
    let bytes = Array((head + "\r\n" + response.body).utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      sent += count
    }
    close(client)
  }

  private static func read(_ client: Int32) -> Request? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = headEnd(of: bytes) {
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          headers[line[..<colon].lowercased()] =
            line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let length = Int(headers["content-length"] ?? "0") ?? 0
        if bytes.count >= end + 4 + length {
          let path = lines[0].components(separatedBy: " ").dropFirst().first ?? ""
          return Request(path: path, headers: headers, body: Array(bytes[(end + 4)...]))
        }
      }
      let count = recv(client, &chunk, chunk.count, 0)
      if count <= 0 { return nil }
      bytes += chunk[..<count]
    }
  }

  private static func headEnd(of bytes: [UInt8]) -> Int? {
    let mark: [UInt8] = [13, 10, 13, 10]
    guard bytes.count >= 4 else { return nil }
    return (0...bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual(mark) }
  }
}
