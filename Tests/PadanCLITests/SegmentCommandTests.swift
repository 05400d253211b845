import Foundation
import PadanTestSupport
import Testing

struct SegmentCommandTests {
  private let fixture: CommandFixture
  private var padan: PadanBinary { fixture.padan }

  init() throws {
    fixture = try CommandFixture()
  }

  /// A line of JSON without its confidence, which every change of the weights moves.
  private func withoutConfidence(_ line: String) -> String {
    line.replacing(#/,"confidence":[0-9.]+/#, with: "")
  }

  @Test(arguments: ["politik-koalisi.id", "daftar-tips.en", "gabung-pisah.id"])
  func `JSON lines hold the slices of the input that their offsets name`(_ name: String) throws {
    let path = Repository.corpus("articles/\(name).txt")
    let run = try padan.run("segment", path, "--lang", String(name.suffix(2)), "--format", "json")
    #expect(run.exitCode == 0)
    #expect(run.errorText == "")
    let bytes = try contents(of: path)
    var end = 0
    for (index, line) in run.lines.enumerated() {
      let segment = try object(line)
      let start = try #require(segment["start"] as? Int)
      let text = try #require(segment["text"] as? String)
      #expect(segment["index"] as? Int == index)
      #expect(start >= end)
      end = try #require(segment["end"] as? Int)
      try #require(start <= end && end <= bytes.count)
      #expect(bytes[start..<end].elementsEqual(text.utf8))
      var expected: Set = [
        "index", "text", "start", "end", "block", "kind", "confidence", "document",
      ]
      if segment["copy"] as? Bool == true { expected.insert("copy") }
      #expect(Set(segment.keys) == expected)
    }
    #expect(run.lines.count > 20)
  }

  @Test func `JSON of a long text is UTF-8, also where the text is not`() throws {
    let path = try fixture.folder.write(
      "long.txt",
      Array("é ".utf8) + [0xFF] + Array(" satu.\n".utf8)
        + [UInt8](repeating: 0x0A, count: 4 << 20))
    let run = try padan.run("segment", path, "--format", "json")
    #expect(String(validating: run.output, as: UTF8.self)?.contains("\u{FFFD} satu.") == true)
  }

  @Test func `keys stand in their documented order`() throws {
    let run = try padan.run("segment", "-", "--format", "json", input: "Satu \"dua\".\n\nTiga.\n")
    #expect(
      run.lines.map(withoutConfidence) == [
        #"{"index":0,"text":"Satu \"dua\".","start":0,"end":11,"block":0,"kind":"body"}"#,
        #"{"index":1,"text":"Tiga.","start":13,"end":18,"block":1,"kind":"body"}"#,
      ])
    #expect(run.lines.allSatisfy { withoutConfidence($0) != $0 })
  }

