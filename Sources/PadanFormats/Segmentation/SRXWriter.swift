import PadanModel
package import PadanText

/// Writes segmentation rules in SRX 2.0.
package enum SRXWriter {
  /// The rules as an SRX file in UTF-8. Equal rules give equal bytes.
  ///
  /// `SRXReader` reads them back, except for the places of the rules in their original file.
  package static func bytes(of rules: SRXRules) -> [UInt8] {
    var bytes: [UInt8] = []
    func markup(_ text: String) { bytes.append(contentsOf: text.utf8) }
    func text(_ text: String, isAttribute: Bool = false) {
      XMLText.append(text, isAttribute: isAttribute, to: &bytes)
    }
    markup(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <srx xmlns="http://www.lisa.org/srx20" version="2.0">
        <header segmentsubflows="yes" cascade="\(rules.cascades ? "yes" : "no")">
          <formathandle type="start" include="no"/>
          <formathandle type="end" include="yes"/>
          <formathandle type="isolated" include="no"/>
        </header>
        <body>
          <languagerules>

      """)
    for language in rules.languageRules {
      markup("      <languagerule languagerulename=\"")
      text(language.name, isAttribute: true)
      markup("\">\n")
      for rule in language.rules {
        markup("        <rule break=\"\(rule.isBreak ? "yes" : "no")\">\n          <beforebreak>")
        text(rule.before)
        markup("</beforebreak>\n          <afterbreak>")
        text(rule.after)
        markup("</afterbreak>\n        </rule>\n")
      }
      markup("      </languagerule>\n")
    }
    markup("    </languagerules>\n    <maprules>\n")
    for map in rules.maps {
      markup("      <languagemap languagepattern=\"")
      text(map.pattern, isAttribute: true)
      markup("\" languagerulename=\"")
      text(map.rulesName, isAttribute: true)
      markup("\"/>\n")
    }
    markup("    </maprules>\n  </body>\n</srx>\n")
    return bytes
  }
}
