import FoundationEssentials
import Padan
import Synchronization

/// The memories and pipelines behind every answer. What depends on a pair of languages is made once, and
/// again when the lexicon or the terms of a memory have changed.
///
///     let desk = try Desk(settings)
///     let pipeline = try desk.lookup(from: indonesian, to: english, repairs: true)
///
/// Its calls block: make them in `blocking`.
final class Desk: Sendable {
  /// How the server was started.
  let settings: ServerSettings
  /// The memories.
  let shelf: MemoryShelf
  /// The names of the memories: those of their files, without folders.
  private let names: [String: String]
  private let helps = Mutex<[[LanguageTag]: Help]>([:])
  private let linkers = Mutex<[[LanguageTag]: Lazily<Aligner>]>([:])

  /// What is known of a pair of languages, as long as the words of the memories stay.
  private struct Help {
    /// The states of the memories, and the latest steps of their histories.
    var states: [(number: Int32, step: Int64)]
    var plain, repairing: LookupPipeline
    var aligner: Lazily<Aligner>
    var checking: Lazily<CheckPipeline.Knowledge>
    var glossary: Glossary
  }

  /// The number of pairs of languages whose helps are kept. There are few, but a client may ask for any.
  private static let mostHelps = 32

  /// Opens the memories. The first is made if it is missing and requests may write to it.
  ///
  /// - Throws: `MemoryError`.
  init(_ settings: ServerSettings) throws {
    self.settings = settings
    let share = Memory.Configuration(
      readers: Self.readers, cacheSize: Self.cacheSize / max(1, settings.memories.count),
      mappedSize: 0)
    shelf = MemoryShelf(
      try settings.memories.enumerated().map { position, file in
        let access: Memory.Access =
          file.isReadOnly ? .readOnly : position == 0 && settings.isWritable ? .create : .existing
        return .init(
          try Memory(path: file.path, access: access, configuration: share), penalty: file.penalty)
      })
    names = Dictionary(
      settings.memories.map {
        ($0.path, String($0.path.shownPath.split(separator: "/").last ?? ""))
      },
      uniquingKeysWith: { name, _ in name })
  }

  /// The page caches of all connections together, in bytes: with the rest of the process, well below 600 MB.
  /// No file is mapped, since each connection would count its own map as memory of the process.
  private static let cacheSize = 320 << 20
  /// How many requests may read a memory at the same time. Exports take half of them at most.
  private static let readers = 2 * max(2, ProcessInfo.processInfo.activeProcessorCount)

  private let exports = Atomic(0)

  /// One of the exports at work, of which each keeps a reader for as long as its client takes. It is over when nobody holds
  /// it, so a client that has gone ends it too.
  final class Export: Sendable {
    private let desk: Desk

    /// `nil` if there are too many.
    init?(_ desk: Desk) {
      guard desk.exports.add(1, ordering: .relaxed).newValue <= Desk.readers / 2 else {
        desk.exports.subtract(1, ordering: .relaxed)
        return nil
      }
      self.desk = desk
    }

    deinit { desk.exports.subtract(1, ordering: .relaxed) }
  }

  /// The memory that is searched, changed and counted: the first.
  var memory: Memory { shelf.entries[0].memory }

  /// The name of a memory, as answers give it: no client learns where its file is.
  func name(_ path: String) -> String { names[path] ?? "" }

  /// Answers without the folders of the memories.
  func shown(_ answer: LookupPipeline.Answer) -> LookupPipeline.Answer {
    var answer = answer
    for index in answer.matches.indices {
      answer.matches[index].memory = name(answer.matches[index].memory)
    }
    return answer
  }

  /// Finds matches; its options have yet to be set.
  ///
  /// - Parameter repairs: Whether matches are adapted to their queries.
  /// - Throws: `MemoryError`.
  func lookup(from source: LanguageTag, to target: LanguageTag, repairs: Bool) throws
    -> LookupPipeline
  {
    let help = try help(from: source, to: target)
    return repairs ? help.repairing : help.plain
  }

  /// The terms of the memories.
  ///
  /// - Throws: `MemoryError`.
  func glossary(from source: LanguageTag, to target: LanguageTag) throws -> Glossary {
    try help(from: source, to: target).glossary
  }

