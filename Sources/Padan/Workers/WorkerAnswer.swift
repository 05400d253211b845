import PadanFormats

/// What a worker answers to a task, without the task's name.
package enum WorkerAnswer: Sendable {
  /// The members of one object, as `JSONReport` writes it.
  case object([UInt8])
  /// An array of such objects under a name, and perhaps texts under another.
  case objects(StaticString, [[UInt8]], strings: (name: StaticString, [String])? = nil)

  /// One object with the task's name and a line feed, in UTF-8.
  func line(_ id: LineID?) -> [UInt8] {
    var named = JSONWriter()
    named.object { $0.id(id) }
    var line = Array(named.bytes.dropLast())
    switch self {
    case .object(let object):
      let members = object.dropFirst()
      if members.first != UInt8(ascii: "}") { line.append(UInt8(ascii: ",")) }
      line += members
    case .objects(let name, let objects, let strings):
      line.append(UInt8(ascii: ","))
      line += JSONReport.object(name, lines: objects) { json in
        if let (name, strings) = strings { json.member(name, strings: strings) }
      }.dropFirst()
      line.append(UInt8(ascii: "\n"))
    }
    return line
  }
}

extension JSONReport {
  /// A fault in the place of an answer: the task's `id`, which is `null` if it has none or the fault
  /// hides it, and `error` with its `code` and its `message`.
  static func fault(_ error: any Error, id: LineID?) -> [UInt8] {
    line {
      $0.id(id)
      $0.fault(error)
    }
  }
}

extension JSONWriter {
  /// The member `id` of an answer: that of its line, or `null`.
  fileprivate mutating func id(_ id: LineID?) {
    if let id, id.isNumber {
      member("id", json: id.text.utf8)
    } else {
      member("id", orNull: id?.text)
    }
  }
}
