import CNettle
import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// Makes stable names for what a memory keeps once: 128 bits of SHA-256 over fields that cannot run
/// into each other, because each is preceded by its length.
///
///     let name = identity.unit(pair)
struct Identity {
  /// What is to be hashed: one call for all of it costs a fraction of one for each field, and one
  /// buffer serves all names.
  private var bytes: [UInt8] = []

  mutating func add(_ field: String?) {
    guard var field else { return addLength(-1) }
    field.withUTF8 { field in
      addLength(field.count)
      bytes.append(contentsOf: field)
    }
  }

  mutating func add(_ field: Int?) { add(field.map(String.init)) }

  private mutating func addLength(_ length: Int) {
    withUnsafeBytes(of: Int64(length).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds the 16 bytes of a name in base 64 (RFC 4648), as occurrences are named after their unit.
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

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The first 128 bits of a hash.
  struct Name: Hashable {
    var bytes: (UInt64, UInt64)

    /// The first 64 bits, which a column holds.
    var number: Int64 { Int64(bitPattern: UInt64(littleEndian: bytes.0)) }

    static func == (a: Name, b: Name) -> Bool { a.bytes == b.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes.0) }
  }

  /// The name of what was added, after which another can be made.
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

  /// The same as bytes.
  mutating func data() -> Data { withUnsafeBytes(of: name().bytes) { Data($0) } }

  /// Of a unit: both texts as they are (NFC and NFD stay apart), their codes and languages.
  mutating func unit(_ pair: TranslationPair) -> Name {
    add(pair.source)
    add(pair.target)
    return name()
  }

  private mutating func add(_ variant: Variant) {
    add(variant.language.description)
    add(variant.text)
    add(InlineCodeJSON.text(of: variant.codes))
  }

  /// Of an occurrence: everything that is known of it but its import, the confidence of its bead and
  /// the times of day at which Padan itself made it.
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

  /// Of an alignment: its languages, what its document is called, and all its segments.
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

  /// Of a text, exactly as it is.
  mutating func text(_ text: String) -> Data {
    add(text)
    return data()
  }

  /// 64 bits of the hash of a text's match key: equal for texts that an exact lookup takes as one.
  mutating func key(ofMatchKey key: String) -> Int64 {
    add(key)
    return name().number
  }
}

extension Date {
  /// Whole seconds since 1970.
  var seconds: Int { Int(timeIntervalSince1970.rounded()) }
}
