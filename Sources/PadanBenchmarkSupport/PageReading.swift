import CXML2
public import Padan

/// Pages as they come from the web and from people, read and cut into segments.
public enum PageReading {
  /// Reads a web page or a text, and counts its segments.
  ///
  /// - Parameter name: The name of its file, which may show the format.
  /// - Throws: `InputError`, `SegmentationError`.
  public static func countSegments(
    of page: [UInt8], name: String, with segmenter: Segmenter
  ) throws -> Int {
    var count = 0
    let document = try DocumentReader().read(page, name: name).document
    try segmenter.forEachSegment(of: document) { _, _ in count += 1 }
    return count
  }

  /// Parses a web page with libxml2 alone: the baseline that reading is timed against.
  ///
  /// - Returns: Whether libxml2 made a tree of it.
  public static func parse(_ page: [UInt8]) -> Bool {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    let tree = page.withUnsafeBytes {
      htmlReadMemory(
        $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), nil, "UTF-8", Int32(options))
    }
    defer { xmlFreeDoc(tree) }
    return tree != nil
  }

  /// The names of the files in a folder, in order; `nil` if it cannot be listed.
  public static func names(in folder: String) -> [String]? { Folder.names(in: folder)?.sorted() }
}
