import ArgumentParser
import Padan

/// Options for the layout of TSV and CSV.
struct TableOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The columns of TSV and CSV, in order, such as source,target,document; - passes one over. By "
        + "default those that the first line names, by these names or by languages.",
      valueName: "names"))
  var columns: String?

  @Flag(
    inversion: .prefixedNo,
    help: "The first line of TSV and CSV names the columns. By default it does if it can.")
  var header: Bool?

  @Option(
    help: ArgumentHelp(
      "What separates the columns, such as ; or tab; by default what the first lines show.",
      valueName: "sign"))
  var delimiter: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Fields stand in quotation marks where they must. By default in CSV, not in TSV.")
  var quoted: Bool?

  /// What is done with cells that a spreadsheet would take for formulas: the values of `--formulas`.
  enum Formulas: String, CaseIterable, ExpressibleByArgument {
    case keep, escape
  }

  @Option(
    help: ArgumentHelp(
      "What to do with cells of TSV and CSV that begin with = + - @, a tab or a line break, which a "
        + "spreadsheet may run: keep them, or escape them with an apostrophe, which import with the "
        + "same option takes away.", valueName: "how"))
  var formulas: Formulas = .keep

  func validate() throws {
    _ = try names()
    if let delimiter, delimiter != "tab", delimiter.utf8.count != 1 {
      throw ValidationError("--delimiter is one sign of ASCII, or tab; this is “\(delimiter)”.")
    }
  }

  /// The differences from the format's own layout.
  func changes() throws -> DelimitedFormat.Changes {
    DelimitedFormat.Changes(
      delimiter: delimiter.flatMap { $0 == "tab" ? 0x09 : $0.utf8.first }, isQuoted: quoted,
      hasHeader: header, columns: try names(), escapesFormulas: formulas == .escape)
  }

  /// The columns of `--columns`, `nil` for one that is passed over; `nil` without the option.
  ///
  /// - Throws: `ValidationError` if a name is unknown, or the source or target is missing.
  private func names() throws -> [PairColumn?]? {
    guard let columns else { return nil }
    let names = try columns.split(separator: ",", omittingEmptySubsequences: false).map {
      name -> PairColumn? in
      if name == "-" { return nil }
      guard let column = PairColumn(named: String(name)) else {
        let all = PairColumn.all.map(\.name).joined(separator: ", ")
        throw ValidationError("“\(name)” is no column. There are \(all); - passes one over.")
      }
      return column
    }
    guard names.contains(.source), names.contains(.target) else {
      throw ValidationError("--columns needs source and target.")
    }
    return names
  }
}