  @Test func `text is a segment a line and TSV has six columns`() throws {
    let article = "Satu.\tDua\u{2028}tiga. Empat.\n"
    #expect(
      try padan.run("segment", "-", input: article).lines == ["Satu.", "Dua", "tiga.", "Empat."])
    let table = try padan.run("segment", "-", "--format", "tsv", input: article).lines
    #expect(table.first == "0\t0\t5\t0\tbody\tSatu.")
    #expect(table.allSatisfy { $0.split(separator: "\t").count == 6 })
  }

  @Test func `wrapped text is cut at blank lines and printed on one line`() throws {
    let run = try padan.run(
      "segment", "-", "--wrapped", input: "Harga beras\nnaik.\n\nPanen tiba.\n")
    #expect(run.lines == ["Harga beras naik.", "Panen tiba."])
  }

  private static let wrapped =
    "Pasar Baru Solo Dibuka\n\nSOLO - Pemerintah kota membuka pasar baru pada Senin pagi dan\n"
    + "pedagang mulai berjualan sejak subuh. Harga sewa kios dua\nratus ribu rupiah.\n"

  @Test func `hard-wrapped text is joined, with a note that names the option against it`() throws {
    let path = try fixture.folder.write("surat.txt", Self.wrapped)
    let run = try padan.run("segment", path)
    #expect(run.lines.last == "Harga sewa kios dua ratus ribu rupiah.")
    #expect(
      run.errorText
        == "\(path): hard-wrapped at 61 columns; the lines of each paragraph are joined. "
        + "--wrapped=no takes each line for a paragraph.\n")
    let lines = try padan.run("segment", path, "--wrapped=no")
    #expect(lines.errorText == "")
    #expect(lines.lines.last == "ratus ribu rupiah.")
  }

  @Test(arguments: [
    ("<html><body><form><input type=\"password\"></form></body></html>", 1, "asks to log in"),
    ("<html><frameset><frame src=\"a\"></frameset></html>", 1, "in frames"),
    ("<html><body></body></html>", 1, "has no text"), ("<rss version=\"2.0\"/>", 3, "a feed (RSS)"),
    ("{\"id\": 1}", 3, "this is JSON"),
  ])
  func `what holds no article is said for what it is`(text: String, code: Int32, message: String)
    throws
  {
    let path = try fixture.folder.write("masukan", text)
    for verb in [["segment"], ["align", path], ["pair", path]] {
      let run = try padan.run(verb + [path])
      #expect(run.exitCode == code && run.text == "")
      #expect(run.errorText.contains(message))
    }
  }

  @Test func `--wrapped means yes, also before a file's name, and has three values`() throws {
    let path = try fixture.folder.write("surat.txt", "Harga beras\nnaik.\n")
    #expect(try padan.run("segment", "--wrapped", path).lines == ["Harga beras naik."])
    #expect(try padan.run("segment", "--wrapped=yes", path).lines == ["Harga beras naik."])
    #expect(try padan.run("segment", "--wrapped=auto", path).lines.count == 2)
    let wrong = try padan.run("segment", "--wrapped=perhaps", path)
    #expect(wrong.exitCode == 2)
    #expect(wrong.errorText.contains("--wrapped is yes, no or auto, not “perhaps”."))
  }

  @Test func `offsets of a page refer to what --extract prints`() throws {
    let html = "<html><body><h1>Harga &amp; upah</h1><p>Satu. Dua.</p></body></html>"
    let path = try fixture.folder.write("a.html", html)
    let text = try padan.run("segment", path, "--extract")
    #expect(text.text == "Harga & upah\nSatu. Dua.\n")
    for line in try padan.run("segment", path, "--format", "json").lines {
      let segment = try object(line)
      let range = try #require(segment["start"] as? Int)..<(try #require(segment["end"] as? Int))
      let slice = String(decoding: text.output[range], as: UTF8.self)
      #expect(slice == segment["text"] as? String)
    }
  }

  @Test(arguments: [
    ("all", ["kicker", "headline", "byline", "body", "inset", "signoff"]), ("body", ["body"]),
    ("translatable", ["kicker", "headline", "body"]),
  ])
  func `--keep chooses segments by what they are for`(_ kept: String, _ kinds: [String]) throws {
    let article =
      "• Ekonomi\n\nHarga Beras Naik Lagi di Jawa\n\nRabu, 12/03/2025 10:15 WIB\n\n"
      + "Harga beras naik lagi di pasar induk.\n\nBaca juga: Harga Gula Turun\n\n(ant/abc)\n"
    let run = try padan.run("segment", "-", "--keep", kept, "--format", "json", input: article)
    let segments = try run.lines.map(object)
    #expect(segments.map { $0["kind"] as? String } == kinds)
    #expect(segments.map { $0["index"] as? Int } == Array(kinds.indices))
  }

  @Test func `--explain names what decided at each place`() throws {
    let run = try padan.run(
      "segment", "-", "--explain", "--format", "json", input: "Prof. Budi tiba. Ia pergi.\n")
    let block = try object(try #require(run.lines.first))
    #expect(block["block"] as? Int == 0 && block["kind"] as? String == "body")
    #expect(try #require(block["confidence"] as? Double) > 0.5)
    #expect(try #require(block["features"] as? [String]).contains("end=stop"))
    #expect(
      run.lines.dropFirst() == [
        #"{"offset":6,"break":false,"icu":true,"rule":"before-name","word":"Prof.","#
          + #""before":"Prof. ","after":"Budi tiba. Ia pergi."}"#,
        #"{"offset":17,"break":true,"icu":true,"rule":"icu","word":"tiba.","#
          + #""before":"Prof. Budi tiba. ","after":"Ia pergi."}"#,
      ])
  }

  @Test func `--strict refuses ill-formed UTF-8 by its line`() throws {
    let path = try fixture.folder.write("a.txt", Array("é\nsatu ".utf8) + [0xFF])
    let run = try padan.run("segment", path, "--strict")
    #expect(run.exitCode == 3)
    #expect(run.diagnostics.count == 1 && run.errorText.hasPrefix("Error: \(path):2: "))
    #expect(run.text == "")
  }

  @Test func `several articles are answered one after the other`() throws {
    let first = try fixture.folder.write("a.txt", "Satu. Dua.")
    let second = try fixture.folder.write("b.txt", "Tiga.")
    #expect(try padan.run("segment", first, second).lines == ["Satu.", "Dua.", "Tiga."])
  }

  @Test func `JSON and TSV of several articles name the document of each segment`() throws {
    let first = try fixture.folder.write("a.id.txt", "Satu. Dua.")
    let second = try fixture.folder.write("b.txt", "Tiga.")
    _ = try fixture.folder.write("c.en.txt", "Four.")
    let names = [first, first, second]
    for inputs in [[first, second], [fixture.folder.path]] {
      let json = try padan.run(["segment", "--format", "json"] + inputs).lines.map(object)
      #expect(json.map { $0["document"] as? String } == names)
      #expect(json.map { $0["index"] as? Int } == [0, 1, 0])
      let table = try padan.run(["segment", "--format", "tsv"] + inputs).lines
      #expect(table.map { $0.split(separator: "\t").last.map(String.init) } == names)
      #expect(table.first == "0\t0\t5\t0\tbody\tSatu.\t\(first)")
    }
    let one = try padan.run("segment", first, "--format", "tsv").lines
    #expect(one.first == "0\t0\t5\t0\tbody\tSatu.")
    #expect(
      try padan.run("segment", first, "--format", "json").lines.first.map(withoutConfidence)
        == #"{"index":0,"text":"Satu.","start":0,"end":5,"block":0,"kind":"body","document":"\#(first)"}"#
    )
  }

  @Test func `a folder without articles is a bad input`() throws {
    _ = try fixture.folder.write("a.en.txt", "One.")
    #expect(try padan.run("segment", fixture.folder.path).exitCode == 3)
  }

  @Test(arguments: [("jv", 1), ("id", 0), ("en-GB", 0), ("ms", 0)])
  func `a language whose words nobody listed is named once`(_ tag: String, _ count: Int) throws {
    let first = try fixture.folder.write("a.txt", "Satu. Dua.")
    let second = try fixture.folder.write("b.txt", "Tiga.")
    let run = try padan.run("segment", first, second, "--lang", tag)
    #expect(run.diagnostics.count { $0.hasPrefix("rules: none for \(tag)") } == count)
    #expect(run.diagnostics.count == count)
    #expect(try padan.run("segment", first, "--lang", tag, "--quiet").diagnostics == [])
    let aligned = try padan.run("align", first, second, "--from", tag, "--to", "fr")
    #expect(aligned.diagnostics.filter { $0.hasPrefix("rules: none") }.count == count + 1)
  }

  @Test(arguments: [("", true), ("", false)])
  func `an empty article has no segments, a note and exit code 0`(
    _ text: String, _ isQuiet: Bool
  ) throws {
    let path = try fixture.folder.write("a.txt", text)
    let run = try padan.run(["segment", path] + (isQuiet ? ["--quiet"] : []))
    #expect(run.exitCode == 0)
    #expect(run.text == "")
    #expect(run.diagnostics == (isQuiet ? [] : ["\(path): the file is empty"]))
  }

  @Test func `a blank article is noted like an empty one`() throws {
    let path = try fixture.folder.write("a.txt", " \n\n\t\n")
    let run = try padan.run("segment", path)
    #expect(run.exitCode == 0 && run.text == "")
    #expect(run.diagnostics.count == 1)
  }

  @Test func `ill-formed UTF-8 keeps its offsets and is noted`() throws {
    let bytes = Array("é ".utf8) + [0xFF] + Array(" satu. Dua.".utf8)
    let path = try fixture.folder.write("a.txt", bytes)
    let run = try padan.run("segment", path, "--format", "json")
    #expect(run.exitCode == 0)
    #expect(run.diagnostics == ["\(path):1: 1 ill-formed UTF-8 sequence read as U+FFFD"])
    #expect(try run.lines.map { try object($0)["start"] as? Int } == [0, 11])
  }
}
