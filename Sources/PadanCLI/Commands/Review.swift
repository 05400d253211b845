import ArgumentParser
import FoundationEssentials
import Padan

/// `padan review`: writes doubtful beads to a file for a reviewer, and stores the verdicts.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Review the beads that the aligner doubts, in any editor.",
    discussion: """
      Where FILE does not exist, it is written: the beads of the memory that `padan align --save` \
      made with a low confidence and nobody has reviewed, most doubtful first. Where it exists, what \
      is left to do in it is told. With --apply its verdicts are stored, all or, where a line is \
      wrong, none: approved pairs are approved in the memory, dropped ones are offered no more, split, \
      merged and moved ones replaced; later alignments of the same texts (`padan align --memory`, \
      `padan align --save`) keep them all as they are. A file may be applied as often as you like.

      \(ReviewWriter.explanation.onHelpLines)

      Examples:
        padan review doubts.txt --memory padan.sqlite --worst 50
        padan review doubts.txt
        padan review doubts.txt --apply --reviewer rina
        padan review doubts.txt --edit
      """)

  @Argument(
    help: "The review file; - is standard output, and with --apply standard input.",
    completion: .file())
  var file: String

  @Flag(help: "Check the file and store its verdicts.")
  var apply = false

  @Flag(help: "Open the file in the editor of VISUAL or EDITOR, then store its verdicts.")
  var edit = false

  @Option(help: ArgumentHelp("Write the N most doubtful beads only.", valueName: "n"))
  var worst: Int?

  @Option(help: ArgumentHelp("Doubt beads below this confidence, 0 to 1.", valueName: "confidence"))
  var below: Double = 0.9

  @Option(help: "Who reviews; by default the user's name.", transform: Text.argument)
  var reviewer: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if let worst, worst < 1 { throw ValidationError("--worst takes a number from 1 on.") }
    guard below > 0, below <= 1 else {
      throw ValidationError("--below takes a confidence above 0 and up to 1.")
    }
    if apply, worst != nil { throw ValidationError("--apply and --worst do not go together.") }
    if edit, apply { throw ValidationError("--edit stores what --apply does.") }
    if edit, file == "-" { throw ValidationError("--edit takes the name of a file.") }
  }

  /// Without `--apply`, an existing file is only reported, and never overwritten.
  func run() throws {
    let memory = try memory.open()
    diagnostics.progress(apply ? "storing verdicts" : "reading doubts")
    defer { Progress.end() }
    if edit {
      if FileStatus(file) == nil { try write(from: memory) }
      Progress.end()
      try Editor.edit(file)
    }
    if apply || edit {
      try store(ReviewReader.read(file, find: memory.alignment), in: memory)
    } else if file != "-", FileStatus(file) != nil {
      try report(ReviewReader.read(file, find: memory.alignment), of: memory)
    } else {
      try write(from: memory)
    }
  }

  /// Writes the review file.
  private func write(from memory: Memory) throws {
    let passages = try memory.doubtfulPassages(
      from: languages.source, to: languages.target, below: below, limit: worst ?? .max)
    let count = passages.reduce(0) { $0 + $1.beads.count(where: \.isDoubtful) }
    guard count > 0 else {
      diagnostics.note(
        "\(memory.path): no bead below \(below) waits for a review; `padan align --save` brings them."
      )
      throw ExitCode(Exit.nothingFound)
    }
    let text = ReviewWriter.text(passages, source: languages.source, target: languages.target)
    var output = try OutputGuard(memories: self.memory.paths).open(file)
    try output.write(text.utf8)
    try output.finish()
    diagnostics.note(
      "\(file): \(count.counted("bead")) to review in \(passages.count.counted("passage"))")
  }

  /// Prints how far the review of the file has come. Nothing is stored.
  private func report(_ sheet: ReviewSheet, of memory: Memory) throws {
    var output = StandardOutput()
    try output.writePrintableLine("\(file): \(sheet.summary)")
    if let line = sheet.open.first { try output.writeLine("the next one is on line \(line)") }
    try output.flush()
    let pending = try memory.pendingCount(of: sheet.decisions)
    switch (sheet.decisions.count, pending) {
    case (0, _): diagnostics.note("Edit the file, then run `padan review FILE --apply`.")
    case (_, 0): diagnostics.note("All verdicts are stored.")
    case (let all, let pending) where pending < all:
      diagnostics.note(
        "\(pending.counted("verdict")) of \(all) not stored yet: run `padan review FILE --apply`.")
    default: diagnostics.note("Nothing is stored yet: run `padan review FILE --apply`.")
    }
  }

  /// Stores the verdicts of the file in the memory.
  private func store(_ sheet: ReviewSheet, in memory: Memory) throws {
    let reviewer = reviewer ?? MemoryOptions.person
    let receipt = try memory.decide(sheet.decisions, reviewer: reviewer, origin: file)
    var output = StandardOutput()
    try output.writePrintableLine("\(file): \(sheet.summary)")
    try output.flush()
    diagnostics.note("\(memory.path): \(receipt.summary)")
  }
}

extension ReviewSheet {
  /// The verdicts in the file, in words.
  fileprivate var summary: String {
    let changed = changed > 0 ? " (\(changed) split, merged or moved)" : ""
    return "\(approved) approved, \(dropped) dropped\(changed), \(open.count) left"
  }
}

extension ReviewReceipt {
  fileprivate var summary: String {
    var parts = [decided.counted("verdict") + " stored"]
    if same > 0 { parts.append("\(same) already there") }
    for (count, what) in [
      (approved, "approved"), (rejected, "rejected"), (added, "added"), (removed, "taken out"),
    ] where count > 0 {
      parts.append("\(count.counted("unit")) \(what)")
    }
    return parts.joined(separator: ", ")
  }
}

extension String {
  /// The text indented for a help page, which keeps its line breaks.
  fileprivate var onHelpLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
      .joined(separator: "\n")
  }
}
