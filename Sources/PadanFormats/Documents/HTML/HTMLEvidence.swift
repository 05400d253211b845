import PadanModel
import PadanText

/// Finds what the markup of a page tells of each of its blocks: where it stands, what is around it,
/// how many of its words are links, and what the page says of itself.
///
/// The evidence is signs such as `tag=p`, by their numbers in `MarkupSign`, which a content model weighs. Much of it is about the
/// containers of text: how much of the page's prose they hold, as in readability measures, and how
/// far a block is in the tree from the first paragraph below the title, the *anchor*.
struct HTMLEvidence {
  /// A block of the page.
  struct Block {
    /// The innermost element around its text.
    var element: Int
    /// The element that makes it a block, by its position in `MarkupSign.tags`.
    var tag: Int
    /// The number of its scalars.
    var length: Int
    /// Its place in the text of the page, in UTF-8 bytes.
    var range: Range<Int>
    /// The share of its text that is link text, 0...1.
    var linkShare: Double
    /// The number of links in it.
    var linkCount: Int
    /// Whether it is running text and not a link.
    var isProse: Bool
  }

  private let tree: HTMLElementTree
  private let metadata: HTMLMetadata
  private let blocks: [Block]
  /// For each block, how much it is like a title, 0...1.
  private var likenesses: [Double] = []
  /// For each block, the share of it that the text of the article has; `nil` for a short one.
  private var sharesInData: [Double?] = []
  /// For each block, whether an earlier one has the same text.
  private var repetitions: [Bool] = []
  /// For each block, a number for its element and the three around it with their words.
  private let forms: [Int]
  /// For each block, the three innermost boxes around it.
  private let boxes: [[Int]]
  /// For each element, the number of scalars of prose, of all text and of link text inside.
  private let prose: [Int]
  private let all: [Int]
  private let linked: [Int]
  /// The number of blocks directly in each box.
  private var blocksInBox: [Int: Int] = [:]
  /// The number of scalars of prose of all blocks of a form.
  private var proseOfForm: [Int: Int] = [:]
  /// The number of scalars of all prose.
  private let total: Int
  /// The prose of each element, of each innermost box and of all, as far as it is near the anchor.
  private var lead: [Int] = []
  private var leadOfBox: [Int: Int] = [:]
  private var leadTotal = 1
  /// The innermost box with the most of it, and the innermost element that holds most of it.
  private var leadBox: Int?
  private var leadRoot: Int?
  /// The first and the last block of prose in that element.
  private var leadSpan: ClosedRange<Int>?
  /// For each block, the number of blocks since the title that have the text of an earlier one.
  private var copies: [Int] = []
  /// The first block that is the title.
  private var title: Int?
  /// The first prose below the title.
  private var anchor: Int?
  /// The elements around the anchor, with their distances from it.
  private var anchorDistances: [Int: Int] = [:]

  /// Reads the structure of a page.
  ///
  /// - Parameter text: The text of the page in UTF-8.
  /// - Complexity: O(n) for n elements and bytes.
  init(_ blocks: [Block], of text: [UInt8], tree: HTMLElementTree, metadata: HTMLMetadata) {
    self.blocks = blocks
    self.tree = tree
    self.metadata = metadata
    var headings = metadata
    for block in blocks where block.tag == Self.mainHeading {
      headings.add(title: String(decoding: text[block.range], as: UTF8.self))
    }
    var texts: Set<[UInt8]> = []
    for block in blocks {
      let bytes = Array(text[block.range])
      repetitions.append(block.length > 20 && !texts.insert(bytes).inserted)
      let words = HTMLMetadata.words(of: bytes)
      likenesses.append(headings.likeness(toTitle: words))
      sharesInData.append(metadata.share(of: words))
    }
    var prose = Array(repeating: 0, count: tree.elements.count)
    var all = prose
    var linked = prose
    for block in blocks {
      all[block.element] += block.length
      linked[block.element] += Int(Double(block.length) * block.linkShare)
      if block.isProse { prose[block.element] += block.length }
    }
    total = max(1, prose.reduce(0, +))
    self.prose = tree.accumulated(prose)
    self.all = tree.accumulated(all)
    self.linked = tree.accumulated(linked)
    forms = blocks.map { Self.form(of: $0.element, in: tree) }
    boxes = blocks.map { block in
      Array(tree.ancestors(of: block.element).lazy.filter { tree.elements[$0].isBox }.prefix(3))
    }
    for index in blocks.indices {
      blocksInBox[boxes[index].first ?? 0, default: 0] += 1
      guard blocks[index].isProse else { continue }
      proseOfForm[forms[index], default: 0] += blocks[index].length
    }
    findTitle()
    countCopies(in: text)
    findLead()
  }

