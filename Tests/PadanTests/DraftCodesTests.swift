import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct DraftCodesTests {
  private let fixture: DraftFixture

  init() throws { fixture = try DraftFixture() }

  /// A page and its translation, the draft of which is the translation.
  private static let pages = [
    (
      "Hubungi <a href=\"mailto:bantuan@contoh.id\">bantuan@contoh.id</a> jika ada masalah besar.",
      "Contact <a href=\"mailto:bantuan@contoh.id\">bantuan@contoh.id</a> if there is a big problem."
    ),
    (
      "Baca berkas <code>README.md</code> di folder pemasangan.",
      "Read the file <code>README.md</code> in the installation folder."
    ),
    (
      "Unduh berkas sebesar <b>120 MB</b> dari situs kami.",
      "Download the <b>120 MB</b> file from our site."
    ),
    (
      "Harga saham naik menjadi <b>Rp 4.500</b> kemarin.",
      "Share prices rose to <b>Rp 4,500</b> yesterday."
    ),
    (
      "Pertandingan dimulai pukul <b>19.30</b> hari Sabtu.",
      "The match starts at <b>7:30 p.m.</b> on Saturday."
    ),
    (
      "Baca <a href=\"x.pdf\">laporan lengkap (PDF)</a> di situs kami.",
      "Read the <a href=\"x.pdf\">full report (PDF)</a> on our site."
    ),
    ("Menurut Rahmat<sup>1</sup>.", "According to Rahmat<sup>1</sup>."),
    (
      "Versi lama (<span class=\"notranslate\">Lentera Klasik</span>) tidak didukung lagi.",
      "The old version (<span class=\"notranslate\">Lentera Klasik</span>) is no longer supported."
    ),
    (
      "Tekan tombol <span translate=\"no\">Ctrl+S</span> untuk menyimpan berkas.",
      "Press the <span translate=\"no\">Ctrl+S</span> key to save the file."
    ),
  ]

  private static func page(_ body: String) -> String {
    "<html><body><article><h1>Judul</h1><p>\(body)</p></article></body></html>"
  }

  private static func plain(_ text: String) -> String { text.replacing(#/<[^>]*>/#, with: "") }

  @Test(arguments: pages)
  func `an element stands around the whole of what it enclosed`(
    _ source: String, _ target: String
  ) throws {
    let memory = try fixture.memory([(Self.plain(source), Self.plain(target))])
    let found = try fixture.drafted("a.html", Self.page(source), knowing: memory)
    #expect(found.contains("<p>\(target)</p>"), "\(found)")
    var back = fixture
    (back.source, back.target) = (.english, .indonesian)
    let reverse = try back.memory([(Self.plain(target), Self.plain(source))])
    let other = try back.drafted("b.html", Self.page(target), knowing: reverse)
    #expect(other.contains("<p>\(source)</p>"), "\(other)")
  }

  @Test(arguments: [
    ("Warga <img src=\"x\">membeli beras.", "Residents <img src=\"x\">buy rice."),
    (
      "Warga membeli beras<img src=\"x\"> kemarin.",
      "Residents bought rice<img src=\"x\"> yesterday."
    ),
    ("Harga di pasar naik 8%<img src=\"x\">.", "Market prices rose 8%<img src=\"x\">."),
    ("Harganya Rp 4.500<img src=\"x\">.", "It costs Rp 4,500<img src=\"x\">."),
  ])
  func `an image stands on the side of a blank where it did, and in no value`(
    _ source: String, _ target: String
  ) throws {
    let memory = try fixture.memory([(Self.plain(source), Self.plain(target))])
    let found = try fixture.drafted("a.html", Self.page(source), knowing: memory)
    #expect(found.contains("<p>\(target)</p>"), "\(found)")
  }

  @Test func `a blank before an image comes with it`() throws {
    let memory = try fixture.memory([("Harga naik 5%.", "Prices rose 5%.")])
    let source = Self.page("Harga naik 5% <img src=\"x\">.")
    let found = try fixture.drafted("a.html", source, knowing: memory)
    #expect(found.contains("<p>Prices rose 5% <img src=\"x\">.</p>"), "\(found)")
  }

  @Test func `a small word does not draw an element apart`() throws {
    let (source, target) = (
      "Hujan turun selama <u>lebih dari tiga jam</u> di lereng gunung.",
      "Rain fell for <u>more than three hours</u> on the slopes of the mountain."
    )
    let memory = try fixture.memory([(Self.plain(source), Self.plain(target))])
    let found = try fixture.drafted("a.html", Self.page(source), knowing: memory)
    #expect(found.contains("<p>\(target)</p>"), "\(found)")
  }

  @Test func `text that is not translated belongs to its sentence, and stays`() throws {
    let text = Self.page("Aplikasi <b translate=\"no\">Lentera</b> kini gratis.")
    let memory = try fixture.memory([
      ("Aplikasi Lentera kini gratis.", "The Lantern app is now free.")
    ])
    let draft = try fixture.draft("a.html", text, knowing: memory)
    #expect(draft.items.last?.segment.text == "Aplikasi Lentera kini gratis.")
    let found = String(decoding: try draft.document(marked: false).bytes, as: UTF8.self)
    #expect(!found.contains("translate=\"no\">Lantern"), "\(found)")
  }

  @Test(arguments: [
    ("<i translate=\"no\">Baru</i> Tekan tombol.", "<i translate=\"no\">Baru</i> Press it."),
    ("Tekan tombol <i translate=\"no\">Baru</i>.", "Press it. <i translate=\"no\">Baru</i>"),
  ])
  func `text that is not translated stays where the translation has no place for it`(
    _ source: String, _ target: String
  ) throws {
    let found = try fixture.drafted(
      "a.html", Self.page(source), knowing: fixture.memory([("Tekan tombol.", "Press it.")]))
    #expect(found.contains("<p>\(target)</p>") || found.contains("<p>\(source)</p>"), "\(found)")
    #expect(found.contains(">Baru</i>"))
  }

  private static let sentences = [
    ("Harga beras naik tajam di pasar.", "Rice prices rose sharply in the market."),
    ("Warga diminta tetap tenang dan waspada.", "Residents are asked to stay calm and alert."),
    ("Pemerintah menambah pasokan beras.", "The government is increasing the rice supply."),
  ]

  @Test(arguments: [
    ("a.html", "<p><b>0 1</b></p>"), ("a.html", "<p><a href=\"x\">0 1</a> 2</p>"),
    ("a.html", "<p>2 <b>0 1 2</b></p>"),
    ("a.html", "<p><span class=\"lead\"><strong>0 1</strong></span></p>"),
    ("a.html", "<p><em>0</em> 1</p>"), ("a.html", "<p><img src=\"x\"> 0 1</p>"),
    ("a.html", "<p><a href=\"#\"><img src=\"x\"></a> 0</p>"),
    ("a.html", "<p>0 <video src=\"v\"></video> 1</p>"), ("a.md", "**0 1**"),
    ("a.md", "[0 1](http://x.id)"), ("a.md", "*0* 1"), ("a.md", "~~0~~ 1"),
  ])
  func `an element around several sentences keeps them, and codes at an end stay there`(
    _ name: String, _ form: String
  ) throws {
    func filled(_ texts: [String]) -> String {
      let body = texts.indices.reduce(form) { $0.replacing("\($1)", with: texts[$1]) }
      return name == "a.md"
        ? "# Judul\n\n\(body)\n"
        : "<html><body><article><h1>Judul</h1>\(body)</article></body></html>"
    }
    let found = try fixture.drafted(
      name, filled(Self.sentences.map(\.0)), knowing: fixture.memory(Self.sentences))
    #expect(found == filled(Self.sentences.map(\.1)))
  }

  private static func xliff(_ units: String) -> String {
    "<xliff version=\"1.2\"><file original=\"a\" source-language=\"id\" target-language=\"en\" "
      + "datatype=\"html\"><body>\(units)</body></file></xliff>"
  }

  @Test func `the codes of a unit stay around and beside what is repaired`() throws {
    let weight = "<bpt id=\"1\">&lt;b&gt;</bpt>45 kg<ept id=\"1\">&lt;/b&gt;</ept>"
    let memory = try fixture.memory(
      of: Self.xliff(
        "<trans-unit id=\"1\"><source>Mesin ini berbobot \(weight) dan tingginya 1,2 m.</source>"
          + "<target>This machine weighs \(weight) and is 1.2 m tall.</target></trans-unit>"
          + "<trans-unit id=\"2\"><source>Lihat gambar <x id=\"1\"/> di halaman 12.</source>"
          + "<target>See figure <x id=\"1\"/> on page 12.</target></trans-unit>"), named: "m.xlf")
    let found = try fixture.drafted(
      "a.xlf",
      Self.xliff(
        "<trans-unit id=\"1\"><source>Mesin ini berbobot "
          + weight.replacing("45", with: "46") + " dan tingginya 1,2 m.</source></trans-unit>"
          + "<trans-unit id=\"2\"><source>Lihat gambar <x id=\"7\"/> di halaman 13.</source></trans-unit>"
          + "<trans-unit id=\"3\"><source>Lihat gambar di halaman 14.</source></trans-unit>"),
      knowing: memory)
    #expect(
      found.contains(
        ">This machine weighs \(weight.replacing("45", with: "46")) and is 1.2 m tall.</target>"),
      "\(found)")
    #expect(found.contains(">See figure <x id=\"7\"/> on page 13.</target>"), "\(found)")
    #expect(found.contains(">See figure on page 14.</target>"), "\(found)")
  }

  @Test func `a blank that stands in the markup of an image is not doubled`() throws {
    let found = try fixture.drafted(
      "a.html", Self.page("Harga beras <img src=x> naik tajam di pasar."),
      knowing: fixture.memory(Self.sentences))
    #expect(!found.contains("  "), "\(found)")
    #expect(found.contains("<img src=x>"))
  }

  @Test(arguments: [
    ("1.2", "<mrk mtype=\"protected\" mid=\"7\">Ctrl+S</mrk>"),
    ("2.1", "<mrk id=\"m\" translate=\"no\">Ctrl+<pc id=\"1\">S</pc></mrk>"),
  ])
  func `a protected text of XLIFF is a code, and stays`(_ version: String, _ mark: String) throws {
    func file(_ source: String, _ target: String) -> String {
      version == "1.2"
        ? "<xliff version=\"1.2\"><file source-language=\"id\" target-language=\"en\"><body><trans-unit "
          + "id=\"1\"><source>\(source)</source>\(target)</trans-unit></body></file></xliff>"
        : "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"id\" "
          + "trgLang=\"en\"><file id=\"f\"><unit id=\"u\"><segment><source>\(source)</source>\(target)"
          + "</segment></unit></file></xliff>"
    }
    let source = "Tekan \(mark) untuk menyimpan berkas."
    let memory = try fixture.memory(
      of: file(source, "<target>To save the file, press \(mark).</target>"), named: "a.xlf")
    let draft = try fixture.draft("b.xlf", file(source, ""), knowing: memory)
    #expect(draft.items.map(\.segment.text) == ["Tekan  untuk menyimpan berkas."])
    #expect(draft.items.map { $0.match?.score.net } == [100])
    let found = String(decoding: try draft.document(marked: false).bytes, as: UTF8.self)
    #expect(found.contains(">To save the file, press \(mark).</target>"), "\(found)")
    let other = try fixture.drafted(
      "c.xlf", file(source.replacing("Ctrl+", with: "Alt+"), ""), knowing: memory)
    #expect(
      other.contains(">To save the file, press \(mark.replacing("Ctrl+", with: "Alt+")).</target>"),
      "\(other)")
  }
}
