import PadanFormats
import PadanModel
import PadanTestSupport

/// Testing has a type of this name, too.
typealias SourceLocation = PadanModel.SourceLocation

/// A TMX file made for one test, and what Padan reads in it.
struct TMXFile {
  private let folder: TemporaryFolder
  let path: String

  init(_ bytes: [UInt8]) throws {
    folder = try TemporaryFolder()
    path = try folder.write("test.tmx", bytes)
  }

  init(_ text: String) throws {
    try self.init(Array(text.utf8))
  }

  /// A file around some units, the first on line 3.
  init(units: String, prolog: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>") throws {
    try self.init(Self.text(units: units, prolog: prolog))
  }

  static func text(units: String, prolog: String) -> String {
    """
    \(prolog)
    <tmx version="1.4"><header srclang="id"/><body>
    \(units)
    </body></tmx>

    """
  }

  func read() throws -> (
    units: [ExchangeUnit], locations: [SourceLocation], skipped: [Finding]
  ) {
    var units: [ExchangeUnit] = []
    var locations: [SourceLocation] = []
    let report = try TMXReader.read(path) {
      units.append($0)
      locations.append($1)
    }
    return (units, locations, report.skipped.first)
  }

  /// What the reader puts up with in the file, each by its reason and line.
  func warnings() throws -> [String] {
    try TMXReader.read(path) { _, _ in }.warnings.first.map {
      "\($0.location.line ?? 0): \($0.kind.reason)"
    }
  }

  /// The segments of the only unit.
  func texts() throws -> [String] { try read().units.flatMap { $0.variants.map(\.text) } }

  static func unit(_ source: String, _ target: String, attributes: String = "") -> String {
    "<tu\(attributes)><tuv xml:lang=\"id\"><seg>\(source)</seg></tuv>"
      + "<tuv xml:lang=\"en\"><seg>\(target)</seg></tuv></tu>"
  }
}
