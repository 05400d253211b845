import Foundation
import PadanTestSupport
import Testing

/// What a person corrects on a page, with `--as` and with rules of their own.
struct PageCorrectionCommandTests {
  private let fixture: CommandFixture
  private var padan: PadanBinary { fixture.padan }
  private let page: String
  private let rules: String

  init() throws {
    fixture = try CommandFixture()
    page = try fixture.folder.write("halaman.txt", Self.text)
    rules = fixture.folder.path(of: "own.rules")
  }

  private static let text = """
    Pasar Baru Solo Dibuka

    Laporan khusus: Ratna Dewi

    SOLO - Pemerintah kota membuka pasar baru pada Senin pagi. Pedagang datang sejak subuh.

    Warga diminta memakai jalan lain.

    Dapatkan berita pilihan setiap pagi di kotak surat Anda.

    """

  private func kinds(_ arguments: String...) throws -> [String] {
    try padan.run(["segment", page, "--format", "tsv", "-q"] + arguments).lines.map {
      String($0.split(separator: "\t")[4])
    }
  }

  // MARK: --as

  @Test func `--as fixes blocks by the numbers that --explain prints`() throws {
    let kinds = try kinds("--no-user-rules", "--as", "3=inset", "--as", "0-1=kicker")
    #expect(kinds.prefix(2) == ["kicker", "kicker"])
    #expect(kinds[4] == "inset")
    let run = try padan.run(
      "segment", page, "--no-user-rules", "--explain", "--as", "0,3-4=inset")
    let fixed = run.lines.filter { $0.hasSuffix("fixed by --as") }
    #expect(fixed.map { $0.prefix(8) } == ["block 0 ", "block 3 ", "block 4 "])
    #expect(fixed.allSatisfy { $0.contains("inset") && $0.contains("100 %") })
  }

  @Test func `JSON tells what fixed a kind`() throws {
    _ = try padan.run("rules", "add", "Warga diminta", "--inset", "--rules", rules)
    let run = try padan.run(
      "segment", page, "--rules", rules, "--explain", "--format", "json", "--as", "4=inset")
    let blocks = try run.lines.map(object).filter { $0["block"] != nil }
    #expect(blocks[3]["fixed"] as? String == "cue")
    #expect(blocks[3]["cue"] as? String == "Warga diminta")
    #expect(blocks[4]["fixed"] as? String == "person")
    #expect(blocks[4]["confidence"] as? Double == 1)
    #expect(blocks[2]["fixed"] == nil)
  }

  @Test(arguments: [
    (["--as", "4=kaption"], "Did you mean 'caption'?"), (["--as", "caption"], "gives no kind"),
    (["--as", "5-3=body"], "gives no kind"), (["--as", "x=body"], "gives no kind"),
    (["--as", "-1=body"], "gives no kind"), (["--as", "5=body"], "the blocks are 0 to 4"),
    (["--as", "1=body", "b.txt"], "one article"),
  ])
  func `a wrong --as is exit code 2 and no output`(arguments: [String], message: String) throws {
    let run = try padan.run(["segment", page] + arguments)
    #expect(run.exitCode == 2 && run.text == "")
    #expect(run.errorText.contains(message))
  }

  @Test func `align and pair take kinds for each side`() throws {
    let target = try fixture.folder.write(
      "page.txt",
      "New Market Opens in Solo\n\nSOLO - The city government opened a new market on Monday.\n")
    func pairedSources(_ kinds: String...) throws -> Set<Int> {
      let run = try padan.run(
        ["align", page, target, "--format", "json", "--no-user-rules", "-q"] + kinds)
      let beads = try #require(try object(run.lines[0])["beads"] as? [[String: Any]])
      let paired = beads.filter { ($0["target"] as? [Int])?.isEmpty == false }
      return Set(paired.flatMap { $0["source"] as? [Int] ?? [] })
    }
    #expect(try pairedSources() == [2])
    #expect(try pairedSources("--as-source", "2=inset").isEmpty)
    #expect(try pairedSources("--as-target", "0-1=inset").isEmpty)
    for verb in ["align", "pair"] {
      let wrong = try padan.run([verb, page, target, "--as-target", "2=inset"])
      #expect(wrong.exitCode == 2 && wrong.errorText.contains("there is no block 2"))
      let folders = try padan.run([
        verb, fixture.folder.path(of: ""), fixture.folder.path(of: ""), "--as-source", "2=inset",
      ])
      #expect(folders.exitCode == 2 && folders.errorText.contains("one article a side"))
    }
  }

  // MARK: Rules

