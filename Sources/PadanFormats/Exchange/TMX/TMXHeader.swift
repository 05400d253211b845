import PadanModel

/// What the head of a TMX file says of the whole, as far as there is room.
struct TMXHeader {
  /// Its attributes, then notes, props and encodings in their order.
  private(set) var remarks: [Provenance.Property] = []
  /// Whether it says that Trados's contexts hold the next source.
  private(set) var hasNextSource = false
  /// How many bytes the remarks have.
  private var size = 0

  private static let mostRemarks = 1000

  init() {}

  init(_ attributes: XMLAttributes) {
    remarks = attributes.pairs.map {
      Provenance.Property(type: $0.name, value: $0.value, kind: .attribute)
    }
  }

  /// Keeps a note, a prop or an encoding.
  ///
  /// - Returns: Why it is left out, where it is.
  mutating func add(_ remark: Provenance.Property) -> (kind: Finding.Kind, detail: String?)? {
    if remark.kind == .userEncoding, remark.value.isEmpty {
      return (.emptyEncoding, remark.type)
    }
    if remark.type == "x-TextContextMatchType" {
      hasNextSource = remark.value == "PrecedingAndFollowingSource"
    }
    size += remark.type.utf8.count + remark.value.utf8.count
    guard size <= TMXReader.longestSegment, remarks.count < Self.mostRemarks else {
      return (.fullHeader, nil)
    }
    remarks.append(TMXProperty.restored(remark))
    return nil
  }

  /// The markup of a `map`, of what TMX allows in it; `nil` where it does not say what it maps.
  static func map(_ attributes: XMLAttributes) -> [UInt8]? {
    let known = attributes.pairs.filter { TMXGrammar.allows($0.name, $0.value, on: "map") }
    guard known.contains(where: { $0.name == "unicode" }) else { return nil }
    return XMLText.tag("map", known.map { ($0.name, $0.value) }, isEmpty: true)
  }
}
