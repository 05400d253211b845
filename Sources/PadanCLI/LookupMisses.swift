import Padan

/// The queries of a lookup that have no match, and what to say of them.
struct LookupMisses {
  /// The number of queries that were answered and are not blank.
  private var answered = 0
  /// The number of those without a match.
  private var missed = 0
  /// The number of those that are so long that only equal texts answer them.
  private var long = 0
  /// The first queries without a match. Their best scores are looked for if there is no match at
  /// all.
  private var first: [LookupQuery] = []

  /// The largest number of queries whose best scores are looked for, each in the whole memory.
  private static let most = 20

  /// Whether no query has a match.
  var isAll: Bool { missed == answered }

  /// Counts an answer, but not that to a blank line.
  mutating func add(_ answer: LookupPipeline.Answer) {
    guard !TextForm.isBlank(answer.query.text) else { return }
    answered += 1
    if answer.query.findsOnlyEqual { long += 1 }
    guard answer.matches.isEmpty else { return }
    missed += 1
    if first.count < Self.most { first.append(answer.query) }
  }

  /// What to say: how many queries have no match, and the best score that there is.
  ///
  /// - Throws: `MemoryError`.
  func notes(_ pipeline: LookupPipeline) throws -> [String] {
    guard answered > 0 else { return ["the input has no text to look up"] }
    return try lengthNotes + missNotes(pipeline)
  }

  /// What to say about texts that are too long to be compared with others than equal ones.
  private var lengthNotes: [String] {
    guard long > 0 else { return [] }
    let what = long == 1 ? "1 text has" : "\(long.grouped) texts have"
    return [
      "\(what) more than \(Limits.longestQuery.grouped) characters; only equal texts were looked for"
    ]
  }

  /// What to say about queries without a match.
  private func missNotes(_ pipeline: LookupPipeline) throws -> [String] {
    guard missed > 0 else { return [] }
    let minimum = pipeline.options.minimum.shortened
    guard isAll, missed <= Self.most else {
      return ["\(missed.grouped) of \(answered.grouped) texts have no match at \(minimum) or above"]
    }
    var best = pipeline
    best.options.minimum = 0
    best.options.limit = 1
    best.options.isFast = false
    var score: Double?
    try best.answer(first) { answer in
      score = [score, answer.matches.first?.score.printed].compactMap(\.self).max()
    }
    return [noMatch(atLeast: minimum, best: score, pipeline.options)] + fileNotes
  }

  private func noMatch(
    atLeast minimum: String, best: Double?, _ options: LookupOptions
  ) -> String {
    guard let best, best >= 1 else {
      return "no match at \(minimum) or above; the memory has no text like it from "
        + "\(options.source) to \(options.target)"
    }
    let printed = best.formatted(decimals: 1)
    if best >= options.minimum {
      return "no match at \(minimum) or above among the texts that share six in ten words; "
        + "without --fast there is one of \(printed)"
    }
    let lower = best.rounded(.down).formatted(decimals: 0)
    return "no match at \(minimum) or above; the best is \(printed), which "
      + (options.isFast ? "--min \(lower) without --fast shows" : "--min \(lower) shows")
  }

  /// What to say if the text that was looked up is the name of a file.
  private var fileNotes: [String] {
    guard answered == 1, let name = first.first?.text,
      FileStatus(name) != nil
    else { return [] }
    return [
      "\(name) is the name of a file; `padan lookup - < \(name)` looks up its lines, and --article its "
        + "segments"
    ]
  }
}

extension Double {
  /// The number with one decimal, or with none if it is whole.
  fileprivate var shortened: String { formatted(decimals: self == rounded() ? 0 : 1) }
}
