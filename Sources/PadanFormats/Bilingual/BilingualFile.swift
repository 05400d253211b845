package import PadanModel
import PadanText

/// A file in which segments are translated: XLIFF, PO or a table.
///
/// It knows the place of each segment in its bytes, so that only translations change, with what the
/// format says about them; all else stays as it is.
///
///     let file = try BilingualFile(bytes, name: "berita.xlf", options)
///     let done = try file.written(with: [0: proposal]).bytes
package struct BilingualFile: Sendable {
  /// How far the translation of a segment has come.
  package enum State: Hashable, Sendable {
    /// There is no translation.
    case open
    /// There is one that nobody has finished.
    case draft
    /// It is translated.
    case done
    /// It is not to be translated.
    case fixed
  }

  /// A segment of the file.
  package struct Segment: Hashable, Sendable {
    /// Its text.
    package var source: String
    /// Its codes, whose content is markup of the file. Each has an `x` of its own, and the halves of
    /// a pair have the same `i`.
    package var codes: [InlineCode] = []
    /// The translation that stands there, with its codes; `nil` if there is none, or if it has markup that is
    /// no code.
    package var target: Variant?
    /// How far its translation has come.
    package var state: State
    /// The number of the text to which it belongs: its neighbours are those of the same text.
    package var part = 0
    /// Whether it takes a translation of an equal text only, as a plural form does.
    package var takesOnlyExact = false
    /// What the file calls it where one text may have several translations: the context of an entry of a PO
    /// file; `nil` without a name.
    package var name: String?
    /// Whether it is the plural of the segment before it.
    package var isPlural = false
  }

  /// A translation that is put in for a segment.
  package struct Proposal: Hashable, Sendable {
    /// The translation.
    package var text: String
    /// Its codes, which are those of the segment, by their offset in the scalars of `text`.
    package var codes: [InlineCode]
    /// The match of which it is the translation; `nil` if a person wrote it.
    package var match: Match?

    /// Whether nobody has to look at it.
    package var isFinished: Bool { match?.score ?? 100 == 100 }

    /// Names the parts of a proposal.
    package init(text: String, codes: [InlineCode], match: Match?) {
      self.text = text
      self.codes = codes
      self.match = match
    }
  }

  /// What a file says of the match of a proposal.
  package struct Match: Hashable, Sendable {
    /// Its score, 0...100.
    package var score: Double
    /// The score of the texts before penalties, 0...100.
    package var similarity: Double
    /// Its kind: `context`, `exact`, `repaired`, `fuzzy` or `repetition`.
    package var kind: String
    /// The stored text.
    package var source: String
    /// The stored translation, if the proposal is adapted from it; `nil` if it is the same.
    package var adaptedFrom: String?
    /// The number of the unit.
    package var unit: Int64
    /// The name of the memory.
    package var memory: String
    /// Where the unit was met, which may tell further plural forms.
    package var occurrences: [Provenance] = []

    /// The score with one decimal, rounded down, as `padan lookup` prints it.
    var printedScore: String { Self.oneDecimal(score) }
    /// The score before penalties, in the same form.
    var printedSimilarity: String { Self.oneDecimal(similarity) }

    private static func oneDecimal(_ number: Double) -> String {
      let tenths = Int((number * 10 + 1e-9).rounded(.down))
      return "\(tenths / 10).\(tenths % 10)"
    }

    /// Names the parts of a match, by default of one whose translation was not adapted.
    package init(
      score: Double, similarity: Double, kind: String, source: String, adaptedFrom: String? = nil,
      unit: Int64, memory: String
    ) {
      self.score = score
      self.similarity = similarity
      self.kind = kind
      self.source = source
      self.adaptedFrom = adaptedFrom
      self.unit = unit
      self.memory = memory
    }
  }

  /// The name of the file.
  package let name: String
  /// The segments, in order.
  package var segments: [Segment] { body.segments }
  /// What was guessed or repaired in reading.
  package let notes: [DocumentReader.Note]
  private let body: any BilingualBody
  private let original: [UInt8]
  private let encoding: String
  private let hasMark: Bool

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: Its name in messages.
  ///   - format: Its format, as `BilingualFormat.recognized` finds it.
  ///   - options: The languages of the texts, and the encoding.
  /// - Throws: `InputError` if the file is damaged, or translates between other languages.
  package init(
    _ bytes: [UInt8], name: String, format: BilingualFormat, _ options: ReadingOptions
  ) throws {
    let decoded: DecodedText
    do throws(TextEncodingError) {
      decoded =
        if let encoding = options.encoding {
          try TextEncoding.decode(bytes, as: encoding)
        } else {
          try TextEncoding.decode(bytes, declared: format.declaredEncoding(bytes))
        }
    } catch {
      throw InputError(name, .init(error))
    }
    if let line = decoded.firstRepairLine {
      throw InputError(SourceLocation(file: name, line: line), .illFormedBilingual)
    }
    hasMark = decoded.bytes.starts(with: Self.mark)
    let text = hasMark ? Array(decoded.bytes.dropFirst(Self.mark.count)) : decoded.bytes
    body = try format.read(text, name, options)
    notes = decoded.isGuessed ? [DocumentReader.guessNote(decoded.encoding, name: name)] : []
    self.name = name
    original = bytes
    encoding = decoded.encoding
  }

  /// A proposal as a segment takes it: with the codes that the segment must not lose, and with the white
  /// space at its ends that the segment has, such as a last line break.
  ///
  /// - Parameter position: The position of the segment.
  package func proposal(_ proposal: Proposal, at position: Int) -> Proposal {
    let segment = segments[position]
    var result = proposal
    let scalars = Array(proposal.text.unicodeScalars)
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
    let source = segment.source.unicodeScalars
    let lead = source.prefix { $0.properties.isWhitespace }
    let trail = source.reversed().prefix { $0.properties.isWhitespace }.reversed()
    var text = String.UnicodeScalarView(lead)
    text.append(contentsOf: scalars[start..<end])
    text.append(contentsOf: trail)
    result.text = String(text)
    let (first, last) = (lead.count, source.count - trail.count)
    result.codes = CodeRestorer(segment.codes).codes(
      for: SegmentTranslation(
        range: 0..<0, text: result.text,
        codes: proposal.codes.map { code in
          var code = code
          let own = segment.codes.first {
            $0.side == code.side && $0.attributes == code.attributes && $0.content == code.content
          }
          // A code in the white space at an end of the segment stays where it is there.
          if let own, own.offset < first {
            code.offset = own.offset
          } else if let own, own.offset > last {
            code.offset = text.count - (source.count - own.offset)
          } else {
            code.offset = min(max(code.offset - start, 0), end - start) + lead.count
          }
          return code
        }))
    return result
  }

  /// The file with proposals for some of its segments, in its own encoding.
  ///
  /// What the encoding does not have is a character reference in XML; any other format is then written
  /// in UTF-8.
  ///
  /// - Parameter proposals: The proposals by the positions of their segments.
  package func written(with proposals: [Int: Proposal]) -> WrittenDocument {
    proposals.isEmpty
      ? WrittenDocument(bytes: original, untranslated: []) : written(body.text(with: proposals))
  }

  /// The file with other translations in the place of those that stand there, in its own encoding. What it
  /// says of them stays.
  ///
  /// - Parameter targets: The translations by the positions of their segments, each of which has one.
  package func written(correcting targets: [Int: Variant]) -> WrittenDocument {
    targets.isEmpty
      ? WrittenDocument(bytes: original, untranslated: []) : written(body.text(correcting: targets))
  }

  /// A text in the encoding of the file.
  private func written(_ text: [UInt8]) -> WrittenDocument {
    if TextEncoding.isUTF8(encoding) {
      return WrittenDocument(bytes: (hasMark ? Self.mark : []) + text, untranslated: [])
    }
    if let bytes = TextEncoding.encode(text, as: encoding, escapesForXML: body.isXML) {
      let mark = TextEncoding.mark(of: encoding)
      let hadMark = !mark.isEmpty && original.starts(with: mark)
      return WrittenDocument(bytes: (hadMark ? mark : []) + bytes, untranslated: [])
    }
    return WrittenDocument(
      bytes: body.declaringUTF8(text), untranslated: [], isReencoded: true)
  }

  /// The byte order mark of UTF-8.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// What a format knows of a file.
protocol BilingualBody: Sendable {
  /// The segments, in order.
  var segments: [BilingualFile.Segment] { get }
  /// Whether the file is XML.
  var isXML: Bool { get }
  /// The file in UTF-8 with proposals by the positions of their segments.
  func text(with proposals: [Int: BilingualFile.Proposal]) -> [UInt8]
  /// The file in UTF-8 with other translations in the place of those that stand there.
  func text(correcting targets: [Int: Variant]) -> [UInt8]
  /// The file in UTF-8 with a declaration of UTF-8.
  func declaringUTF8(_ text: [UInt8]) -> [UInt8]
}

extension BilingualBody {
  /// By default a file is no XML.
  var isXML: Bool { false }
  /// By default a file does not declare its encoding.
  func declaringUTF8(_ text: [UInt8]) -> [UInt8] { text }
}

/// A format of files in which segments are translated.
package struct BilingualFormat: Sendable {
  /// The name in messages, that of its exchange format.
  package let name: String
  /// The exchange format, whose endings and first bytes show a file.
  private let format: ExchangeFormat
  /// Whether first bytes that look like the format are enough to tell it.
  private let isRecognized: Bool
  /// The encoding that a file declares; `nil` if it declares none.
  let declaredEncoding: @Sendable ([UInt8]) -> String?
  /// Reads a file in UTF-8 without a byte order mark.
  let read: @Sendable ([UInt8], _ name: String, ReadingOptions) throws -> any BilingualBody

  init(
    _ format: ExchangeFormat, isRecognized: Bool = true,
    declaredEncoding: @escaping @Sendable ([UInt8]) -> String? = { _ in nil },
    read: @escaping @Sendable ([UInt8], _ name: String, ReadingOptions) throws -> any BilingualBody
  ) {
    name = format.name
    self.format = format
    self.isRecognized = isRecognized
    self.declaredEncoding = declaredEncoding
    self.read = read
  }

  /// XLIFF of all versions.
  package static let xliff = BilingualFormat(
    .xliff, declaredEncoding: XLIFFDraft.declaredEncoding, read: XLIFFSurvey.draft)

  /// All formats. To add one, add a file with a `BilingualBody`, and a line here.
  package static let all: [BilingualFormat] = [
    xliff,
    BilingualFormat(.po, declaredEncoding: { POHeader.encoding(in: $0[...]) }, read: PODraft.init),
    // A text of articles may have tabs and commas, so only their names tell tables.
    BilingualFormat(.tsv, isRecognized: false) { try TableDraft($0, $1, .tsv, $2) },
    BilingualFormat(.csv, isRecognized: false) { try TableDraft($0, $1, .csv, $2) },
  ]

  /// The format of a file by its name, or else its first bytes; `nil` for what is none of them.
  package static func recognized(_ bytes: [UInt8], name: String) -> BilingualFormat? {
    let name = name.lowercased()
    let named = all.first { $0.format.endings.contains { name.hasSuffix($0) } }
    if let named { return named }
    let start = String(decoding: bytes.prefix(sampleSize).filter { $0 != 0 }, as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return all.first { $0.isRecognized && $0.format.recognizes?(start) ?? false }
  }

  /// Whether a file is named as one in which segments are translated, and that is no table.
  package static func isNamed(_ path: String) -> Bool {
    let name = path.lowercased()
    return all.contains { format in
      format.isRecognized && format.format.endings.contains { name.hasSuffix($0) }
    }
  }

  /// How many bytes are looked at: a declaration, comments and the root element.
  private static let sampleSize = 4096
}

extension InputError.Reason {
  /// Bytes that the encoding does not have: replaced ones would be written back.
  fileprivate static let illFormedBilingual = Self(
    "bilingual.ill-formed", "some bytes are no text in the encoding of the file.", .nameEncoding)

  /// A file from one language into another than those that are asked for.
  static func otherLanguages(
    from source: LanguageTag, to target: LanguageTag
  ) -> Self {
    Self(
      "bilingual.other-languages", "this file translates from \(source) to \(target).",
      .turnLanguages(from: source, to: target))
  }
}
