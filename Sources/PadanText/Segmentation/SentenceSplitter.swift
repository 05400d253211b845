/// Splits one block into sentences: ICU's breaks, corrected by the judge.
struct SentenceSplitter: ~Copyable {
  private var breaker: SentenceBreaker
  private let judge: BoundaryJudge
  private var breaks: [Int] = []

  init(locale: String, rules: SegmentationRules) throws(SegmentationError) {
    breaker = try SentenceBreaker(locale: locale)
    judge = BoundaryJudge(rules: rules)
  }

  /// Appends the sentences of a text: ranges of UTF-8 bytes without white space at their ends,
  /// ascending, that hold everything else.
  ///
  /// - Complexity: O(n) beside ICU's own work, for n bytes.
  mutating func appendSentences(
    of text: Span<UInt8>, to sentences: inout [Range<Int>]
  ) throws(SegmentationError) {
    try breaker.findBreaks(in: text, into: &breaks)
    var start = 0
    func end(at boundary: Int) {
      let sentence = text.trimmed(start..<boundary)
      if !sentence.isEmpty { sentences.append(sentence) }
      start = boundary
    }
    var next = 0
    var scan = 0
    while let candidate = Self.candidate(in: text, from: scan) {
      scan = max(candidate.closersEnd, candidate.next)
      // Breaks that no mark explains (a paragraph separator, another script's stop) stand.
      while next < breaks.count, breaks[next] <= candidate.marks.lowerBound {
        end(at: breaks[next])
        next += 1
      }
      guard candidate.next < text.count else { break }
      var icuBreaks = false
      while next < breaks.count, breaks[next] <= candidate.next {
        icuBreaks = true
        next += 1
      }
      if judge.verdict(on: candidate, in: text, icuBreaks: icuBreaks).isBreak {
        end(at: candidate.next)
      }
    }
    while next < breaks.count {
      end(at: breaks[next])
      next += 1
    }
    end(at: text.count)
  }

  /// The next run of sentence marks, with the closing marks and the white space after it.
  private static func candidate(in text: Span<UInt8>, from start: Int) -> BoundaryCandidate? {
    var offset = start
    while offset < text.count {
      let length = markLength(at: offset, in: text)
      if length > 0 {
        let first = offset
        offset += length
        while offset < text.count, case let more = markLength(at: offset, in: text), more > 0 {
          offset += more
        }
        let closersEnd = closersEnd(from: offset, in: text)
        return BoundaryCandidate(
          marks: first..<offset, closersEnd: closersEnd,
          next: text.skippingWhitespace(from: closersEnd))
      }
      offset += 1
    }
    return nil
  }

  /// The length in bytes of the sentence mark at an offset; 0 where there is none.
  @inline(__always)
  private static func markLength(at offset: Int, in text: Span<UInt8>) -> Int {
    switch text[offset] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return 1
    case 0xE2 where text.hasPrefix("…", at: offset) || text.hasPrefix("‽", at: offset): return 3
    case 0xE3 where text.hasPrefix("。", at: offset): return 3
    case 0xEF where text.hasPrefix("！", at: offset) || text.hasPrefix("？", at: offset): return 3
    default: return 0
    }
  }

  /// The end of the closing marks from an offset on; one that only closes may stand after a blank.
  private static func closersEnd(from start: Int, in text: Span<UInt8>) -> Int {
    var end = start
    while end < text.count {
      let (scalar, length) = text.scalar(at: end)
      if scalar.isCloser {
        // An opening form that a letter follows begins the next sentence: `pergi.“Kami`.
        let opensNext =
          (scalar == "“" || scalar == "‘") && end + length < text.count
          && text.scalar(at: end + length).scalar.isLetter
        if opensNext { break }
        end += length
      } else {
        let next = text.skippingWhitespace(from: end)
        guard next > end, next < text.count, text.scalar(at: next).scalar.isPlainCloser else {
          break
        }
        end = next
      }
    }
    return end
  }
}
