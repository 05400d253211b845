import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct SegmenterTests {
  private let segmenter: Segmenter

  init() throws {
    segmenter = try Segmenter(language: .indonesian)
  }

  @Test(arguments: [
    "Prof. Budi tiba. ⏐Ia tersenyum.", "Café ramai. ⏐Dua kalimat. ⏐Tiga!", "Satu", "",
    "Satu.\n⏐Dua.", "Satu\n\n\n⏐dua", "  Satu. \t\n", "😀 Ya. ⏐Tidak.",
  ])
  func `breaks fall at the marks`(_ example: String) throws {
    let (text, breaks) = marked(example)
    let segments = try segmenter.segments(of: Document(text))
    #expect(segments.dropFirst().map(\.range.lowerBound) == breaks)
  }

  @Test(arguments: ["xx", "qqq", "xqz"])
  func `a language that ICU does not know is refused`(_ language: String) throws {
    let tag = try #require(LanguageTag(language))
    #expect(throws: SegmentationError.unknownLanguage(language)) { try Segmenter(language: tag) }
  }

  @Test(arguments: ["id", "en", "de", "ja", "zh-Hant-TW", "ar", "jv", "su", "en-US"])
  func `any language that ICU knows is cut`(_ language: String) throws {
    let segmenter = try Segmenter(language: try #require(LanguageTag(language)))
    #expect(try segmenter.sentences(of: "Satu dua! Tiga empat?").count == 2)
  }

  @Test func `sentences know no article`() throws {
    let text = "Judul Besar\nIsi berita. Baca juga: lagi"
    let sentences = try segmenter.sentences(of: text)
    #expect(sentences.map(\.lowerBound) == [0, 12, 24])
  }

  // MARK: Line ends, byte order mark

  @Test(arguments: ["\r\n", "\r", "\n"])
  func `every kind of line end parts blocks`(_ lineEnd: String) throws {
    let lines = ["Satu. Dua.", "", "Tiga.", "Empat."]
    let text = lines.joined(separator: lineEnd) + lineEnd
    let segments = try segmenter.segments(of: Document(text))
    #expect(segments.map(\.text) == ["Satu.", "Dua.", "Tiga.", "Empat."])
    #expect(segments.map(\.block) == [0, 0, 1, 2])
    for segment in segments {
      #expect(Array(text.utf8)[segment.range].elementsEqual(segment.text.utf8))
    }
  }

  @Test func `a byte order mark belongs to no segment and moves the offsets`() throws {
    let segments = try segmenter.segments(of: Document("\u{FEFF}Satu. Dua."))
    #expect(segments.map(\.text) == ["Satu.", "Dua."])
    #expect(segments.map(\.range) == [3..<8, 9..<13])
  }

  @Test func `an ill-formed byte stands as U+FFFD and keeps its place`() throws {
    let bytes = Array("Satu ".utf8) + [0xFF] + Array(" dua. Tiga.".utf8)
    let segments = try segmenter.segments(of: Document(text: bytes))
    #expect(segments.map(\.text) == ["Satu \u{FFFD} dua.", "Tiga."])
    #expect(segments.map(\.range) == [0..<11, 12..<17])
  }

  @Test func `U+0085 in a line of wrongly decoded text ends no sentence`() throws {
    let text = "Harga beras naik\u{85} dan warga\u{85}mengeluh. Panen tiba."
    let segments = try segmenter.segments(of: Document(text))
    #expect(
      segments.map(\.text) == ["Harga beras naik\u{85} dan warga\u{85}mengeluh.", "Panen tiba."])
  }

  // MARK: Layout

  @Test func `blank lines part the blocks of wrapped text`() throws {
    let wrapped = try Segmenter(language: .indonesian, layout: .wrapped)
    let (text, breaks) = marked(
      """
      Harga beras di pasar
      induk naik. ⏐Pedagang
      mengeluh.

      ⏐Panen baru tiba
      bulan depan.
      """)
    let segments = try wrapped.segments(of: Document(text))
    #expect(segments.dropFirst().map(\.range.lowerBound) == breaks)
    #expect(segments.map(\.block) == [0, 0, 1])
    #expect(segments.first?.text == "Harga beras di pasar induk naik.")
    #expect(segments.first?.range == 0..<32)
  }

  @Test func `wrapped text with Windows line ends is cut alike`() throws {
    let wrapped = try Segmenter(language: .indonesian, layout: .wrapped)
    let text = "Harga beras\r\nnaik. Pedagang\r\nmengeluh.\r\n \r\nPanen tiba."
    let segments = try wrapped.segments(of: Document(text))
    #expect(
      segments.map(\.text) == ["Harga beras naik.", "Pedagang mengeluh.", "Panen tiba."])
    #expect(segments.map(\.range) == [0..<18, 19..<38, 43..<54])
    #expect(segments.map(\.block) == [0, 0, 1])
  }

  @Test func `a format's paragraphs decide where it names them`() throws {
    let text = "Harga beras naik. Pedagang mengeluh. Panen tiba."
    let document = Document(
      text: Array(text.utf8),
      paragraphs: [Paragraph(range: 0..<36, structure: .listItem), Paragraph(range: 37..<48)])
    let segments = try segmenter.segments(of: document)
    #expect(segments.map(\.kind) == [.list, .list, .body])
    #expect(segments.map(\.block) == [0, 0, 1])
  }
}
