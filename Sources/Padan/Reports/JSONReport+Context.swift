package import PadanFormats
import PadanModel
import PadanText

extension JSONReport {
  /// A pack for an article: `article`, `from`, `to`, `budget`, `tokens` (an estimate: `TokenEstimate`), `terms` and
  /// `examples`.
  ///
  /// Each term has the members of a term. Each example has `role` (match, example or neighbour), `segment` (its
  /// position among all segments of the article), `unit`, `memory`, `document` if one is known, but for a
  /// neighbour `match` (context, exact, repaired or fuzzy) and `score`, `review`, `source` (for a repaired
  /// match the segment itself), `target` and `tokens`.
  package static func context(_ pack: ContextPack) -> [UInt8] {
    line {
      $0.member("article", pack.name.shownPath)
      $0.member("from", pack.source.description)
      $0.member("to", pack.target.description)
      $0.member("budget", pack.budget)
      $0.member("tokens", pack.tokens)
      $0.member("terms", objects: pack.terms) { $0.members(of: $1) }
      $0.member("examples", objects: pack.examples) {
        $0.member("role", $1.role.rawValue)
        $0.member("segment", $1.segment)
        $0.member("unit", $1.unit)
        $0.member("memory", $1.memory)
        $0.member("document", ifPresent: $1.document?.shownPath)
        $0.member("match", ifPresent: $1.kind)
        $0.member("score", ifPresent: $1.score)
        $0.member("review", $1.review.rawValue)
        $0.member("source", $1.source)
        $0.member("target", $1.target)
        $0.member("tokens", $1.tokens)
      }
    }
  }

  /// A pack as the messages of a chat, `{"messages":[{"role":…,"content":…},…]}`: `system` with the task and the
  /// terms, each pair as `user` and `assistant`, and last `user` with the segments to translate, one a line.
  package static func messages(_ pack: ContextPack, for text: TranslatableText) -> [UInt8] {
    var messages = [("system", pack.task)]
    for example in pack.examples {
      messages += [("user", example.source.onOneLine), ("assistant", example.target.onOneLine)]
    }
    let segments = text.positions.map { text.segments[$0].text.onOneLine }
    if !segments.isEmpty { messages.append(("user", segments.joined(separator: "\n"))) }
    return line {
      $0.member("messages", objects: messages) {
        $0.member("role", $1.0)
        $0.member("content", $1.1)
      }
    }
  }
}

extension JSONWriter {
  /// Writes what a translation used of an example of a pack: `example` (its position in the pack, from 0), `unit`, `role`,
  /// `share` (how many of its words stand in the translation, 0...1) and `ranges` (where; each has its `start` and
  /// `end` in UTF-8 bytes).
  package mutating func members(of use: ContextPack.Use, in pack: ContextPack) {
    let example = pack.examples[use.example]
    member("example", use.example)
    member("unit", example.unit)
    member("role", example.role.rawValue)
    member("share", use.share.rounded(decimals: 3))
    member("ranges", objects: use.ranges) {
      $0.member("start", $1.lowerBound)
      $0.member("end", $1.upperBound)
    }
  }
}

extension ContextPack {
  /// The task in words, with the terms.
  fileprivate var task: String {
    let (from, to) = (Self.name(of: source), Self.name(of: target))
    let rules =
      "Translate from \(from) to \(to). Each line is a segment: answer with its translation on a line of its own."
    let pairs =
      "The translations before the last message are from the translation memory: follow their words and style."
    func list(_ head: String, _ terms: [Term]) -> [String] {
      terms.isEmpty ? [] : [head] + terms.map { "- " + $0.line }
    }
    let lists =
      list("Use these terms:", terms.filter(\.status.isAllowed))
      + list("Never use these translations:", terms.filter { !$0.status.isAllowed })
    return ([rules] + (examples.isEmpty ? [] : [pairs]) + lists).joined(separator: "\n")
  }

  /// A language by its name in the language of the task, and its tag.
  private static func name(of language: LanguageTag) -> String {
    LanguageNames.name(of: language, in: Self.language).map { "\($0) (\(language))" }
      ?? language.description
  }

  /// The language in which the sentences of the task are written.
  private static let language = LanguageTag("en-001")!
}
