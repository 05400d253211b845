extension MCPTool {
  /// All tools, those that write last.
  static let all: [MCPTool] = [
    search("search_translation_memory"), search("find_matches"), findMany, concordance, termsFor,
    contextPack, check, segment, align, explain, add, approve, reject, undo,
  ]

  private static let languages = ["from", "to"]
  private static let lookup = ["min", "fast", "repair", "where"] + languages

  /// A lookup of one text, under one of its names: that of the thing for who looks for one, and that which clients of other
  /// memories expect.
  private static func search(_ name: String) -> MCPTool {
    MCPTool(
      name, "Search the translation memory",
      """
      Finds stored translations of a sentence or another segment, the best first, with score, kind of match, unit, document, \
      bead, confidence and review. Terms that stand in the text come with it.
      """, API.lookup, as: "lookupMany",
      inputs: ["text", "previous", "next", "limit", "codes"] + lookup, needs: ["text"],
      answers: "Answer")
  }

  private static let findMany = MCPTool(
    "find_many", "Search for several texts",
    "Finds stored translations of up to 1000 texts at once; an answer for each, in order.",
    API.lookup, as: "lookupMany", inputs: ["texts", "context", "limit", "codes"] + lookup,
    needs: ["texts"], answers: "Answers")

  private static let concordance = MCPTool(
    "concordance", "Words in their contexts",
    """
    Finds units that have words or a phrase on either side, or on the side that is named, with the words that translate \
    them. A word may end with * for any ending.
    """, API.search, as: "searchMany",
    inputs: ["words", "source", "target", "stem", "regex", "limit", "where"], answers: "Lines")

  private static let termsFor = MCPTool(
    "terms_for", "Terms in a text",
    "Finds the terms that stand in a text, in any form, with translations that are preferred, admitted or forbidden.",
    API.findTerms, as: "findTerms", inputs: ["text"] + languages, needs: ["text"],
    answers: "TermUses")

  private static let contextPack = MCPTool(
    "context_pack", "What to see before translating",
    """
    Chooses, for an article, terms, matches, examples and neighbours that help to translate it, under a budget of tokens. \
    Each has its unit, document, score and review.
    """, API.context, as: "context", inputs: ["text", "name", "type", "budget"] + lookup,
    needs: ["text"], answers: "Pack")

  private static let check = MCPTool(
    "check_translation", "Check translations",
    """
    Finds what a translator should look at in pairs of source and translation: values, negations, terms, language, codes, marks, \
    consistency. With a pack it also tells which of its examples the translations used.
    """, API.check, as: "check",
    inputs: ["pairs", "pack", "only", "skip", "min", "limit"] + languages, needs: ["pairs"],
    answers: "Findings")

  private static let segment = MCPTool(
    "segment", "Split an article",
    "Splits a text, web page or Markdown article into sentences and other segments, each with its kind and its bytes.",
    API.segment, as: "segment", inputs: ["text", "name", "type", "lang"], needs: ["text"],
    answers: "Segments")

  private static let align = MCPTool(
    "align", "Align two texts",
    """
    Pairs the segments of an article with those of its translation; each bead has positions from 0 and a confidence. \
    Each side is a text, or a list of segments.
    """, API.align, as: "align",
    inputs: ["source", "target", "sourceType", "targetType", "words", "minConfidence", "force"]
      + languages, needs: ["source", "target"], answers: "Alignment")

  private static let explain = MCPTool(
    "explain_match", "Explain a match",
    "Tells how the score of a unit for a text comes about, and what proves each repair: for a score of 50 or more, unless min says otherwise.",
    API.lookup, as: "lookupMany",
    inputs: ["text", "unit", "previous", "next", "codes"] + lookup, needs: ["text", "unit"],
    settings: ["explain": .bool(true), "min": .number(50)], answers: "Answer")

  // MARK: Tools that write

  private static let add = MCPTool(
    "add", "Add a pair", "Adds a source and its translation to the memory.", API.add, as: "add",
    inputs: ["source", "target", "force"] + languages, needs: ["source", "target"],
    answers: "Counts", effect: .adds)

  private static let approve = MCPTool(
    "approve", "Approve a unit", "Says that the translation of a unit is right.", API.approve,
    as: "approve", inputs: ["unit", "undo", "reviewer"], needs: ["unit"], answers: "Reviewed",
    effect: .sets)

  private static let reject = MCPTool(
    "reject", "Reject a unit",
    "Says that the translation of a unit is wrong: it is no longer found, unless where asks for it.",
    API.reject, as: "reject", inputs: ["unit", "undo", "reviewer"], needs: ["unit"],
    answers: "Reviewed", effect: .sets)

  private static let undo = MCPTool(
    "undo", "Undo a step",
    "Takes back the latest change of the memory, or the step that is named.", API.undo, as: "undo",
    inputs: ["step", "dryRun"], answers: "Undo", effect: .removes)
}
