import PadanModel
package import PadanText

/// Reads segmentation rules in SRX 2.0, or in SRX 1.0, whose elements have the same names.
///
/// The reader loads nothing that the file refers to. It does not compile the regular expressions;
/// `SRXRules.rules(for:)` does.
package enum SRXReader {
  /// Reads a file.
  ///
  ///     let rules = try SRXReader.read("rules.srx")
  ///     let indonesian = try rules.rules(for: indonesian)
  ///
  /// - Parameter path: The file, which may be compressed by gzip; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be read; `SegmentationError.srx`, with the line, if
  ///   it is not SRX.
  package static func read(_ path: String) throws -> SRXRules {
    var input = try UnpackedInput(path: path)
    let handler = SRXParser(file: input.name)
    let parser = XMLPushParser(file: input.name, handler: handler)
    let count = try withExtendedLifetime(handler) {
      try parser.parse(&input, limit: Limits.largestRules)
    }
    // An empty file has no root element, so the parser reports nothing.
    if count == 0 { throw handler.fault("the file is empty. Name an SRX file.") }
    return handler.rules
  }
}

/// Builds rules from the elements of an SRX file.
private final class SRXParser: XMLEventHandler {
  /// The rules read so far.
  private(set) var rules: SRXRules
  /// The parser that sends the events. It outlives this handler's use.
  private unowned(unsafe) var parser: XMLPushParser!
  /// The text of the innermost element so far, in UTF-8.
  private var text: [UInt8] = []
  /// Whether the next element is the root.
  private var isRoot = true
  /// The open `rule` element; `nil` outside rules.
  private var rule: SRXRules.Rule?

  /// A handler without rules.
  ///
  /// - Parameter file: The name of the file in messages.
  init(file: String) {
    rules = SRXRules(file: file, cascades: false, languageRules: [], maps: [])
  }

  func begin(_ parser: XMLPushParser) { self.parser = parser }

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    let element = element.localName
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
      fault.location, "\(fault.kind.sentence(root: "srx")) \(fault.kind.advice)")
  }

  /// An error at the parser's line.
  func fault(_ words: String) -> SegmentationError { .srx(parser.location, words) }
}