  /// The aligner, with Padan's words and those of the first memory.
  ///
  /// - Throws: `MemoryError`.
  func aligner(from source: LanguageTag, to target: LanguageTag) throws -> Lazily<Aligner> {
    try help(from: source, to: target).aligner
  }

  /// The aligner that links the words of found pairs, with Padan's words alone. It is asked for while a memory is read, so
  /// it reads none.
  func linker(from source: LanguageTag, to target: LanguageTag) -> Aligner {
    linkers.withLock { linkers in
      if let made = linkers[[source, target]] { return made }
      if linkers.count >= Self.mostHelps { linkers.removeAll() }
      let made = Lazily { Aligner(source: source, target: target) }
      linkers[[source, target]] = made
      return made
    }.value
  }

  /// What checks know of the languages, with Padan's words and those of the first memory.
  ///
  /// - Throws: `MemoryError`.
  func checking(from source: LanguageTag, to target: LanguageTag) throws -> Lazily<
    CheckPipeline.Knowledge
  > {
    try help(from: source, to: target).checking
  }

  /// Reads and cuts articles of a language.
  ///
  /// - Throws: `SegmentationError`.
  func articles(_ language: LanguageTag, _ reading: Reading) throws -> ArticlePipeline {
    var segmenter = try Segmenter(
      language: language, rules: SegmentationRules.bundled(for: language),
      layout: reading.layout)
    segmenter.givesConfidence = reading.givesConfidence
    return ArticlePipeline(segmenter, reader: DocumentReader(format: reading.format))
  }

  /// How an article is read.
  struct Reading {
    /// Its format; `nil` if its name and its first bytes tell.
    var format: (any DocumentFormat)?
    /// What a line end in plain text means.
    var layout = Segmenter.Layout.automatic
    /// Whether to find how sure the kind of each segment is.
    var givesConfidence = false
  }

  private func help(from source: LanguageTag, to target: LanguageTag) throws -> Help {
    let numbers = try shelf.entries.map { try $0.memory.state() }
    let key = [source, target]
    var states = numbers.map { (number: $0, step: Int64(0)) }
    if var help = helps.withLock({ $0[key] }) {
      if help.states.map(\.number) == numbers { return help }
      var isChanged = false
      for (index, entry) in shelf.entries.enumerated() {
        if try entry.memory.hasChangedWords(since: &help.states[index].step) { isChanged = true }
        help.states[index].number = numbers[index]
      }
      if !isChanged {
        keep(help, for: key)
        return help
      }
      states = help.states
    } else {
      for (index, entry) in shelf.entries.enumerated() {
        _ = try entry.memory.hasChangedWords(since: &states[index].step)
      }
    }
    let help = try newHelp(from: source, to: target, states)
    keep(help, for: key)
    return help
  }

  private func keep(_ help: Help, for key: [LanguageTag]) {
    helps.withLock { helps in
      if helps.count >= Self.mostHelps, helps[key] == nil { helps.removeAll() }
      helps[key] = help
    }
  }

  private func newHelp(
    from source: LanguageTag, to target: LanguageTag, _ states: [(number: Int32, step: Int64)]
  ) throws -> Help {
    let glossary = try Glossary(shelf, from: source, to: target)
    var plain = LookupPipeline(shelf, options: LookupOptions(source: source, target: target))
    if !glossary.terms.isEmpty { plain.glossary = glossary }
    var repairing = plain
    try repairing.repairMatches()
    let own = try memory.lexicon(from: source, to: target)
    let aligner = Lazily {
      var lexicon = Bundled.words(source: source, target: target)
      if let own {
        if lexicon == nil { lexicon = own } else { lexicon?.add(own) }
      }
      return Aligner(source: source, target: target, lexicon: lexicon)
    }
    return Help(
      states: states, plain: plain, repairing: repairing, aligner: aligner,
      checking: Lazily {
        CheckPipeline.Knowledge(
          source: source, target: target, lexicon: aligner.value.lexicon, terms: glossary.terms)
      }, glossary: glossary)
  }
}
