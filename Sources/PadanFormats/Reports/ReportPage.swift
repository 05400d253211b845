import PadanModel

/// A self-contained HTML page for people, which is written piece by piece.
///
/// The page has no script and loads nothing. All text is escaped.
package struct ReportPage: Sendable {
  /// The HTML not taken yet, in UTF-8.
  private(set) var bytes: [UInt8] = []

  /// A page with its head and the start of its body.
  ///
  /// - Parameters:
  ///   - title: The title of the page.
  ///   - style: The style sheet of its parts, which comes after the common one.
  init(title: String, style: String) {
    append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Padan">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>
      """)
    text(title)
    append("</title>\n<style>\n\(Self.style)\(style)</style>\n</head>\n<body>\n")
  }

  /// Appends HTML.
  mutating func append(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  /// Appends text, escaped.
  mutating func text(_ text: String) {
    XMLText.append(text, to: &bytes)
  }

  /// Appends a part that was written apart.
  mutating func append(_ fragment: Fragment) {
    bytes.append(contentsOf: fragment.bytes)
  }

  /// A part of a page that is written before what stands above it.
  struct Fragment: Sendable {
    /// HTML in UTF-8.
    fileprivate var bytes: [UInt8] = []

    /// Appends HTML.
    mutating func append(_ markup: String) {
      bytes.append(contentsOf: markup.utf8)
    }

    /// Appends text, escaped.
    mutating func text(_ text: String) {
      XMLText.append(text, to: &bytes)
    }
  }

  /// Ends the page.
  mutating func end() {
    append("</body>\n</html>\n")
  }

  /// Returns the HTML written since the last call, in UTF-8.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The style that all pages share. Its colours are blue, orange, vermilion and purple after Okabe and
  /// Ito's palette, which colour-blind readers can tell apart.
  private static let style = """
    :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --faint: #666; --rule: #ddd;
      --high: #0072b2; --fair: #b87700; --low: #c04a00; --cross: #a03078; --none: #f3f3f3; --warn: #fff3d6; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #161616; --faint: #a0a0a0;
      --rule: #3a3a3a; --high: #56b4e9; --fair: #e69f00; --low: #ff7f3f; --cross: #e58ac0; --none: #222; --warn: #3a2f10; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 80rem; padding: 0 1rem 3rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
    header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem;
      padding: .6rem 0; background: var(--paper); border-bottom: 1px solid var(--rule);
      font-size: .85rem; }
    h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
    a { color: inherit; }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 0; padding: 0;
      list-style: none; }
    .legend li { padding-left: .5rem; }

    """
}

extension LanguageTag {
  /// The attributes of an element whose text is in the language.
  var attributes: String { "lang=\"\(self)\" dir=\"\(isRightToLeft ? "rtl" : "ltr")\"" }

  /// Whether the language's usual script runs from right to left.
  private var isRightToLeft: Bool {
    let subtags = description.split(separator: "-")
    if let script = subtags.dropFirst().first(where: { $0.count == 4 }) {
      return ["Arab", "Hebr", "Nkoo", "Syrc", "Thaa"].contains(script)
    }
    return ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
      .contains(language)
  }
}
