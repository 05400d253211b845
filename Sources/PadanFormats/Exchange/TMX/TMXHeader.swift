import PadanModel

/// The properties in the header of a TMX file, up to a limit of size.
struct TMXHeader {
  /// The header's attributes, then its notes, props and encodings, in the order of the file.
  private(set) var remarks: [Provenance.Property] = []
  /// Whether the contexts in Trados's format hold the next source: see `TMXProperty.apply`.
  private(set) var hasNextSource = false
  /// The size of the notes, props and encodings, in UTF-8 bytes.
  private var size = 0

  /// The most properties that are kept.
  private static let mostRemarks = 1000

  /// A header without properties.
  init() {}

  /// A header with the attributes of the `header` element.
  init(_ attributes: XMLAttributes) {
    remarks = attributes.pairs.map {
      Provenance.Property(type: $0.name, value: $0.value, kind: .attribute)
    }
  }

  /// Adds a note, a prop or an encoding, unless the header is full.
  ///
  /// - Returns: The reason if it is left out; `nil` if it is kept.
  mutating func add(_ remark: Provenance.Property) -> (kind: Finding.Kind, detail: String?)? {
    if remark.kind == .userEncoding, remark.value.isEmpty {
      return (.emptyEncoding, remark.type)
    }
    if remark.type == "x-TextContextMatchType" {
      hasNextSource = remark.value == "PrecedingAndFollowingSource"
    }
    size += remark.type.utf8.count + remark.value.utf8.count
    guard size <= Limits.longestText, remarks.count < Self.mostRemarks else {
      return (.fullHeader, nil)
    }
    remarks.append(TMXProperty.restored(remark))
    return nil
  }
}