  /// Finds the title and the anchor.
  private mutating func findTitle() {
    title =
      blocks.indices.first { likenesses[$0] > 0.7 && Self.titleTags.contains(blocks[$0].tag) }
      ?? blocks.indices.first { blocks[$0].tag == Self.mainHeading }
    anchor =
      blocks.indices.dropFirst(title ?? 0).first {
        blocks[$0].isProse && likenesses[$0] < 0.6
          && tree.elements[blocks[$0].element].names.isDisjoint(with: HTMLElementTree.asides)
      } ?? blocks.indices.first { blocks[$0].isProse }
    guard let anchor else { return }
    for (distance, element) in tree.ancestors(of: blocks[anchor].element).enumerated() {
      anchorDistances[element] = distance
    }
  }

  /// Counts repetitions below the title.
  private mutating func countCopies(in text: [UInt8]) {
    var texts: Set<[UInt8]> = []
    var count = 0
    for (index, block) in blocks.enumerated() {
      copies.append(count)
      guard index > title ?? -1, block.length >= 6 else { continue }
      if !texts.insert(Array(text[block.range])).inserted { count += 1 }
    }
  }

  /// What a block that is no prose leaves of the weight of the prose behind it, 0...1.
  private static let fading = 0.95

  /// Weighs prose by its nearness to the anchor, and finds the containers that hold most of it.
  private mutating func findLead() {
    guard let anchor else { return }
    lead = Array(repeating: 0, count: tree.elements.count)
    let near = blocks.map {
      $0.isProse && tree.elements[$0.element].names.isDisjoint(with: HTMLElementTree.asides)
    }
    for way in [Array(anchor..<blocks.count), (0..<anchor).reversed()] {
      var weight = 1024.0
      for index in way {
        guard near[index] else {
          weight *= Self.fading
          continue
        }
        let value = Int(Double(blocks[index].length) * weight)
        lead[blocks[index].element] += value
        leadOfBox[boxes[index].first ?? 0, default: 0] += value
        leadTotal += value
      }
    }
    lead = tree.accumulated(lead)
    leadBox = leadOfBox.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    leadRoot = tree.elements.indices.filter { lead[$0] >= leadTotal / 4 * 3 }
      .max { (tree.elements[$0].depth, -$0) < (tree.elements[$1].depth, -$1) }
    let inside = blocks.indices.filter { index in
      near[index] && leadRoot.map(tree.ancestors(of: blocks[index].element).contains) ?? false
    }
    if let first = inside.first, let last = inside.last { leadSpan = first...last }
  }

  /// The positions in `MarkupSign.tags` of no element, of `h1`, and of the elements that a title may
  /// have.
  static let noTag = MarkupSign.tags.firstIndex(of: "none")!
  static let mainHeading = MarkupSign.tags.firstIndex(of: "h1")!
  private static let titleTags = ["h1", "h2"].map { MarkupSign.tags.firstIndex(of: $0)! }

  /// A number for an element and the three around it with their words.
  private static func form(of element: Int, in tree: HTMLElementTree) -> Int {
    tree.ancestors(of: element, limit: 4).reduce(0) {
      $0 &* 1_000_003 &+ tree.elements[$1].signature &+ 1
    }
  }

  // MARK: Signs

  /// The signs of each block, in order.
  func signs() -> [[UInt16]] {
    var before = 0
    return blocks.indices.map { index in
      var signs = Signs()
      let block = blocks[index]
      let ancestors = tree.ancestors(of: block.element)
      addBlock(block, ancestors, to: &signs)
      addContainers(of: index, ancestors, to: &signs)
      addLead(of: index, ancestors, to: &signs)
      addDistances(of: index, ancestors, to: &signs)
      addNeighbours(of: index, to: &signs)
      addMetadata(of: index, to: &signs)
      signs.add(MarkupSign.before, before, [0, 1, 2, 4, 8])
      if block.isProse { before += 1 }
      return signs.numbers
    }
  }

