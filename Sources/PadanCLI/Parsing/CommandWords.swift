import ArgumentParser

/// The words of a command line: its verb, and what each word after it is.
///
/// The argument parser takes a text that begins with `-` for options, and tells of an unknown option
/// only if nothing else is wrong. Both are set right here, before and after it parses.
struct CommandWords {
  /// What a word after the verb is.
  private enum Word {
    /// A text, a file or another value in its place.
    case value(String)
    /// A known option, with its value if it takes one.
    case option([String])
    /// An option that the verb does not have. `pending` is an option before it that has no value
    /// yet.
    case unknown(String, pending: String?)
  }

  private let words: [String]
  private let verb: VerbPath

  init(_ words: [String]) {
    self.words = words
    verb = VerbPath(words)
  }

  /// The verb as it is typed: `padan rules add`.
  var phrase: String { verb.phrase }

  /// Whether the words ask for no notes.
  var isQuiet: Bool {
    words.prefix { $0 != "--" }.contains { ["-q", "--quiet"].contains($0) }
  }

  /// The fault of an unknown verb; `nil` if the verb is known.
  var verbFault: Failure? { verb.fault }

  /// The words as the argument parser understands them: texts that begin with `-` stand behind `--`,
  /// or behind the `=` of their option.
  var parsable: [String] {
    guard words.first != "help", verb.rest.contains(where: Self.isText) else { return words }
    var options: [String] = []
    var values: [String] = []
    for word in classified(VerbOptions(of: verb.command)) {
      switch word {
      case .value(let value): values.append(value)
      case .option(let words): options += words
      case .unknown(let word, _): options.append(word)
      }
    }
    return verb.names.dropFirst() + options + ["--"] + values
  }

  /// The fault of the first unknown option, with the nearest option or with the way to write a text
  /// that looks like one; `nil` if all are known.
  var optionFault: Failure? {
    let options = VerbOptions(of: verb.command)
    for case .unknown(let word, let pending) in classified(options) {
      let name = String(word.prefix { $0 != "=" })
      var advice = ""
      if let nearest = options.nearest(to: name) {
        advice = " Did you mean '\(nearest)'?"
      } else if let pending {
        advice = " If it is the value of \(pending), write \(pending)=\(word)."
      } else if options.takesWords {
        advice = " If it is a text or the name of a file, write -- before it."
      }
      return Failure(
        "Unknown option '\(name)'.\(advice)\n  See '\(verb.phrase) --help' for the options.",
        code: Exit.wrongUse)
    }
    return nil
  }

  /// Whether a word that begins with `-` is a text: its name part has a blank, or no letter follows
  /// the hyphen. No option is like that.
  static func isText(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word != "-", word != "--" else { return false }
    let name = word.prefix { $0 != "=" }
    return name.contains(where: \.isWhitespace) || !(name.first { $0 != "-" }?.isLetter ?? false)
      || name.hasPrefix("---")
  }

  /// What each word after the verb is, in order.
  private func classified(_ options: VerbOptions) -> [Word] {
    var result: [Word] = []
    var rest = verb.rest
    var pending: String?
    while let word = rest.popFirst() {
      let waiting = pending
      pending = nil
      if word == "--" { return result + rest.map(Word.value) }
      guard word.hasPrefix("-"), word != "-", !Self.isText(word) else {
        result.append(.value(word))
        continue
      }
      let name = String(word.prefix { $0 != "=" })
      guard let option = options[name] else {
        result.append(options.isCluster(word) ? .option([word]) : .unknown(word, pending: waiting))
        continue
      }
      guard option.takesValue, name == word, let value = rest.first else {
        result.append(.option([word]))
        continue
      }
      if Self.isText(value) {
        result.append(.option(["\(word)=\(value)"]))
        rest.removeFirst()
      } else if value == "-" || !value.hasPrefix("-") {
        result.append(.option([word, value]))
        rest.removeFirst()
      } else {
        result.append(.option([word]))
        pending = word
      }
    }
    return result
  }
}
