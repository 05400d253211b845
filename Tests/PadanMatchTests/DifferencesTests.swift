import PadanMatch
import PadanTestSupport
import PadanText
import Testing

struct DifferencesTests {
  /// The runs in one line: `=` the same, `+` added, `-` removed, `~` replaced.
  private func line(_ query: String, _ stored: String) -> [String] {
    Differences.between(query, stored).map { run in
      switch run.change {
      case .same: "=\(run.stored)"
      case .added: "+\(run.query)"
      case .removed: "-\(run.stored)"
      case .replaced: "~\(run.stored)>\(run.query)"
      }
    }
  }

  @Test(
    arguments: [
      ("Harga naik 5.", "Harga naik 5.", ["=Harga naik 5."]),
      ("Harga turun 5.", "Harga naik 5.", ["=Harga ", "~naik >turun ", "=5."]),
      ("Harga beras naik.", "Harga naik.", ["=Harga ", "+beras ", "=naik."]),
      ("Harga naik.", "Harga beras naik.", ["=Harga ", "-beras ", "=naik."]),
      ("a", "", ["+a"]), ("", "a", ["-a"]), ("", "", []), ("a b", "c d", ["~c d>a b"]),
      ("b c a", "a b c", ["-a ", "=b c", "+a"]), ("x  y", "x y", ["=x y"]),
      ("Halo 😀👨‍👩‍👦 dunia", "Halo 😀👨‍👩‍👧 dunia", ["=Halo 😀", "~👨‍👩‍👧 >👨‍👩‍👦 ", "=dunia"]),
      ("Ya 👍🏽 🇮🇩 1️⃣", "Ya 👍🏿 🇮🇳 2️⃣", ["=Ya ", "~👍🏿 🇮🇳 2️⃣>👍🏽 🇮🇩 1️⃣"]),
    ] as [(String, String, [String])])
  func `differences name the words of both sides`(
    _ query: String, _ stored: String, _ expected: [String]
  ) {
    #expect(line(query, stored) == expected)
  }

  @Test(
    arguments: [
      ("Ada 1.176 kali.", "Ada 1.148 kali.", ["=Ada ", "~1.148 >1.176 ", "=kali."]),
      ("Rp1.500,00 dan 5.", "Rp1.000,00 dan 5.", ["~Rp1.000,00 >Rp1.500,00 ", "=dan 5."]),
      (
        "pada 12/03/2025, 09.30", "pada 12/04/2025, 10:30",
        ["=pada ", "~12/04/2025>12/03/2025", "=, ", "~10:30>09.30"]
      ),
      ("Naik 5.", "Naik 6.", ["=Naik ", "~6>5", "=."]),
      ("2-1, 3", "2-2, 3", ["=2-", "~2>1", "=, 3"]),
    ] as [(String, String, [String])])
  func `numbers stay whole`(_ query: String, _ stored: String, _ expected: [String]) {
    #expect(line(query, stored) == expected)
  }

  @Test(
    arguments: [
      ("学生和老人享受半价优惠。", "学生享受半价优惠。", ["=学生", "+和老人", "=享受半价优惠。"]),
      ("票价为3元。", "票价为2元。", ["=票价为", "~2>3", "=元。"]),
      ("彼は車を買った。", "彼は家を買った。", ["=彼は", "~家>車", "=を買った。"]),
    ] as [(String, String, [String])])
  func `words are found where no blanks are written`(
    _ query: String, _ stored: String, _ expected: [String]
  ) {
    #expect(line(query, stored) == expected)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the runs put together are both texts`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let texts = (0..<2).map { _ in
      generator.elements(Int.random(in: 0...15, using: &generator), of: ["a", "b", "c,", "5", "é"])
        .joined(separator: " ")
    }
    let runs = Differences.between(texts[0], texts[1])
    #expect(runs.filter { $0.change != .removed }.map(\.query).joined() == texts[0])
    #expect(runs.filter { $0.change != .added }.map(\.stored).joined() == texts[1])
    for (run, next) in zip(runs, runs.dropFirst()) {
      #expect(run.change != next.change || run.change == .same)
    }
  }

  @Test func `long texts with nothing in common take no long time`() {
    let texts = ["a", "b"].map { letter in
      (0..<5000).map { "\(letter)\($0)" }.joined(separator: " ")
    }
    #expect(Differences.between(texts[0], texts[1]).map(\.change) == [.replaced])
  }
}
