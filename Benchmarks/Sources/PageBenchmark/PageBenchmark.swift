import Glibc
import Measuring
import Padan
import PadanBenchmarkSupport

/// Times pages: web pages beside libxml2's parse alone, and texts, in the same run.
///
/// Arguments: files and folders; without any, corpora/pages. `NAME.html` is a web page, `NAME.page` a
/// text with the kinds of its segments (corpora/pages/README.md), and any other file a text. All are
/// read again and again, up to 16 MB of each kind. CPU seconds, the best of five rounds in which the
/// contenders take turns.
@main
struct PageBenchmark {
  /// A page, and the name of its file.
  private struct Page {
    let name: String
    let bytes: [UInt8]
    var isWeb: Bool { name.hasSuffix(".html") || name.hasSuffix(".htm") }
  }

  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.isEmpty {
      let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
      arguments = ["/\(root)/corpora/pages"]
    }
    let pages = try arguments.flatMap(pages)
    let segmenter = try Segmenter(language: indonesian)
    let web = pages.filter(\.isWeb)
    let texts = pages.filter { !$0.isWeb }
    var best = (parse: Double.infinity, web: Double.infinity, texts: Double.infinity)
    for _ in 0..<5 {
      best.parse = min(best.parse, try seconds(web) { _ = PageReading.parse($0.bytes) })
      best.web = min(best.web, try seconds(web) { try read($0, segmenter) })
      best.texts = min(best.texts, try seconds(texts) { try read($0, segmenter) })
    }
    if !web.isEmpty {
      print("web      \(rate(best.web)) MB/s, \(web.count) pages")
      print("libxml2  \(rate(best.parse)) MB/s, its parse alone")
    }
    if !texts.isEmpty { print("texts    \(rate(best.texts)) MB/s, \(texts.count) pages") }
  }

  /// The bytes of each kind that are read in a round.
  private static let size = 16 << 20

  /// CPU seconds for each MB, if a body is called with pages again and again.
  private static func seconds(_ pages: [Page], _ body: (Page) throws -> Void) throws -> Double {
    let sum = pages.reduce(0) { $0 + $1.bytes.count }
    guard sum > 0 else { return .infinity }
    let rounds = max(1, size / sum)
    let seconds = try Clock.process {
      for _ in 0..<rounds { try pages.forEach(body) }
    }
    return seconds / (Double(rounds * sum) / 1e6)
  }

  private static func rate(_ seconds: Double) -> Double { (1 / seconds).rounded(1) }

  /// Reads a page and cuts it into segments. A page that is refused has been read, too.
  private static func read(_ page: Page, _ segmenter: Segmenter) throws {
    do {
      _ = try PageReading.countSegments(of: page.bytes, name: page.name, with: segmenter)
    } catch is InputError {}
  }

  /// The pages of a file or a folder.
  private static func pages(_ path: String) throws -> [Page] {
    if let names = PageReading.names(in: path) {
      let isPage = { (name: String) in
        [".html", ".htm", ".txt", ".page"].contains { name.hasSuffix($0) }
      }
      return try names.filter(isPage).flatMap { try pages("\(path)/\($0)") }
    }
    let bytes = try BenchmarkFiles.bytes(of: path)
    return [Page(name: path, bytes: path.hasSuffix(".page") ? text(ofMarked: bytes) : bytes)]
  }

  /// The text of a page whose segments are marked with their kinds.
  private static func text(ofMarked page: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for line in page.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let segment = line.drop { $0 != 0x09 }.dropFirst()
      switch line.first {
      case UInt8(ascii: "&"): text += segment
      case UInt8(ascii: "+"): text += [0x20] + segment
      default: text += [0x0A] + segment
      }
    }
    return text
  }
}
