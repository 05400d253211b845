/// What Padan accepts at most, so that no input of any size takes all memory or all time.
///
/// Each is far above what real files have. Whoever meets one says which it was, and where.
package enum Limits {
  // MARK: Files

  /// The largest file that is read whole, in bytes: a document, a lexicon, a list, a gold file. The
  /// longest novels have 4 MB, the index of the largest FreeDict dictionary 13 MB.
  package static let largestFile = 64 << 20
  /// The largest file of rules or settings, in bytes. The largest known SRX file has 1 MB.
  package static let largestRules = 4 << 20
  /// The longest line in bytes. Whole documents stand on a line of JSON.
  package static let longestLine = 16 << 20
  /// How many times larger than its gzip data a text may be, once it has more than
  /// `freeUnpackedBytes`. Deflate reaches 1,032, and more than 250 only by repeating the same 260
  /// bytes or less; a large corpus stays below 10, and numbered copies of one line below 100.
  package static let highestGzipRatio = 250
  /// The bytes that gzip data may give at any ratio.
  package static let freeUnpackedBytes = 20 << 20

  /// The largest lexicon in a text file, in bytes.
  package static let largestLexicon = 16 << 20
  /// The most entries of a lexicon. The largest FreeDict dictionaries have half a million headwords.
  package static let mostEntries = 1_000_000
  /// The largest unpacked dictionary of dictd, in bytes. The largest of FreeDict has 100 MB.
  package static let largestDictionary = 256 << 20
  /// The most translations of all headwords of a dictionary of dictd, where many headwords may share
  /// an entry. The largest of FreeDict have less than a million.
  package static let mostDictionaryTranslations = 4_000_000
  /// The most translations that a headword keeps.
  package static let mostTranslations = 1000
  /// The longest line of a gold file, in bytes: the text of a long novel.
  package static let longestGoldLine = 8 << 20
  /// The most values of a line of JSON, by its punctuation. A decoded one takes a hundred bytes.
  package static let mostJSONValues = 1_000_000

  // MARK: Units of exchange files

  /// The longest segment, note or property that is read, in UTF-8 bytes. A longer one is a mistake,
  /// so its unit is skipped.
  package static let longestText = 1 << 20
  /// The largest unit: the UTF-8 bytes of all its texts, notes, properties, attributes and codes.
  package static let largestUnit = 16 << 20
  /// The most parts of a unit: codes, notes, properties, attributes, lines of comments. Real units
  /// have some dozens.
  package static let mostParts = 20_000
  /// The parts of a unit at which the reading ends, instead of passing over the unit: a file that has
  /// such a unit is no file of units.
  package static let mostSkippedParts = 1_000_000
  /// The most variants that a unit may have. A unit with more is skipped.
  package static let mostVariants = 1000
  /// The most pairs that are made of the variants of a unit.
  package static let mostPairs = 10_000
  /// The most properties that all pairs of a unit have together: each has all of its unit.
  package static let mostPairProperties = 1_000_000
  /// The most columns of a table.
  package static let mostColumns = 1000

  /// The greatest count or position. Sums of such numbers stay in range.
  package static let greatestNumber = 1 << 53

  // MARK: Markup

  /// The largest Markdown file or web page, in bytes. With its paragraphs, codes and segments it takes
  /// many times as much.
  package static let largestMarkup = 16 << 20
  /// The most paragraphs, codes and lines of a Markdown file or web page. A novel has 20,000.
  package static let mostMarkupParts = 1_000_000
  /// The most comparisons of a page's end tags with its open elements: a second or two.
  package static let mostComparisons = 1_000_000_000
  /// The deepest nesting of elements that is accepted. Real files stay far below.
  package static let deepestNesting = 100
  /// The most attributes of a tag. libxml2 compares each attribute of a tag with all others.
  package static let mostAttributes = 500
  /// The bytes before the root element of an XML file: comments and a document type declaration. The
  /// DTD of TMX, which some tools copy into their files, has 20 kB.
  package static let longestProlog = 1 << 17
  /// The most namespaces that an element declares. libxml2 searches all that are open for each prefix.
  package static let mostNamespaces = 50

  // MARK: Requests

  /// The longest text, in Unicode scalars, for which similar texts are searched: four pages. The time
  /// of a comparison grows with the product of two lengths. For a longer one only equal texts are
  /// found.
  package static let longestQuery = 10_000
  /// The most words of a side of a bead whose words are linked. The time grows with the number of
  /// pairs of equal words.
  package static let linkedWords = 500
  /// The most bytes that an encoder's server may answer for each text, beside `freeAnswerBytes`: a
  /// vector of 16,384 components, four times what the largest models give, in decimal digits.
  package static let longestVector = 16_384 * 32
  /// The bytes that any answer of a server may have.
  package static let freeAnswerBytes = 1 << 16
}
