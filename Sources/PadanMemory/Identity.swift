import CNettle
import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// Makes the names under which a memory stores each unit, occurrence, alignment and text once.
///
/// A name is 128 bits of the SHA-256 hash of some fields. Each field is preceded by its length, so
/// that different fields never give the same bytes. The same fields give the same name on every
/// machine.
///
///     var identity = Identity()
///     let name = identity.unit(pair)
struct Identity {
  /// The bytes to hash. One call for all fields costs much less than one for each, and the buffer
  /// is used again for every name.
  private var bytes: [UInt8] = []

  /// Adds a text, or the absence of one, which differs from an empty text.
  mutating func add(_ field: String?) {
    guard var field else { return addLength(-1) }
    field.withUTF8 { field in
      addLength(field.count)
      bytes.append(contentsOf: field)
    }
  }

  /// Adds a number as a decimal text.
  mutating func add(_ field: Int?) { add(field.map(String.init)) }

  /// Adds the length of the next field as 8 bytes, the lowest first.
  private mutating func addLength(_ length: Int) {
    withUnsafeBytes(of: Int64(length).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds the 16 bytes of a name in base 64 (RFC 4648), as the names of occurrences have included
  /// the name of their unit from the beginning.
  private mutating func add(_ name: Name) {
    addLength(24)
    withUnsafeBytes(of: name.bytes) { name in
      for start in stride(from: 0, to: 16, by: 3) {
        let rest = min(3, 16 - start)
        let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < rest ? Int(name[start + $1]) : 0) }
        for place in 0..<4 {
          bytes.append(
            place > rest ? UInt8(ascii: "=") : Self.digits[bits >> (18 - 6 * place) & 63])
        }
      }
    }
  }

  /// The digits of base 64, by value.
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The first 128 bits of a hash.
  struct Name: Hashable {
    var bytes: (UInt64, UInt64)

    /// The first 64 bits, as a column holds them.
    var number: Int64 { Int64(bitPattern: UInt64(littleEndian: bytes.0)) }

    static func == (a: Name, b: Name) -> Bool { a.bytes == b.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes.0) }
  }

  /// The name of the fields added so far. The next name begins without fields.
  mutating func name() -> Name {
    defer { bytes.removeAll(keepingCapacity: true) }
    var hash = sha256_ctx()
    nettle_sha256_init(&hash)
    nettle_sha256_update(&hash, bytes.count, bytes)
    var name = Name(bytes: (0, 0))
    withUnsafeMutableBytes(of: &name.bytes) {
      nettle_sha256_digest(&hash, $0.count, $0.baseAddress)
    }
    return name
  }

  /// The name of the fields added so far, as 16 bytes.
  mutating func data() -> Data { withUnsafeBytes(of: name().bytes) { Data($0) } }

  /// The name of a unit: of both texts, their inline codes and languages. Texts are not normalised,
  /// so NFC and NFD give different names.
  mutating func unit(_ pair: TranslationPair) -> Name {
    add(pair.source)
    add(pair.target)
    return name()
  }

  /// Adds the language, text and inline codes of one side.
  private mutating func add(_ variant: Variant) {
    add(variant.language.description)
    add(variant.text)
    add(InlineCodeJSON.text(of: variant.codes))
  }

  /// 64 bits of the name of an occurrence: of its unit and its provenance.
  ///
  /// The confidence is not part of it, and neither are the dates if Padan itself made the pair. So
  /// aligning the same texts again gives the same occurrences.
  ///
  /// - Parameter name: The pair's name in its exchange file.
  mutating func occurrence(of unit: Name, _ provenance: Provenance, name: String?) -> Int64 {
    add(unit)
    add(name)
    let isOwn = provenance.creationTool == Provenance.ownTool
    for field in ProvenanceField.all where field.description.isIdentity {
      switch provenance[field] {
      case nil: if field.kind == .flag { add(0) } else { add(nil as Int?) }
      case .text(let text): add(text)
      case .number(let number): add(number)
      case .fraction(let share): add("\(share)")
      case .flag(let isSet): add(isSet ? 1 : 0)
      case .date(let date): add(isOwn ? nil : date.seconds)
      case .remarks(let remarks): add(PropertyJSON.text(of: remarks))
      }
    }
    return self.name().number
  }

  /// The name of an alignment: of its languages, the name of its source, and all segments of both
  /// sides.
  mutating func alignment(
    of documents: AlignedDocuments, from source: LanguageTag, to target: LanguageTag
  ) -> Data {
    add(source.description)
    add(target.description)
    add(documents.source.name)
    for side in [documents.source, documents.target] {
      add(side.segments.count)
      for segment in side.segments { add(segment.text) }
    }
    return data()
  }

  /// The name of a text, not normalised.
  mutating func text(_ text: String) -> Data {
    add(text)
    return data()
  }

  /// 64 bits of the hash of a match key. They are equal for texts that an exact lookup treats as
  /// equal.
  mutating func key(ofMatchKey key: String) -> Int64 {
    add(key)
    return name().number
  }
}