  @Test func `words of a kind are added, listed, used and removed`() throws {
    let add = try padan.run(
      "rules", "add", "--inset", "Warga  diminta", "[Gambas:Video", "--rules", rules)
    #expect(add.exitCode == 0)
    let listed = try padan.run("rules", "list", "--user", "--rules", rules).lines
    #expect(
      listed == [
        "inset\tWarga diminta\t\(rules):2", "inset\tGambas:Video\t\(rules):3",
      ])
    #expect(try kinds("--rules", rules)[4] == "inset")
    let explained = try padan.run("segment", page, "--rules", rules, "--explain").lines[3]
    #expect(explained.hasSuffix("fixed by your rule “Warga diminta”"))
    _ = try padan.run("rules", "remove", "Warga diminta", "Gambas:Video", "--rules", rules)
    #expect(try padan.run("rules", "list", "--user", "--rules", rules).text == "")
    #expect(try padan.run("rules", "add", "--inset", "…", "--rules", rules).exitCode == 2)
  }

  @Test func `a corrected page is learned from`() throws {
    let learned = try padan.run(
      "rules", "learn-page", page, "--as", "1=signoff", "--as", "3=inset", "--as", "0=caption",
      "--rules", rules)
    #expect(learned.exitCode == 0)
    #expect(
      try padan.run("rules", "list", "--user", "--rules", rules).lines.map {
        $0.split(separator: "\t").prefix(2).joined(separator: " ")
      } == ["signoff Laporan khusus:", "inset Warga diminta memakai"])
    #expect(learned.errorText.contains("not kept, it may begin any line: Pasar Baru Solo Dibuka"))
    let kinds = try kinds("--rules", rules)
    #expect(kinds[1] == "signoff" && kinds[4] == "inset")
    let again = try padan.run(
      "rules", "learn-page", page, "--as", "1=signoff", "--rules", rules)
    #expect(again.exitCode == 1)
    #expect(try padan.run("rules", "learn-page", page, "--rules", rules).exitCode == 2)
  }

  @Test func `a page with its kinds is learned from`() throws {
    let labelled = try fixture.folder.write(
      "halaman.id.page",
      """
      headline\tPasar Baru Solo Dibuka

      byline\tLaporan khusus: Ratna Dewi

      dateline-sentence\tSOLO - Pemerintah kota membuka pasar baru pada Senin pagi.
      +body\tPedagang datang sejak subuh.

      inset,body\tWarga diminta memakai jalan lain.

      inset\tWarga kota sejak lama menunggu
      """)
    _ = try padan.run("rules", "learn-page", labelled, "--rules", rules)
    let words = try padan.run("rules", "list", "--user", "--rules", rules).text
    #expect(!words.contains("Warga diminta"))
    let wrong = try fixture.folder.write("salah.page", "kepala\tPasar\n")
    let run = try padan.run("rules", "learn-page", wrong, "--rules", rules)
    #expect(run.exitCode == 3 && run.errorText.contains("salah.page:1"))
  }

  @Test func `each verb that translates an article takes --as`() throws {
    let line = "Dapatkan berita pilihan setiap pagi di kotak surat Anda."
    let pairs = try fixture.folder.write("a.tsv", "\(line)\tGet the morning's news by mail.\n")
    #expect(try fixture.onMemory("import", pairs, "-q").exitCode == 0)
    let memory = ["--memory", fixture.memory]
    let verbs = [
      ["pretranslate", page], ["analyze", page, "--format", "csv"], ["context", page],
      ["lookup", page, "--article"],
    ]
    for verb in verbs {
      let plain = try padan.run(verb + memory + ["--no-user-rules"])
      let fixed = try padan.run(verb + memory + ["--no-user-rules", "--as", "4=inset"])
      #expect(plain.exitCode == 0 && fixed.text != plain.text, "\(verb[0])")
      let wrong = try padan.run(verb + memory + ["--as", "9=body"])
      #expect(
        wrong.exitCode == 2 && wrong.errorText.contains("the blocks are 0 to 4"), "\(verb[0])")
    }
    let draft = try fixture.onMemory("pretranslate", page, "--as", "4=inset")
    #expect(draft.exitCode == 1 && draft.text == Self.text, "\(draft.text)")
    let file = try fixture.folder.write("a.po", "msgid \"Satu\"\nmsgstr \"\"\n")
    for arguments in [["pretranslate", file], ["analyze", file], ["lookup", "Satu"]] {
      let run = try padan.run(arguments + memory + ["--as", "0=body"])
      #expect(run.exitCode == 2 && run.text.isEmpty, "\(run.errorText)")
    }
  }

  // MARK: HTML

  @Test func `--format html shows kinds, doubts and what is not the article`() throws {
    let path = try fixture.folder.write("<b>&.txt", Self.text + "\n<script>alert(1)</script>\n")
    let run = try padan.run(
      "segment", path, "--format", "html", "--no-user-rules", "--as", "3=inset")
    #expect(run.exitCode == 0)
    #expect(run.text.hasPrefix("<!DOCTYPE html>") && run.text.hasSuffix("</body>\n</html>\n"))
    #expect(!run.text.contains("<script>") && !run.text.contains("<b>&."))
    #expect(run.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(
      run.text.contains(
        #"<li class="inset"><p class="kind"><small>3</small> inset <small>100 %</small></p>"#
          + #"<p lang="id" dir="ltr"><span>Warga diminta memakai jalan lain.</span></p></li>"#))
    #expect(run.text.contains(#"<li class="dateline-sentence">"#))
    #expect(run.text.contains("prefers-color-scheme: dark"))
    let body = try padan.run(
      "segment", path, "--format", "html", "--keep", "body", "--as", "3=inset")
    #expect(!body.text.contains("Warga diminta"))
  }
}
