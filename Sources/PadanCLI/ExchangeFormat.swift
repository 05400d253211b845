import ArgumentParser
import Padan

/// What a file of pairs is.
enum ExchangeFormat: String, CaseIterable, ExpressibleByArgument {
  case tmx, tsv, csv, xliff, po, jsonl, ladder, vecalign

  /// By the ending of a name, `.gz` behind it or not; `nil` where it does not tell.
  init?(fileName: String) {
    var name = fileName.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let format = Self.allCases.first { $0.endings.contains { name.hasSuffix($0) } }
    guard let format else { return nil }
    self = format
  }

  private var endings: [String] {
    switch self {
    case .tsv: [".tsv", ".tab"]
    case .xliff: [".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"]
    case .po: [".po", ".pot"]
    case .jsonl: [".jsonl", ".ndjson"]
    case .tmx, .csv, .ladder, .vecalign: [".\(rawValue)"]
    }
  }

  /// A file of this format; `nil` for beads, which are about texts in other files.
  func input(
    _ path: String, tsv: DelimitedFormat = .tsv, csv: DelimitedFormat = .csv
  ) -> ExchangeInput? {
    switch self {
    case .tmx: .tmx(path)
    case .tsv: .delimited(path, tsv)
    case .csv: .delimited(path, csv)
    case .xliff: .xliff(path)
    case .po: .po(path)
    case .jsonl: .jsonLines(path)
    case .ladder, .vecalign: nil
    }
  }
}
