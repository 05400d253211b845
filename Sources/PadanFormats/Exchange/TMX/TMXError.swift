package import PadanModel

/// Why a TMX file cannot be read.
package struct TMXError: PadanError, Equatable {
  /// The reason why a file cannot be read.
  package enum Reason: Hashable, Sendable {
    /// The file is not well-formed, or uses an entity, which Padan never expands.
    case markup(XMLFault.Kind)
    /// The root element is not `tmx`. Holds its name.
    case notTMX(root: String)
    /// Elements are nested deeper than in any TMX file.
    case nestedTooDeeply
    /// Far more than a unit may hold follows without a new unit.
    case endlessUnit
    /// The first violation of the format in a strict reading. Holds its description.
    case deviation(String)
  }

  /// The line that the parser had reached.
  package var location: SourceLocation?
  /// The reason of the error.
  package var reason: Reason

  /// An error at a location.
  package init(location: SourceLocation, reason: Reason) {
    self.location = location
    self.reason = reason
  }

  /// An error for a fault that the XML parser found.
  init(_ fault: XMLFault) {
    self.init(location: fault.location, reason: .markup(fault.kind))
  }

  /// Always `badInput`.
  package var kind: ErrorKind { .badInput }

  /// A stable name such as `tmx.truncated`.
  package var code: ErrorCode {
    switch reason {
    case .markup(let fault): ErrorCode(rawValue: "tmx.\(fault.name)")
    case .notTMX: "tmx.root"
    case .nestedTooDeeply: "tmx.nested"
    case .endlessUnit: "tmx.endless-unit"
    case .deviation: "tmx.deviation"
    }
  }

  /// The fault in one sentence.
  package var fault: String {
    switch reason {
    case .markup(let fault): fault.sentence(root: "tmx")
    case .notTMX(let root): "the root element is <\(root)>, not <tmx>."
    case .nestedTooDeeply: "elements are nested more than \(Limits.deepestNesting) deep."
    case .endlessUnit: InputError.Reason.endlessUnitFault
    case .deviation(let fault): "\(fault)."
    }
  }

  /// What to do about it.
  package var remedy: Remedy? {
    switch reason {
    case .markup(let fault): .advice(fault.advice)
    case .notTMX: .advice("Name a TMX file.")
    case .nestedTooDeeply: .advice("No TMX file is.")
    case .endlessUnit: .advice(InputError.Reason.endlessUnitAdvice)
    case .deviation: .advice("A strict reading ends here; mend the file.")
    }
  }
}
