import PadanFormats
package import PadanModel
package import PadanText

extension JSONReport {
  /// A segment: `index`, `text`, `start` and `end` in UTF-8 bytes, `block`, `kind`, `copy` if it
  /// repeats the headline, `confidence` (0...1) if it is known, and `document` if it has a name.
  ///
  /// - Parameters:
  ///   - index: The number of the segment in its document, from 0.
  ///   - document: The name of the document; `nil` if it has none.
  package static func segment(_ segment: Segment, index: Int, document: String? = nil) -> [UInt8] {
    line {
      $0.member("index", index)
      $0.member("text", segment.text)
      $0.place(
        segment.range, block: segment.block, kind: segment.kind, isCopy: segment.isCopy,
        confidence: segment.confidence)
      $0.member("document", ifPresent: document)
    }
  }

  /// Why a line has its kind: `block`, `start` and `end` in UTF-8 bytes, `kind`, `confidence`
  /// (0...1), `fixed` if no model decided (`person` or `cue`), `cue`, the words of the user's own that
  /// decided, `features`, those that speak most for the kind first, and `document` if it has a name.
  package static func explanation(
    _ explanation: BlockExplanation, document: String? = nil
  ) -> [UInt8] {
    line {
      $0.place(
        explanation.range, block: explanation.block, kind: explanation.kind, isCopy: false,
        confidence: explanation.confidence)
      switch explanation.source {
      case .person: $0.member("fixed", "person")
      case .cue(let words):
        $0.member("fixed", "cue")
        $0.member("cue", words)
      case nil: break
      }
      $0.member("features", strings: explanation.features)
      if let share = explanation.contentShare {
        $0.member("contentShare", (Double(share) * 1000).rounded() / 1000)
        $0.member("contentFeatures", strings: explanation.contentFeatures)
      }
      $0.member("document", ifPresent: document)
    }
  }

  /// The decision at a place where a segment might end: `offset`, `break`, `icu`, `rule`, `word`,
  /// `before`, `after`, and `document` if it has a name.
  package static func explanation(
    _ explanation: BoundaryExplanation, document: String? = nil
  ) -> [UInt8] {
    line {
      $0.member("offset", explanation.offset)
      $0.member("break", explanation.isBreak)
      $0.member("icu", explanation.icuBreaks)
      $0.member("rule", explanation.rule.rawValue)
      $0.member("word", explanation.word)
      $0.member("before", explanation.before)
      $0.member("after", explanation.after)
      $0.member("document", ifPresent: document)
    }
  }
}

/// Writes the lines of `JSONReport.segment` for segments that arrive one by one, without making a
/// `String` for each.
package struct SegmentReport: Sendable {
  private var json = JSONWriter()
  private var index = 0
  private let document: String?

  /// A report whose next segment has index 0.
  ///
  /// - Parameter document: The name of the segments' document; `nil` if it has none.
  package init(document: String? = nil) {
    self.document = document
  }

  /// Adds a segment.
  ///
  /// - Parameters:
  ///   - text: The bytes of the segment alone.
  ///   - isWellFormed: Whether they are known to be well-formed UTF-8.
  package mutating func add(_ segment: SegmentSpan, text: Span<UInt8>, isWellFormed: Bool) {
    json.object {
      $0.member("index", index)
      $0.member("text", utf8: text, isWellFormed: isWellFormed)
      $0.place(
        segment.range, block: segment.block, kind: segment.kind, isCopy: segment.isCopy,
        confidence: segment.confidence)
      $0.member("document", ifPresent: document)
    }
    json.endLine()
    index += 1
  }

  /// The number of bytes that `takeBytes()` would return.
  package var pendingCount: Int { json.bytes.count }

  /// Removes and returns the lines written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    defer { json.removeAll() }
    return json.bytes
  }
}

extension JSONWriter {
  /// Writes the range, block and kind of a segment as members of the open object.
  fileprivate mutating func place(
    _ range: Range<Int>, block: Int, kind: SegmentKind, isCopy: Bool, confidence: Float?
  ) {
    member("start", range.lowerBound)
    member("end", range.upperBound)
    member("block", block)
    member("kind", kind.name)
    if isCopy { member("copy", true) }
    if let confidence { member("confidence", (Double(confidence) * 1000).rounded() / 1000) }
  }
}
