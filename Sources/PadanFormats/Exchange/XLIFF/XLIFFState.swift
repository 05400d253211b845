import PadanModel

/// What a file says about how far a segment has come: in XLIFF's own words, and in those of SDLXLIFF
/// and MQXLIFF, which count where they stand.
struct XLIFFState {
  /// The `state` of a segment or, in version 1, of its target.
  var state: String?
  /// Whether `approved` is `yes`, which only version 1 has.
  var isApproved = false
  /// The `conf` of SDLXLIFF's `sdl:seg`, which is Trados's confirmation level.
  var confirmation: String?
  /// The `mq:status` of MQXLIFF.
  var status: String?
  /// The `mq:percent` of MQXLIFF: how well the match agrees that was put in.
  var percent: Int?

  /// The namespace of SDLXLIFF's own elements.
  static let confirmationNamespace: StaticString = "http://sdl.com/FileTypes/SdlXliff/1.0"
  /// The namespace of MQXLIFF's own attributes.
  static let statusNamespace: StaticString = "MQXliff"

  /// Whether the state says that the segment is not translated.
  var isUntranslated: Bool {
    if confirmation != nil { return false }
    if let status { return status == "NotStarted" }
    return state.map(["initial", "new", "needs-translation"].contains) ?? false
  }

  /// Whether nobody has finished the translation: it is none, or a tool proposed it and nobody has confirmed it.
  ///
  /// - Parameter qualifier: The `state-qualifier` of version 1.2 or the `subState` of version 2.
  func isUnfinished(qualifier: String?) -> Bool {
    isUntranslated || isUnconfirmed(qualifier: qualifier)
  }

  /// Whether a tool proposed the translation, or a person has begun it, and nobody has confirmed it.
  ///
  /// - Parameter qualifier: The `state-qualifier` of version 1.2 or the `subState` of version 2.
  func isUnconfirmed(qualifier: String?) -> Bool {
    if needsWork, let qualifier, Self.proposals.contains(qualifier) { return true }
    if isApproved { return false }
    if let confirmation { return TMXProperty.unconfirmedLevels.contains(confirmation) }
    if let status {
      let isWhole = status == "Pretranslated" && percent.map { $0 >= 100 } ?? false
      return Self.unconfirmed.contains(status) && !isWhole
    }
    guard let state, let qualifier else { return false }
    // A machine's translation that is called translated was confirmed by nobody.
    return state == "translated" && Self.machines.contains(qualifier)
  }

  /// Whether XLIFF's own state says that the translation needs work, so that nobody has approved it, whatever
  /// the unit says.
  private var needsWork: Bool {
    confirmation == nil && status == nil && state?.hasPrefix("needs-") ?? false
  }

  /// XLIFF 1.2, section 2.6: where a proposal comes from.
  private static let proposals = machines.union([
    "fuzzy-match", "leveraged-inherited", "leveraged-repository", "leveraged-tm", "tm-suggestion",
  ])
  private static let machines: Set = ["leveraged-mt", "mt-suggestion"]
  /// The states of memoQ before a person confirms a segment.
  private static let unconfirmed: Set = [
    "Pretranslated", "MachineTranslated", "AssembledFromFragments", "PartiallyEdited", "Edited",
  ]

  /// The verdict of a reviewer.
  var review: ReviewState {
    if let confirmation { return ReviewState(confirmationLevel: confirmation) }
    switch status {
    case "Proofread", "Reviewer1Confirmed", "Reviewer2Confirmed", "Reviewed": return .approved
    case "Rejected": return .rejected
    case _?: return .unreviewed
    case nil:
      let isFinal = state.map(["final", "signed-off", "reviewed"].contains) ?? false
      return isApproved && !needsWork || isFinal ? .approved : .unreviewed
    }
  }

  /// What the other tools say as properties, unless `review` says as much.
  var properties: [Provenance.Property] {
    var properties: [Provenance.Property] = []
    if let confirmation, confirmation != TMXProperty.confirmationLevel(of: review) {
      properties.append(.init(type: TMXProperty.confirmation, value: confirmation))
    }
    if let status { properties.append(.init(type: "mq:status", value: status, kind: .attribute)) }
    return properties
  }
}

extension ReviewState {
  /// The verdict in Trados's confirmation level. A draft or a translation is none.
  init(confirmationLevel level: String) {
    self =
      level.hasPrefix("Approved")
      ? .approved : level.hasPrefix("Rejected") ? .rejected : .unreviewed
  }
}
