import PadanFormats
import PadanModel
import PadanTestSupport

/// XLIFF files made for tests, and what Padan reads in them.
struct XLIFFFiles {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What the reader made of a file.
  struct Found {
    var units: [ExchangeUnit] = []
    var report = ReadingReport()

    /// The texts of each unit, `source|target`.
    var texts: [String] { units.map { $0.variants.map(\.text).joined(separator: "|") } }
    /// The codes of all that was left out.
    var skipped: [String] { report.skipped.first.map { "\($0.kind.code)" } }
    /// The notes.
    var notes: [String] { report.warnings.first.map { "\($0.kind.code)" } }
  }

  func read(_ text: String, _ tolerance: Tolerance = .deviations) throws -> Found {
    var found = Found()
    let input = ExchangeInput(.xliff, try folder.write("a.xlf", text))
    found.report = try input.read(from: .indonesian, to: .english, tolerance: tolerance) {
      unit, _ in found.units.append(unit)
    }
    return found
  }

  static func version12(
    _ units: String, languages: String = "source-language=\"id\" target-language=\"en\"",
    version: String = "1.2"
  ) -> String {
    """
    <xliff version="\(version)" xmlns="urn:oasis:names:tc:xliff:document:\(version)"
    xmlns:mq="MQXliff" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:e="urn:e">
    <file original="a" \(languages) datatype="x"><body>
    \(units)
    </body></file></xliff>
    """
  }

  static func version2(_ content: String, version: String = "2.1") -> String {
    """
    <xliff version="\(version)" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:e="urn:e"
    xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" srcLang="id" trgLang="en"><file id="f">
    \(content)
    </file></xliff>
    """
  }

  /// The texts of a unit or segment.
  static let pair = "<source>Harga naik.</source><target>Prices rose.</target>"
}
