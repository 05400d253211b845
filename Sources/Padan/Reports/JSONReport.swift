import PadanFormats

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
}
