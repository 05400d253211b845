import Foundation
import PadanTestSupport
import Testing

/// A translator's day, from the articles of yesterday to the delivery of those of tomorrow: quote, drafts,
/// corrections, checks, import. `corpora/tomorrow/transcript.txt` is what the terminal shows.
struct TranslatorsDayTests {
  private static let articles = [
    "kesehatan-vaksin", "ekonomi-ekspor", "bencana-banjir", "politik-koalisi",
    "teknologi-startup",
  ]

  /// What the translator writes: sources and their translations. Two have a fault at first.
  private static let work = [
    "EKONOMI": "ECONOMY",
    "Menurut dia, anak yang terlambat tidak perlu mengulang dari awal.":
      "Children who are late need not start again from the beginning, she said.",
    "Petugas cukup melengkapi dosis yang kurang sesuai dengan panduan WHO.":
      "Staff simply complete the missing doses in line with WHO guidelines.",
    "Hujan deras pada Kamis pagi tidak menyurutkan antrean.":
      "Heavy rain on Thursday morning did not shorten the queue.",
    "Petugas menambah dua meja pendaftaran dan membagikan payung kepada para ibu.":
      "Staff set up two more registration tables and handed out umbrellas to to the mothers.",
    "Surabaya (Padan) - Ekspor kopi dan rempah Indonesia mencapai US$ 3,7 miliar pada sembilan bulan pertama 2023, "
      + "naik 6,1 persen dibandingkan dengan periode yang sama tahun lalu.":
      "SURABAYA (Padan) - Indonesia's coffee and spice exports reached $3.7 billion in the first nine months of "
      + "2023, up 5.3 percent from the same period last year.",
    "Asosiasi belum melihat tanda bahwa permintaan dari Amerika Serikat akan melemah tahun depan.":
      "The association does not yet see any sign that demand from the United States will weaken next year.",
  ]

  private let folder: TemporaryFolder
  private let padan: PadanBinary
  private var transcript = ""

  init() throws {
    folder = try TemporaryFolder()
    padan = try PadanBinary()
    for name in Self.articles {
      for side in ["id", "en"] {
        let article = Repository.corpus("articles/\(name).\(side).txt")
        _ = try folder.write("\(name).\(side).txt", contents(of: article))
      }
    }
    for name in Self.articles.prefix(2) {
      let article = Repository.corpus("tomorrow/\(name).id.txt")
      _ = try folder.write("besok-\(name).id.txt", contents(of: article))
    }
  }

  @Test mutating func `articles become drafts, are corrected, checked, delivered and kept`() throws
  {
    try run(
      "align", Self.articles.map { "\($0).id.txt \($0).en.txt" }.joined(separator: " "),
      "--save --format tsv --output beads.tsv")
    try run("analyze besok-kesehatan-vaksin.id.txt besok-ekonomi-ekspor.id.txt")
    let files = ["kesehatan-vaksin", "ekonomi-ekspor"]
    for name in files {
      try run("pretranslate besok-\(name).id.txt --format xliff2 --output \(name).xlf")
    }
    for name in files { try finish("\(name).xlf") { Self.work[$0] } }
    let first = try run("check kesehatan-vaksin.xlf ekonomi-ekspor.xlf")
    #expect(first == 1)
    for name in files {
      try finish("\(name).xlf") {
        Self.work[$0]?.replacingOccurrences(of: "to to", with: "to")
          .replacingOccurrences(of: "5.3 percent", with: "6.1 percent")
      }
    }
    try run("check kesehatan-vaksin.xlf ekonomi-ekspor.xlf")
    try run("import kesehatan-vaksin.xlf ekonomi-ekspor.xlf")
    for name in files { try run("pretranslate besok-\(name).id.txt") }
    try run("analyze besok-kesehatan-vaksin.id.txt besok-ekonomi-ekspor.id.txt")
    try run("search meja")
    let file = Repository.corpus("tomorrow/transcript.txt")
    #expect(transcript == String(decoding: try contents(of: file), as: UTF8.self))
  }

  /// Runs a command line, and adds it and what it prints to the transcript.
  ///
  /// - Returns: The exit code.
  @discardableResult
  private mutating func run(_ line: String...) throws -> Int32 {
    let line = line.joined(separator: " ")
    let run = try padan.run(
      line.split(separator: " ").map(String.init),
      environment: ["PADAN_MEMORY": folder.path(of: "memory.sqlite")], folder: folder.path)
    let output = (run.text + run.errorText)
      .replacingOccurrences(of: folder.path(of: ""), with: "")
      .replacingOccurrences(of: CommandFixture.today, with: "TODAY")
    transcript += "$ padan \(line)\n\(output)\n"
    return run.exitCode
  }

  /// Does what a translator's program does: writes translations into an XLIFF file, and says of each
  /// segment with a translation that it is final.
  private func finish(_ name: String, _ translation: (String) -> String?) throws {
    let file = String(decoding: try contents(of: folder.path(of: name)), as: UTF8.self)
    var parts = file.components(separatedBy: "<segment id=\"s1\"")
    for index in parts.indices.dropFirst() {
      let source = parts[index].components(separatedBy: "<source xml:space=\"preserve\">")[1]
        .components(separatedBy: "</source>")[0]
      let plain = source.replacingOccurrences(of: "&amp;", with: "&")
      let head = parts[index].components(separatedBy: ">")[0]
      var rest = String(parts[index].dropFirst(head.count))
      if let target = translation(plain) {
        rest = rest.replacingOccurrences(
          of: "<target[^>]*>[^<]*</target>\\s*", with: "", options: .regularExpression)
        rest = rest.replacingOccurrences(
          of: "</source>", with: "</source><target xml:space=\"preserve\">\(target)</target>")
      }
      if rest.contains("<target") { parts[index] = " state=\"final\"" + rest }
    }
    _ = try folder.write(name, parts.joined(separator: "<segment id=\"s1\""))
  }
}
