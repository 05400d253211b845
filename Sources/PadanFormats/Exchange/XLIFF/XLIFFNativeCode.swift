import PadanModel

/// The native code of an inline code that holds a translatable text, as XLIFF writes it.
///
/// Padan keeps such code as TMX has it, with `sub` elements. XLIFF 1.2 has these, too, with other
/// attributes; the data of XLIFF 2 is text alone.
final class XLIFFNativeCode: XMLEventHandler {
  /// The native code without any tag of TMX.
  private(set) var text = ""
  /// The native code as markup of XLIFF 1.2, in UTF-8.
  private(set) var markup: [UInt8] = []
  /// The name of the code, from which the codes inside its `sub` elements get theirs.
  private let name: String
  /// The number of codes inside `sub` elements so far.
  private var codeCount = 0
  /// The end tags of the open elements, in XLIFF.
  private var ends: [String] = []

  /// Reads the content of a code.
  ///
  /// - Parameter name: The name of the code in its unit.
  init(of code: InlineCode, name: String) {
    self.name = name
    let parser = XMLPushParser(file: "", handler: self)
    do {
      try Array("<x>\(code.content)</x>".utf8).withUnsafeBytes { try parser.parse($0) }
      try parser.finish()
    } catch {
      // What is no markup is text.
      text = code.content
      markup = Array(XMLText.escaped(code.content).utf8)
    }
  }

  func begin(_ parser: XMLPushParser) {}

  func start(_ element: XMLElement, _ attributes: XMLAttributes) {
    let element = element.localName
    switch element {
    case _ where ends.isEmpty: ends.append("")
    case "sub":
      let kept = [
        ("datatype", XLIFFAttributes.datatype(attributes["datatype"])),
        ("ctype", XLIFFAttributes.type(attributes["type"], of: element)),
      ]
      markup += XMLText.tag("sub", kept.compactMap { name, value in value.map { (name, $0) } })
      ends.append("</sub>")
    case _ where TMXSegment.codeElements.contains(element):
      codeCount += 1
      markup += XMLText.tag("ph", [("id", "\(name)-\(codeCount)")])
      ends.append("</ph>")
    default: ends.append("")
    }
  }

  func end(_ name: UnsafePointer<UInt8>) { markup += (ends.popLast() ?? "").utf8 }

  func characters(_ characters: UnsafeBufferPointer<UInt8>) {
    text += String(decoding: characters, as: UTF8.self)
    XMLText.append(utf8: characters, to: &markup)
  }

  func error(for fault: XMLFault) -> any Error { IllFormed() }

  /// The error of malformed markup, which becomes text.
  private struct IllFormed: Error {}
}
