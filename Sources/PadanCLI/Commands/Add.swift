import ArgumentParser
import FoundationEssentials
import Padan

/// `padan add`: stores one pair.
struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add one pair to the memory by hand.",
    discussion: """
      Example: padan add "Harga beras naik." "Rice prices rose."
      """)

  @Argument(help: "The source text.", transform: Text.argument) var source: String
  @Argument(help: "Its translation.", transform: Text.argument) var target: String
  @Flag(help: "Add texts that are in the other's language, too.") var force = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    for (side, text) in [("source", source), ("target", target)]
    where TextForm.isBlank(text) {
      throw ValidationError("the \(side) text is empty.")
    }
  }

  func run() throws {
    if !force { try checkSides() }
    var provenance = Provenance()
    provenance.createdAt = Date()
    provenance.creationTool = Provenance.ownTool
    provenance.createdBy = MemoryOptions.person
    let pair = TranslationPair(
      source: Variant(language: languages.source, text: source),
      target: Variant(language: languages.target, text: target), provenance: provenance)
    var maker = try memory.maker()
    let receipt = try maker.memory.add(
      [pair], origin: "add", as: .add, person: provenance.createdBy)
    try maker.keep()
    diagnostics.note("\(maker.path): \(receipt.summary)")
  }

  /// Refuses texts that are in the language of the other side.
  private func checkSides() throws {
    let (from, to) = (languages.source, languages.target)
    let judge = SideJudge(source: from, target: to) { Bundled.lexicon(source: from, target: to) }
    let pair = DocumentPair(
      source: SegmentedText(texts: [source]), target: SegmentedText(texts: [target]))
    guard let error = judge.error(in: pair) else { return }
    throw Failure(error.refusal(swapping: [(source, target)]), code: Exit.wrongUse)
  }
}
