import CWeb
import HTTPTypes
import Padan

/// A file of the page, or the description of the API. It is part of the binary.
struct WebFile: Sendable {
  /// Its name: `page.js`.
  let name: String
  /// Its content.
  let bytes: [UInt8]

  /// All files.
  static let all: [WebFile] = (0..<cweb_count()).map { index in
    let file = cweb_at(index)
    return WebFile(
      name: String(cString: file.name),
      bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
  }

  /// The file with a name, which must be there.
  static func named(_ name: String) -> WebFile {
    guard let file = all.first(where: { $0.name == name }) else {
      preconditionFailure("The binary has no file \(name).")
    }
    return file
  }

  /// The type of its content.
  private var type: String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    default: Answer.jsonType
    }
  }

  /// The addresses of the page. The first file is the page itself.
  static let routes: [Route] = all.filter { $0.name != "openapi.json" }.map { file in
    Route(.get, file.name == "index.html" ? "/" : "/\(file.name)", .open) { _, _ in
      var answer = Answer(file.bytes, type: file.type)
      answer.headers[.cacheControl] = "no-cache"
      return answer
    }
  }
}
