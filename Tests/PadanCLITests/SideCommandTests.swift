import Foundation
import PadanTestSupport
import Testing

struct SideCommandTests {
  private let fixture: CommandFixture
  private var padan: PadanBinary { fixture.padan }
  private let flood = CommandFixture.article("bencana-banjir")
  private let english = """
    The government said that the price of rice would fall at the end of this month because the \
    harvest had begun in several regions.
    """
  private let indonesian = """
    Pemerintah mengatakan bahwa harga beras akan turun pada akhir bulan ini karena panen raya sudah \
    mulai di beberapa daerah, dan petani tidak perlu khawatir.
    """

  init() throws {
    fixture = try CommandFixture()
  }

  private var hasMemory: Bool { FileManager.default.fileExists(atPath: fixture.memory) }

  @Test func `swapped articles are told, and saved with --force only`() throws {
    let note = try padan.run("align", flood.target, flood.source)
    #expect(note.exitCode == 0)
    #expect(
      note.errorText.contains(
        "the sides are swapped: \(flood.target) is in en and \(flood.source) in id. "
          + "Right is: padan align \(flood.source) \(flood.target)\n"))
    let refused = try fixture.onMemory("align", flood.target, flood.source, "--save")
    #expect(refused.exitCode == 2)
    #expect(refused.text.isEmpty && !hasMemory)
    #expect(
      refused.errorText.contains(
        "--force takes them as they are. Right is: padan align \(flood.source) \(flood.target) "
          + "--save --memory \(fixture.memory)\n"))
    let forced = try fixture.onMemory("align", flood.target, flood.source, "--save", "--force")
    #expect(forced.exitCode == 0 && !forced.errorText.contains("swapped"))
    let right = try fixture.onMemory("align", flood.source, flood.target, "--save")
    #expect(right.exitCode == 0 && !right.errorText.contains("swapped"))
  }

  @Test func `a short pair with its sides swapped is not added, but with --force`() throws {
    let (short, translation) = (
      "The government said that prices rose again because supplies had fallen.",
      "Pemerintah mengatakan bahwa harga naik lagi karena pasokan turun."
    )
    let refused = try fixture.onMemory("add", short, translation)
    #expect(refused.exitCode == 2 && refused.errorText.contains("swapped"))
    #expect(try fixture.onMemory("add", translation, short).exitCode == 0)
    #expect(try fixture.onMemory("add", short, translation, "--force").exitCode == 0)
  }

  @Test func `names tell where texts are too short to`() throws {
    let source = try fixture.folder.write("krl.en.txt", "Rice prices rose.\n")
    let target = try fixture.folder.write("krl.id.txt", "Harga beras naik.\n")
    #expect(try fixture.onMemory("align", source, target, "--save").exitCode == 2)
    #expect(try fixture.onMemory("align", target, source, "--save").exitCode == 0)
    #expect(
      try fixture.onMemory("align", source, target, "--save", "--from", "en", "--to", "id")
        .exitCode == 0)
  }

  @Test func `one language on both sides and a file against itself are told`() throws {
    let twice = try padan.run("align", flood.source, flood.source)
    #expect(twice.exitCode == 0)
    #expect(twice.errorText.contains("are the same text."))
    #expect(try fixture.onMemory("align", flood.source, flood.source, "--save").exitCode == 2)
    let other = CommandFixture.article("sidang-korupsi").source
    let refused = try fixture.onMemory("align", flood.source, other, "--save")
    #expect(refused.exitCode == 2)
    #expect(refused.errorText.contains("both \(flood.source) and \(other) are in id."))
    #expect(!hasMemory)
  }

  @Test func `a text in a third language is told, by align and segment`() throws {
    let german = try fixture.folder.write(
      "reis.txt",
      "Die Regierung sagte, dass der Preis für Reis am Ende des Monats sinken werde, weil die Ernte "
        + "in mehreren Gebieten begonnen habe und die Bauern sich keine Sorgen machen müssen.\n")
    let fault = "\(german) is in de, not in id. Name its languages with --from and --to."
    let note = try padan.run("align", german, flood.target)
    #expect(note.exitCode == 0 && note.errorText.contains("Warning: " + fault))
    let segments = try padan.run("segment", german)
    #expect(segments.exitCode == 0)
    #expect(
      segments.errorText.contains(
        "\(german): by its words this is in de, not in id. Name its language with --lang."))
  }

  @Test func `one swapped pair of several is left out, and all of them are a wrong use`() throws {
    let court = CommandFixture.article("sidang-korupsi")
    let some = try fixture.onMemory(
      "align", flood.source, flood.target, court.target, court.source, "--save")
    #expect(some.exitCode == 4)
    #expect(some.errorText.contains("1 pair of the inputs was left out"))
    let other = try CommandFixture()
    let all = try other.onMemory(
      "align", flood.target, flood.source, court.target, court.source, "--save")
    #expect(all.exitCode == 2)
    #expect(
      all.errorText.contains(
        "Right is: padan align \(flood.source) \(flood.target) \(court.source) \(court.target) --save"
      ))
    #expect(!FileManager.default.fileExists(atPath: other.memory))
  }

  @Test func `one swapped line of several is named, and no advice turns the others`() throws {
    let lines = [
      #"{"id":"satu","source":["\#(english)"],"target":["\#(indonesian)"]}"#,
      #"{"id":"dua","source":["\#(indonesian)"],"target":["\#(english)"]}"#,
    ]
    let path = try fixture.folder.write("a.jsonl", lines.joined(separator: "\n"))
    let note = try padan.run("align", "--jsonl", path)
    #expect(note.errorText.contains("Swap its texts.") && !note.errorText.contains("Right is"))
  }

  @Test func `segments in JSON Lines are judged too`() throws {
    let line = #"{"id":"satu","source":["\#(english)"],"target":["\#(indonesian)"]}"# + "\n"
    let path = try fixture.folder.write("a.jsonl", line)
    let refused = try fixture.onMemory("align", "--jsonl", path, "--save")
    #expect(refused.exitCode == 2)
    #expect(
      refused.errorText.contains(
        "Right is: padan align --jsonl \(path) --save --memory \(fixture.memory) --from en --to id")
    )
    #expect(
      try fixture.onMemory("align", "--jsonl", path, "--save", "--from", "en", "--to", "id")
        .exitCode == 0)
  }

  @Test func `a pair added by hand is judged from twenty words on`() throws {
    let refused = try fixture.onMemory("add", english, indonesian)
    #expect(refused.exitCode == 2 && !hasMemory)
    #expect(refused.errorText.contains("Right is: padan add '\(indonesian)' '\(english)'"))
    #expect(try fixture.onMemory("add", "Rice prices rose.", "Harga beras naik.").exitCode == 0)
    #expect(try fixture.onMemory("add", english, indonesian, "--force").exitCode == 0)
    #expect(try fixture.onMemory("add", indonesian, english).exitCode == 0)
  }

  @Test func `tables and line pairs are judged as they are imported`() throws {
    let table = try fixture.folder.write("pasangan.tsv", "\(english)\t\(indonesian)\n")
    let refused = try fixture.onMemory("import", table)
    #expect(refused.exitCode == 2 && !hasMemory)
    #expect(
      refused.errorText.contains(
        "Right is: padan import \(table) --memory \(fixture.memory) --from en --to id"))
    #expect(try fixture.onMemory("import", table, "--from", "en", "--to", "id").exitCode == 0)
    #expect(try fixture.onMemory("import", table, "--force").exitCode == 0)

    _ = try fixture.folder.write("train.id", english + "\n")
    _ = try fixture.folder.write("train.en", indonesian + "\n")
    let lines = try fixture.onMemory("import", "--moses", fixture.folder.path(of: "train"))
    #expect(lines.exitCode == 2)
    #expect(lines.errorText.contains("swap the names of the files"))
  }

  @Test func `a trial tells of sides that the import refuses`() throws {
    let table = try fixture.folder.write("pasangan.tsv", "\(english)\t\(indonesian)\n")
    let trial = try fixture.onMemory("import", table, "--dry-run")
    #expect(trial.exitCode == 0 && !hasMemory)
    #expect(
      trial.errorText.hasPrefix(
        "Warning: the sides are swapped: \(table) is in en and the target text in id. Right is: "
          + "padan import \(table) --dry-run --memory \(fixture.memory) --from en --to id\n"))
    #expect(trial.errorText.contains("would be: 1 pair read, 1 unit added"))
    let json = try fixture.onMemory("import", table, "--dry-run", "--format", "json")
    #expect(json.exitCode == 0 && json.text.contains(#""dryRun":true,"sides":"sides.swapped""#))
    let right = try fixture.onMemory("import", table, "--dry-run", "--from", "en", "--to", "id")
    #expect(right.exitCode == 0 && !right.errorText.contains("swapped"))
    let forced = try fixture.onMemory("import", table, "--dry-run", "--force")
    #expect(forced.exitCode == 0 && !forced.errorText.contains("swapped"))
  }

  @Test func `formats that may name their languages are judged if a file does not`() throws {
    let texts = (english.dropLast(), indonesian.dropLast())
    let files = [
      ("a.po", "msgid \"\(texts.0)\"\nmsgstr \"\(texts.1)\"\n"),
      ("a.jsonl", #"{"source":"\#(texts.0)","target":"\#(texts.1)"}"# + "\n"),
      (
        "a.xlf",
        """
        <xliff version="1.2"><file><body><trans-unit id="1"><source>\(texts.0)</source>
        <target>\(texts.1)</target></trans-unit></body></file></xliff>
        """
      ),
    ]
    for (name, text) in files {
      let path = try fixture.folder.write(name, text)
      let refused = try fixture.onMemory("import", path)
      #expect(refused.exitCode == 2 && !hasMemory, "\(name)")
      #expect(refused.errorText.contains("--from en --to id"), "\(name)")
      let right = try fixture.onMemory("import", path, "--from", "en", "--to", "id", "--dry-run")
      #expect(right.exitCode == 0, "\(name)")
    }
    let named = try fixture.folder.write(
      "b.po", "msgid \"\"\nmsgstr \"Language: id\\n\"\n\n\(files[0].1)")
    #expect(try fixture.onMemory("import", named, "--from", "en", "--to", "id").exitCode == 0)
  }

  @Test func `a PO file without a language says how to name it`() throws {
    let file = try fixture.folder.write("a.po", "msgid \"Save\"\nmsgstr \"Simpan\"\n")
    let note =
      "note: \(file):1: no header names the language of the translations, and they are read as: "
    let assumed = try fixture.onMemory("import", file, "--dry-run")
    #expect(
      assumed.errorText.contains(note + "id → en. Name its languages with --from and --to.\n"))
    let told = try fixture.onMemory("import", file, "--dry-run", "--from=en", "--to", "id")
    #expect(told.errorText.contains(note + "en → id\n"))
  }

  @Test func `folders the wrong way round are told once`() throws {
    for folder in ["id", "en"] {
      let path = fixture.folder.path(of: folder)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for name in ["bencana-banjir", "sidang-korupsi"] {
        let article = CommandFixture.article(name)
        try FileManager.default.copyItem(
          atPath: folder == "id" ? article.source : article.target, toPath: "\(path)/\(name).txt")
      }
    }
    let (source, target) = (fixture.folder.path(of: "en"), fixture.folder.path(of: "id"))
    for verb in ["pair", "align"] {
      let run = try padan.run(verb, source, target)
      #expect(run.exitCode == 0)
      #expect(run.errorText.split(separator: "\n").count { $0.contains("swapped") } == 1)
      #expect(run.errorText.contains("Right is: padan \(verb) \(target) \(source)\n"))
      #expect(try !padan.run(verb, target, source).errorText.contains("swapped"))
    }
  }

  @Test func `no file is paired with itself`() throws {
    let folder = fixture.folder.path(of: "berita")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: flood.source, toPath: "\(folder)/banjir.id.txt")
    try FileManager.default.copyItem(atPath: flood.target, toPath: "\(folder)/banjir.en.txt")
    let stray = CommandFixture.article("sidang-korupsi").source
    try FileManager.default.copyItem(atPath: stray, toPath: "\(folder)/catatan.txt")
    let link = fixture.folder.path(of: "link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
    for target in [folder, link] {
      let pairs = try padan.run("pair", folder, target, "--format", "tsv", "-q")
      #expect(pairs.lines.count { !$0.contains("\t\t") && !$0.hasPrefix("\t") } == 1)
      for option in [[], ["--by-content"]] {
        let run = try padan.run(["align", folder, target, "--format", "json"] + option)
        #expect(run.lines.count == 1)
      }
    }
    #expect(try padan.run("pair", flood.source, flood.source).exitCode == 1)
    let lines = try fixture.folder.write(
      "a.jsonl", #"{"name":"satu","segments":["\#(indonesian)"]}"# + "\n")
    #expect(try padan.run("pair", lines, lines).exitCode == 1)
  }

  @Test func `copies of articles are paired one by one`() throws {
    func lines(_ path: String, _ name: String) throws -> String {
      let segments = try padan.run("segment", path, "-q").lines
      let record = try JSONSerialization.data(withJSONObject: ["name": name, "segments": segments])
      return String(decoding: record, as: UTF8.self) + "\n"
    }
    let names = (1...30).map { "salinan-\($0)" }
    let source = try fixture.folder.write(
      "id.jsonl", names.map { try lines(flood.source, $0) }.joined())
    let target = try fixture.folder.write(
      "en.jsonl", names.map { try lines(flood.target, $0) }.joined())
    let run = try padan.run("pair", source, target, "--format", "tsv")
    #expect(run.lines.count == 30)
    #expect(
      run.lines.map { $0.split(separator: "\t").prefix(2).map(String.init) }
        == names.map { [$0, $0] })
    #expect(!run.errorText.contains("share a name"))
  }
}
