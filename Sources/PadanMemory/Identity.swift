import Crypto
import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// Stable names for what a memory keeps once: 128 bits of SHA-256 over fields that cannot run into
/// each other, because each is preceded by its length.
struct Identity {
  /// What is to be hashed: one call for all of it costs a fraction of one for each field.
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(512) }

  mutating func add(_ field: String?) {
    guard let field else { return addLength(-1) }
    var text = field
    text.withUTF8 { field in
      addLength(field.count)
      bytes.append(contentsOf: field)
    }
  }

  mutating func add(_ field: Int?) { add(field.map(String.init)) }

  private mutating func addLength(_ length: Int) {
    withUnsafeBytes(of: Int64(length).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The first 128 bits of a hash.
  struct Name: Hashable {
    var bytes: (UInt64, UInt64)

    /// The first 64 bits, which a column holds.
    var number: Int64 { Int64(bitPattern: UInt64(littleEndian: bytes.0)) }

    /// The 16 bytes in base 64 (RFC 4648), as occurrences are named after their unit.
    var base64: String {
      withUnsafeBytes(of: bytes) { Data($0).base64EncodedString() }
    }

    static func == (a: Name, b: Name) -> Bool { a.bytes == b.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes.0) }
  }

  func name() -> Name {
    bytes.withUnsafeBytes { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: bytes)
      return hash.finalize().withUnsafeBytes {
        Name(
          bytes: (
            $0.loadUnaligned(as: UInt64.self),
            $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
          ))
      }
    }
  }

  /// Of a unit: both texts as they are (NFC and NFD stay apart), their codes and languages.
  static func unit(_ pair: TranslationPair) -> Name {
    var identity = Identity()
    for variant in [pair.source, pair.target] {
      identity.add(variant.language.description)
      identity.add(variant.text)
      identity.add(InlineCodeJSON.text(of: variant.codes))
    }
    return identity.name()
  }

  /// Of an occurrence: everything that is known of it but its import, the confidence of its bead and
  /// the times of day at which Padan itself made it.
  static func occurrence(of unit: Name, _ provenance: Provenance, name: String?) -> Int64 {
    var identity = Identity()
    identity.add(unit.base64)
    identity.add(name)
    identity.add(provenance.document)
    identity.add(provenance.paragraph)
    identity.add(provenance.sentence)
    identity.add(provenance.previousSource)
    identity.add(provenance.nextSource)
    identity.add(provenance.beadKind)
    identity.add(provenance.isCrossing ? 1 : 0)
    let isOwn = provenance.creationTool == Provenance.ownTool
    identity.add(isOwn ? nil : provenance.createdAt?.seconds)
    identity.add(provenance.createdBy)
    identity.add(provenance.creationTool)
    identity.add(isOwn ? nil : provenance.changedAt?.seconds)
    identity.add(provenance.changedBy)
    identity.add(PropertyJSON.text(of: provenance.properties))
    return identity.name().number
  }

  /// 64 bits of the hash of a text's match key: equal for texts that an exact lookup takes as one.
  static func key(ofMatchKey key: String) -> Int64 {
    var identity = Identity()
    identity.add(key)
    return identity.name().number
  }
}

extension Date {
  /// Whole seconds since 1970.
  var seconds: Int { Int(timeIntervalSince1970.rounded()) }
}
