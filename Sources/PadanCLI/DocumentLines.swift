import Padan
import Synchronization

/// Documents that come as JSON Lines, already in segments.
struct DocumentLines {
  let path: String
  /// Whether each line is answered as it comes, or all after the last.
  let isStreamed: Bool

  /// A line as it stands in the file.
  private typealias Text = (bytes: ArraySlice<UInt8>, location: SourceLocation)

  /// A line: a document, or why it is none.
  private struct Line: Sendable {
    var id: String?
    var result: Result<DocumentPair, InputError>
    var document: DocumentPair? { try? result.get() }

    init(_ bytes: ArraySlice<UInt8>, at location: SourceLocation) {
      do throws(InputError) {
        let record = try JSONLines.decode(AlignmentRecord.self, from: bytes, at: location)
        id = record.id
        result = .success(
          DocumentPair(
            source: SegmentedText(name: record.id, texts: record.source),
            target: SegmentedText(texts: record.target)))
      } catch {
        id = AlignmentRecord.id(ofLine: bytes)
        result = .failure(error)
      }
    }
  }

  /// Answers every line in its place.
  func align(by batch: BatchAlignment, _ printer: inout AlignmentPrinter) throws {
    let reader = Mutex(try LineReader(live: path))
    @Sendable func next() throws -> Text? {
      try reader.withLock { reader in
        while let line = try reader.next() {
          if !line.isBlank { return (line, reader.location) }
        }
        return nil
      }
    }
    @Sendable func read(_ text: Text) -> Line { Line(text.bytes, at: text.location) }
    if isStreamed {
      try OrderedWork.run(
        next: next,
        work: { text in
          let line = read(text)
          return (
            line, line.document.map { document in Result { try batch.align(document) } }
          )
        },
        emit: { line, alignment in
          try print(line, alignment?.get(), &printer)
          try printer.flush()
        })
    } else {
      var lines: [Line] = []
      try OrderedWork.run(
        next: next, work: read, emit: { lines.append($0) })
      var next = 0
      func printFaults() throws {
        while next < lines.count, case .failure = lines[next].result {
          try print(lines[next], nil, &printer)
          next += 1
        }
      }
      try batch.align(lines.compactMap { try? $0.result.get() }) { documents in
        try printFaults()
        try print(lines[next], documents, &printer)
        next += 1
      }
      try printFaults()
    }
    try printer.finish()
  }

  private func print(
    _ line: Line, _ documents: AlignedDocuments?, _ printer: inout AlignmentPrinter
  ) throws {
    switch line.result {
    case .success: if let documents { try printer.print(documents) }
    case .failure(let error): try printer.printFault(Failure.message(error), id: line.id)
    }
  }
}
