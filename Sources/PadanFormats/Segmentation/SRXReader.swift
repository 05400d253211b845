import PadanModel
public import PadanText

/// Reads SRX 2.0 (and 1.0, whose elements have the same names).
///
/// Nothing a file points to is loaded. Expressions are not run here; `SRXRules.check()` does that.
public enum SRXReader {
  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: `InputError`, or `SegmentationError.srx` with the line of what is no SRX.
  public static func read(_ path: String) throws -> SRXRules {
    var input = try UnpackedInput(path: path)
    let handler = SRXParser(file: input.name)
    let parser = XMLPushParser(file: input.name, handler: handler)
    let count = try withExtendedLifetime(handler) { try parser.parse(&input) }
    // What is empty has no root element either.
    if count == 0 { throw handler.fault("the file is empty. Name an SRX file.") }
    return handler.rules
  }
}

/// Makes rules out of the elements of an SRX file.
private final class SRXParser: XMLEventHandler {
  private(set) var rules: SRXRules
  private unowned(unsafe) var parser: XMLPushParser!
  private var text: [UInt8] = []
  private var isRoot = true
  private var rule: SRXRules.Rule?

  init(file: String) {
    rules = SRXRules(file: file, cascades: false, languageRules: [], maps: [])
  }

  func begin(_ parser: XMLPushParser) { self.parser = parser }

  func start(
    _ name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, _ attributes: XMLAttributes
  ) {
    let element = String(cString: name)
    if isRoot, element != "srx" {
      return parser.stop(fault("the root element is <\(element)>, not <srx>. Name an SRX file."))
    }
    isRoot = false
    text.removeAll(keepingCapacity: true)
    switch element {
    case "header": rules.cascades = attributes["cascade"] == "yes"
    case "languagerule":
      rules.languageRules.append(
        SRXRules.LanguageRules(name: attributes["languagerulename"] ?? "", rules: []))
    case "rule":
      rule = SRXRules.Rule(
        isBreak: attributes["break"] != "no", before: "", after: "", location: parser.location)
    case "languagemap":
      guard let pattern = attributes["languagepattern"], let name = attributes["languagerulename"]
      else {
        return parser.stop(fault("<languagemap> lacks languagepattern or languagerulename."))
      }
      rules.maps.append(
        SRXRules.LanguageMap(pattern: pattern, rulesName: name, location: parser.location))
    default: break
    }
  }

  func end(_ name: UnsafePointer<UInt8>) {
    switch String(cString: name) {
    case "beforebreak": rule?.before = String(decoding: text, as: UTF8.self)
    case "afterbreak": rule?.after = String(decoding: text, as: UTF8.self)
    case "rule":
      guard let rule, let last = rules.languageRules.indices.last else { return }
      rules.languageRules[last].rules.append(rule)
      self.rule = nil
    default: break
    }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) { self.text.append(contentsOf: text) }

  func error(for fault: XMLFault) -> any Error {
    SegmentationError.srx(
      fault.location,
      "this is not well-formed XML: \(fault.message). Mend the file or export it again.")
  }

  func fault(_ words: String) -> SegmentationError { .srx(parser.location, words) }
}