  /// The signs of a block.
  private struct Signs {
    var numbers: [UInt16] = []

    /// Adds a sign.
    mutating func add(_ number: Int) { numbers.append(UInt16(number)) }

    /// Adds the sign of the class of a number.
    mutating func add<Value: Comparable>(
      _ family: SignFamily, _ value: Value, _ ends: [Value]
    ) {
      add(family[SignFamily.level(value, ends)])
    }

    /// Adds what else a block is.
    mutating func add(_ trait: MarkupSign.Trait, if isSo: Bool) {
      if isSo { add(MarkupSign.trait[trait]) }
    }
  }

  /// Adds what a block is by itself.
  private func addBlock(_ block: Block, _ ancestors: [Int], to signs: inout Signs) {
    let element = tree.elements[block.element]
    let link = SignFamily.level(block.linkShare, Self.linkShares)
    signs.add(MarkupSign.tag[block.tag])
    signs.add(MarkupSign.link[link])
    signs.add(MarkupSign.links[min(block.linkCount, 3)])
    signs.add(MarkupSign.depth, element.depth, [4, 7, 10, 14, 20])
    element.names.visit { signs.add(MarkupSign.inside[$0]) }
    element.words.visit { signs.add(MarkupSign.word[$0]) }
    ancestors.prefix(3).reduce(ListedWords.none) { $0.union(tree.elements[$1].ownWords) }
      .visit { signs.add(MarkupSign.near[$0]) }
    signs.add(.hidden, if: element.isHidden)
    signs.add(.prose, if: block.isProse)
  }

  /// Adds how much of the page's prose the containers of a block hold.
  private func addContainers(of index: Int, _ ancestors: [Int], to signs: inout Signs) {
    let alike = Double(proseOfForm[forms[index]] ?? 0) / Double(total)
    signs.add(MarkupSign.alike, alike, Self.shares)
    for (number, box) in boxes[index].enumerated() {
      let text = Double(max(1, all[box]))
      signs.add(MarkupSign.density[number], Double(prose[box]) / text, [0, 0.3, 0.6, 0.85])
      signs.add(MarkupSign.linked[number], Double(linked[box]) / text, [0.05, 0.2, 0.5, 0.8])
    }
    if let box = boxes[index].first {
      signs.add(MarkupSign.blocks, blocksInBox[box] ?? 0, [1, 2, 4, 8, 16])
    }
    let near = ancestors.prefix(7).filter { tree.elements[$0].isNamed }
    let counts = near.map { tree.countOfSignature[tree.elements[$0].signature] }
    signs.add(MarkupSign.repeated, counts.max() ?? 0, [1, 2, 4, 9, 20])
    let sizes = zip(near, counts).filter { $1 >= 3 }
      .map { SignFamily.level(prose[$0.0], [0, 100, 300, 900]) + 1 }
    signs.add(MarkupSign.item[sizes.max() ?? 0])
  }

  /// Adds how a block stands to the prose near the anchor.
  private func addLead(of index: Int, _ ancestors: [Int], to signs: inout Signs) {
    guard anchor != nil else { return }
    for (number, box) in boxes[index].enumerated() {
      let held = number == 0 ? leadOfBox[box] ?? 0 : lead[box]
      signs.add(MarkupSign.box[number], Double(held) / Double(leadTotal), Self.shares)
    }
    let distance = leadRoot.flatMap { ancestors.firstIndex(of: $0) }
    let zone: MarkupSign.Zone =
      boxes[index].first == leadBox ? .best : distance != nil ? .near : .far
    let span: MarkupSign.Span =
      if let leadSpan, distance != nil {
        index < leadSpan.lowerBound ? .before : leadSpan.contains(index) ? .within : .after
      } else {
        .outside
      }
    let link = SignFamily.level(blocks[index].linkShare, Self.linkShares)
    signs.add(MarkupSign.zone[zone])
    signs.add(MarkupSign.root[distance.map { SignFamily.level($0, Self.steps) } ?? 7])
    signs.add(MarkupSign.span[span])
    signs.add(MarkupSign.spanTag[span.rawValue * MarkupSign.tags.count + blocks[index].tag])
    signs.add(MarkupSign.spanLink[span.rawValue * 5 + link])
    let groups = ancestors.prefix(distance ?? 0).filter {
      Self.groups.contains(tree.elements[$0].name)
    }
    if let group = groups.last {
      let share = Double(linked[group]) / Double(max(1, all[group]))
      let level = SignFamily.level(share, Self.linkShares)
      signs.add(MarkupSign.group[span.rawValue * 5 + level])
    }
    signs.add(MarkupSign.copies, copies[index], [0, 1, 3, 8])
  }

