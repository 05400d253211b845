import PadanModel

/// The linked words of a bead as a page shows them.
///
/// Words that are linked to each other, directly or through others, are a group.
struct LinkedWords {
  /// A linked word of one side.
  struct Word {
    /// Its place in its segment, in UTF-8 bytes.
    var range: Range<Int>
    /// The number of its group in the bead, from 0.
    var group: Int
    /// The words of the other side that it is linked to, each with its probability.
    var partners: [String] = []
  }

  /// The linked words of each source segment, by its position, in the order of the text.
  private(set) var source: [Int: [Word]] = [:]
  /// The same of the target.
  private(set) var target: [Int: [Word]] = [:]

  init(_ links: [WordLink], in documents: AlignedDocuments) {
    let groups = Self.groups(links)
    source = Self.words(links, groups, \.source, \.target, partnersIn: documents.target)
    target = Self.words(links, groups, \.target, \.source, partnersIn: documents.source)
  }

  /// For each link, the number of its group.
  private static func groups(_ links: [WordLink]) -> [Int] {
    var (bySource, byTarget): ([WordLink.Word: Int], [WordLink.Word: Int]) = ([:], [:])
    var groups = Array(links.indices)
    for (index, link) in links.enumerated() {
      for other in [bySource[link.source], byTarget[link.target]].compactMap(\.self) {
        let (old, new) = (max(groups[index], groups[other]), min(groups[index], groups[other]))
        for place in 0...index where groups[place] == old { groups[place] = new }
      }
      bySource[link.source] = index
      byTarget[link.target] = index
    }
    return groups
  }

  private static func words(
    _ links: [WordLink], _ groups: [Int], _ own: KeyPath<WordLink, WordLink.Word>,
    _ other: KeyPath<WordLink, WordLink.Word>, partnersIn text: SegmentedText
  ) -> [Int: [Word]] {
    var words: [WordLink.Word: Word] = [:]
    for (link, group) in zip(links, groups) {
      let (place, partner) = (link[keyPath: own], link[keyPath: other])
      let word = text.segments[partner.segment].text.part(partner.range)
      let name = "\(word) \(link.probability.inHundredths)"
      words[place, default: Word(range: place.range, group: group)].partners.append(name)
    }
    return Dictionary(grouping: words, by: \.key.segment).mapValues { items in
      items.map(\.value).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }
}
