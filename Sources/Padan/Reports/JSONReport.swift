import PadanFormats
import PadanModel

/// The JSON form of Padan's answers, the same in every program: one object a line.
///
/// The form is a contract: members keep their names, types and order, and changes only add members.
/// Any other change is a new `version`.
package enum JSONReport {
  /// The version of all forms together.
  package static let version = 1

  /// One object and a line feed, in UTF-8.
  static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.object(members)
    json.endLine()
    return json.bytes
  }

  /// One object with an array of objects, without a line feed.
  ///
  /// - Parameters:
  ///   - name: The name of the array.
  ///   - lines: The objects, as the functions of this type write them.
  ///   - members: Writes what else the object has, behind the array.
  package static func object(
    _ name: StaticString, lines: [[UInt8]], members: (inout JSONWriter) -> Void = { _ in }
  ) -> [UInt8] {
    var rest = JSONWriter()
    rest.object(members)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(rest.bytes.count + 32) { $0 + $1.count + 1 })
    bytes += "{\"\(name)\":[".utf8
    for (position, line) in lines.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += line.last == UInt8(ascii: "\n") ? line.dropLast() : line[...]
    }
    bytes.append(UInt8(ascii: "]"))
    if rest.bytes.count > 2 { bytes.append(UInt8(ascii: ",")) }
    bytes += rest.bytes.dropFirst()
    return bytes
  }

  /// A fault in the place of an answer: `id`, which is `null` if the fault hides it, and `error`.
  ///
  /// - Parameter isNumbered: Whether the `id` is a number.
  package static func fault(_ error: any Error, id: String?, isNumbered: Bool = false) -> [UInt8] {
    line {
      $0.id(id, isNumbered: isNumbered)
      $0.fault(error)
    }
  }
}

extension JSONWriter {
  /// The member `id`: a number, a text, or `null` if it is not known.
  mutating func id(_ id: String?, isNumbered: Bool) {
    if isNumbered, let id {
      member("id", json: id.utf8)
    } else {
      member("id", orNull: id?.shownPath)
    }
  }

  /// The member `error` of a fault: `code`, the stable name of the error, and `message`, its place, what
  /// is wrong and what helps.
  mutating func fault(_ error: any Error) {
    let known = error as? any PadanError
    member(
      "error",
      object: {
        $0.member("code", known?.code.rawValue ?? "internal")
        $0.member("message", (known?.message { $0.description } ?? "\(error)").shownPath)
      })
  }
}
