import ArgumentParser
import Padan

/// `padan reject`: marks units as rejected, so lookups leave them out.
struct Reject: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Say that units are wrong: they stay, and answer no more.",
    discussion: """
      Examples:
        padan reject 17
        padan lookup "Harga beras naik." --review rejected
        padan reject --where 'origin = old.tmx and score < 40'
        padan reject 17 --undo

      `padan lookup` and `padan search` print the numbers of units. A rejected unit answers only lookups with --review \
      rejected, and is exported only with --all; the same pair imported or aligned again stays \
      rejected. All named units are rejected or, where one is not there, none. `padan delete` takes \
      units away for good.
      """)

  @OptionGroup var review: UnitReviewOptions

  func run() throws { try review.store(.rejected) }
}
