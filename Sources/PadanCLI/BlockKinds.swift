import ArgumentParser
import Padan

/// The kind of some blocks, as `--as` gives it: `4=caption`, `9-12=inset`, `4,6-8=body`.
struct BlockKinds {
  /// The blocks and their kind.
  let runs: [FixedKinds.Run]

  /// Reads a value of the option.
  ///
  /// - Throws: `ValidationError` with the nearest kind.
  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Self.fault(argument) }
    let names = SegmentKind.allCases.map(\.name)
    guard let kind = SegmentKind.allCases.first(where: { $0.name == parts[1] }) else {
      let advice = String(parts[1]).nearest(among: names).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError(
        "unknown kind “\(parts[1])”.\(advice) The kinds are: \(names.joined(separator: " ")).")
    }
    runs = try parts[0].split(separator: ",", omittingEmptySubsequences: false).map { blocks in
      let ends = blocks.split(separator: "-", omittingEmptySubsequences: false).map {
        $0.allSatisfy(\.isASCII) && !$0.hasPrefix("+") ? Int($0) : nil
      }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first <= last
      else { throw Self.fault(argument) }
      return FixedKinds.Run(first...last, kind)
    }
  }

  private static func fault(_ argument: String) -> ValidationError {
    ValidationError(
      "“\(argument)” gives no kind. Write blocks and a kind: 4=caption or 9-12=inset.")
  }

  /// What shells complete.
  static let completion = CompletionKind.list(SegmentKind.allCases.map { "0=\($0.name)" })
}

extension [BlockKinds] {
  /// The kinds of all values together.
  var fixed: FixedKinds { FixedKinds(flatMap(\.runs)) }
}

/// The option that fixes the kinds of blocks where a verb reads one article.
struct KindOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Give blocks of the article a kind, by the numbers that `padan segment --explain` prints: 4=caption, "
        + "9-12=inset. Their neighbours are decided accordingly. May be repeated.",
      valueName: "blocks=kind"),
    completion: BlockKinds.completion, transform: { try BlockKinds($0) })
  var kinds: [BlockKinds] = []

  /// Rejects the option where there is not exactly one article.
  func validate(for articles: [String]) throws {
    if !kinds.isEmpty, articles.count > 1 || articles.contains(where: ArticleFolder.isFolder) {
      throw ValidationError("--as takes one article: its blocks have no meaning in others.")
    }
  }
}

/// The options that fix the kinds of blocks where a verb reads one article a side.
struct SideKindOptions: ParsableArguments {
  @Option(
    name: .customLong("as-source"),
    help: ArgumentHelp(
      "Give blocks of the source article a kind, by the numbers that `padan segment --explain` prints: "
        + "4=caption, 9-12=inset. May be repeated.", valueName: "blocks=kind"),
    completion: BlockKinds.completion, transform: { try BlockKinds($0) })
  var ofSource: [BlockKinds] = []

  @Option(
    name: .customLong("as-target"),
    help: ArgumentHelp("The same for its translation.", valueName: "blocks=kind"),
    completion: BlockKinds.completion, transform: { try BlockKinds($0) })
  var ofTarget: [BlockKinds] = []

  /// Rejects the options where a side has not exactly one article.
  ///
  /// - Parameter isOneArticle: Whether each side has one.
  func validate(isOneArticle: Bool) throws {
    if !isOneArticle, !ofSource.isEmpty || !ofTarget.isEmpty {
      throw ValidationError("--as-source and --as-target take one article a side.")
    }
  }
}
