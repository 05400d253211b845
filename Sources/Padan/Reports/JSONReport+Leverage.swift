import PadanFormats
package import PadanModel

extension JSONReport {
  /// How much of a text a memory covers.
  ///
  /// Its members are `document`, `null` for the sum of all texts, `segments`, `words`, `weighted` if
  /// there are rates, and `bands`: for each its `band`, `segments` and `words`.
  ///
  /// - Parameters:
  ///   - isSum: Whether it is the sum of several texts.
  ///   - rates: The share of the work that a word of each band takes, in percent.
  package static func leverage(
    _ report: LeverageReport, isSum: Bool = false, rates: [LeverageReport.Band: Double]? = nil
  ) -> [UInt8] {
    line {
      $0.member("document", orNull: isSum ? nil : report.name.shownPath)
      $0.member("segments", report.total.segments)
      $0.member("words", report.total.words)
      $0.member("weighted", ifPresent: rates.map { report.weightedWords($0).rounded(decimals: 2) })
      $0.member("bands", objects: report.bands) { object, band in
        object.member("band", band.rawValue)
        object.member("segments", report[band].segments)
        object.member("words", report[band].words)
      }
    }
  }
}