  /// Lists and tables.
  private static let groups: Set<String> = ["ul", "ol", "dl", "table"]
  /// The upper ends of the classes of shares of prose, and of link text.
  private static let shares = [0, 0.02, 0.1, 0.3, 0.6]
  private static let linkShares = [0, 0.15, 0.4, 0.8]
  /// The upper ends of the classes of steps in the tree.
  private static let steps = [0, 1, 2, 3, 5, 8]

  /// Adds how far a block is from the title and the anchor.
  private func addDistances(of index: Int, _ ancestors: [Int], to signs: inout Signs) {
    switch title {
    case nil: signs.add(MarkupSign.title[MarkupSign.Title.none])
    case let title? where index < title: signs.add(MarkupSign.title[MarkupSign.Title.before])
    case let title? where index == title: signs.add(MarkupSign.title[MarkupSign.Title.at])
    case let title?:
      signs.add(MarkupSign.title[MarkupSign.Title.after])
      signs.add(MarkupSign.titleAt, index - title, [1, 3, 8, 20, 60])
    }
    guard let anchor else { return }
    let fork = ancestors.firstIndex { anchorDistances[$0] != nil }
    let down = fork ?? ancestors.count
    let up = fork.flatMap { anchorDistances[ancestors[$0]] } ?? anchorDistances.count
    let ends = [0, 1, 2, 4]
    signs.add(MarkupSign.up, up, Self.steps)
    signs.add(MarkupSign.down, down, Self.steps)
    signs.add(MarkupSign.fork[SignFamily.level(up, ends) * 5 + SignFamily.level(down, ends)])
    signs.add(
      MarkupSign.anchor[
        index < anchor
          ? MarkupSign.Anchor.before : index == anchor ? MarkupSign.Anchor.at : .after])
    signs.add(.anchorForm, if: forms[index] == forms[anchor])
    signs.add(.anchorBox, if: boxes[index].first == boxes[anchor].first)
  }

  /// Adds what the blocks around a block are.
  private func addNeighbours(of index: Int, to signs: inout Signs) {
    for (neighbour, form, box) in [
      (index - 1, MarkupSign.Trait.formBefore, MarkupSign.Trait.boxBefore),
      (index + 1, .formAfter, .boxAfter),
    ] where blocks.indices.contains(neighbour) {
      signs.add(form, if: forms[index] == forms[neighbour])
      signs.add(box, if: boxes[index].first == boxes[neighbour].first)
    }
    let ahead = blocks[(index + 1)...].prefix(40).count(where: \.isProse)
    let around = blocks[max(0, index - 5)...].prefix(11).count(where: \.isProse)
    signs.add(MarkupSign.after, ahead, [0, 1, 2, 4, 8])
    signs.add(MarkupSign.around, around, [0, 1, 3, 6])
    let place = Double(index) / Double(blocks.count)
    signs.add(MarkupSign.place, place, [0.1, 0.2, 0.4, 0.6, 0.8])
    signs.add(.repeats, if: repetitions[index])
  }

  /// Adds what the page says of itself.
  private func addMetadata(of index: Int, to signs: inout Signs) {
    signs.add(MarkupSign.like, likenesses[index], [0.2, 0.5, 0.8])
    let data: MarkupSign.Data
    if metadata.runs.isEmpty {
      data = .without
    } else if let share = sharesInData[index] {
      let levels: [MarkupSign.Data] = [.few, .some, .most, .nearlyAll]
      data = share == 1 ? .all : levels[SignFamily.level(share, [0.2, 0.6, 0.9])]
    } else {
      data = .short
    }
    signs.add(MarkupSign.data[data])
  }
}
