import ArgumentParser
import Padan

/// `padan approve`: marks units as approved.
struct Approve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Say that units are right.",
    discussion: """
      Examples:
        padan approve 17 23 --reviewer rina
        padan approve 12-19
        padan approve 23 --undo

      `padan lookup` and `padan search` print the numbers of units. An approved unit loses no points for having been \
      made by alignment, comes before others of its score, and is marked as reviewed in exports. All \
      named units are approved or, where one is not there, none. `padan review` asks about whole \
      alignments.
      """)

  @OptionGroup var review: UnitReviewOptions

  func run() throws { try review.store(.approved) }
}
