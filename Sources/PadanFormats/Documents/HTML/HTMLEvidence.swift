import PadanModel
import PadanText

/// Finds what the markup of a page tells of each of its blocks: where it stands, what is around it,
/// how many of its words are links, and what the page says of itself.
///
/// The evidence is signs such as `tag=p`, which a content model weighs. Much of it is about the
/// containers of text: how much of the page's prose they hold, as in readability measures, and how
/// far a block is in the tree from the first paragraph below the title, the *anchor*.
struct HTMLEvidence {
  /// A block of the page.
  struct Block {
    /// The innermost element around its text.
    var element: Int
    /// The element that makes it a block.
    var tag: String
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
  /// For each element, the number of scalars of prose, of all text and of link text inside.
  private let prose: [Int]
  private let all: [Int]
  private let linked: [Int]
  /// The same for the boxes of blocks, without the boxes inside.
  private var ownProse: [Int: Int] = [:]
  /// The number of blocks directly in each box.
  private var ownCount: [Int: Int] = [:]
  /// The prose of all blocks in elements of a signature.
  private var proseOfSignature: [Int: Int] = [:]
  /// The scalars of all prose.
  private let total: Int
  /// The innermost elements that hold half, three quarters and nine tenths of the prose.
  private var roots: [(name: String, element: Int?)] = []
  /// The box with the most prose of its own.
  private var bestBox: Int?
  /// The first block that is the title.
  private var title: Int?
  /// The first prose below the title.
  private var anchor: Int?

  /// Reads the structure of a page.
  ///
  /// - Parameter text: The text of the page in UTF-8.
  /// - Complexity: O(n) for n elements and bytes.
  init(_ blocks: [Block], of text: [UInt8], tree: HTMLElementTree, metadata: HTMLMetadata) {
    self.blocks = blocks
    self.tree = tree
    self.metadata = metadata
    var headings = metadata
    for block in blocks where block.tag == "h1" {
      headings.add(title: String(decoding: text[block.range], as: UTF8.self))
    }
    for block in blocks {
      let words = HTMLMetadata.words(of: String(decoding: text[block.range], as: UTF8.self))
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
    for block in blocks {
      let box = boxes(of: block).first ?? 0
      ownCount[box, default: 0] += 1
      if block.isProse {
        ownProse[box, default: 0] += block.length
        proseOfSignature[signature(of: block), default: 0] += block.length
      }
    }
    bestBox = ownProse.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    findTitle()
    for (name, share) in [("half", 0.5), ("most", 0.75), ("nearlyAll", 0.9)] {
      roots.append((name, innermost(holding: share, around: nil)))
    }
    roots.append(("title", title.flatMap { innermost(holding: 0.3, around: blocks[$0].element) }))
  }

  /// Finds the title and the anchor.
  private mutating func findTitle() {
    title =
      blocks.indices.first { likenesses[$0] > 0.7 && ["h1", "h2"].contains(blocks[$0].tag) }
      ?? blocks.indices.first { blocks[$0].tag == "h1" }
    anchor =
      blocks.indices.dropFirst(title ?? 0).first {
        blocks[$0].isProse && likenesses[$0] < 0.6
          && tree.elements[blocks[$0].element].names.isDisjoint(with: [
            "nav", "footer", "aside", "figcaption",
          ])
      } ?? blocks.indices.first { blocks[$0].isProse }
  }

  /// The innermost element that holds a share of the prose, and a given element.
  private func innermost(holding share: Double, around element: Int?) -> Int? {
    let candidates = element.map { tree.ancestors(of: $0) } ?? Array(tree.elements.indices)
    return candidates.filter { Double(prose[$0]) >= share * Double(total) }
      .max { (tree.elements[$0].depth, -$0) < (tree.elements[$1].depth, -$1) }
  }

  /// The boxes around a block, from the inside.
  private func boxes(of block: Block) -> [Int] {
    tree.ancestors(of: block.element).filter { tree.elements[$0].isBox }
  }

  /// A number for the block's element and the one around it with their words.
  private func signature(of block: Block) -> Int {
    let element = tree.elements[block.element]
    let outer = element.parent >= 0 ? tree.elements[element.parent].signature : 0
    return element.signature &* 1_000_003 &+ outer
  }

  // MARK: Signs

  /// The signs of each block, in order.
  func signs() -> [[String]] {
    var before = 0
    var signs: [[String]] = []
    signs.reserveCapacity(blocks.count)
    for index in blocks.indices {
      signs.append(self.signs(of: index, proseBefore: before))
      if blocks[index].isProse { before += 1 }
    }
    return signs
  }

  /// The signs of a block.
  private func signs(of index: Int, proseBefore: Int) -> [String] {
    let block = blocks[index]
    let element = tree.elements[block.element]
    let ancestors = tree.ancestors(of: block.element)
    let link = "link=\(level(block.linkShare, [0, 0.15, 0.4, 0.8]))"
    let zone =
      ancestors.first { tree.elements[$0].isBox } == bestBox
      ? "best" : bestBox.map(ancestors.contains) ?? false ? "near" : "far"
    var signs = [
      "tag=\(block.tag)", link, "links=\(min(block.linkCount, 3))", "zone=\(zone)",
      "\(zone)&tag=\(block.tag)", "\(zone)&\(link)",
      "depth=\(level(element.depth, [4, 7, 10, 14, 20]))",
    ]
    signs += element.names.sorted().map { "in=\($0)" }
    signs += element.words.sorted().map { "word=\($0)" }
    if element.isHidden { signs.append("hidden") }
    if block.isProse { signs.append("prose") }
    addContainers(of: block, ancestors, to: &signs)
    addDistances(of: index, ancestors, to: &signs)
    addMetadata(of: index, to: &signs)
    let ahead = blocks[(index + 1)...].prefix(40).count(where: \.isProse)
    let around = blocks[max(0, index - 5)...].prefix(11).count(where: \.isProse)
    let place = Double(index) / Double(blocks.count)
    signs += [
      "before=\(level(proseBefore, [0, 1, 2, 4, 8]))", "after=\(level(ahead, [0, 1, 2, 4, 8]))",
      "around=\(level(around, [0, 1, 3, 6]))", "place=\(level(place, [0.1, 0.2, 0.4, 0.6, 0.8]))",
    ]
    return signs
  }

  /// Adds how much of the page's prose the containers of a block hold.
  private func addContainers(of block: Block, _ ancestors: [Int], to signs: inout [String]) {
    let shares = [0, 0.02, 0.1, 0.3, 0.6]
    signs.append("alike=\(level(share(proseOfSignature[signature(of: block)] ?? 0), shares))")
    let boxes = ancestors.filter { tree.elements[$0].isBox }
    for (number, box) in boxes.prefix(3).enumerated() {
      let held = number == 0 ? ownProse[box] ?? 0 : prose[box]
      signs.append("box\(number)=\(level(share(held), shares))")
      let text = Double(max(1, all[box]))
      signs.append("density\(number)=\(level(Double(prose[box]) / text, [0, 0.3, 0.6, 0.85]))")
      signs.append("linked\(number)=\(level(Double(linked[box]) / text, [0.05, 0.2, 0.5, 0.8]))")
    }
    if let box = boxes.first {
      signs.append("blocks=\(level(ownCount[box] ?? 0, [1, 2, 4, 8, 16]))")
    }
    for (name, root) in roots {
      guard let root else {
        signs.append("\(name)=none")
        continue
      }
      let distance = ancestors.firstIndex(of: root)
      signs.append("\(name)=\(distance.map { "\(level($0, [0, 1, 2, 3, 5, 8]))" } ?? "out")")
    }
    let near = ancestors.prefix(7).filter { tree.elements[$0].isNamed }
    let repeated = near.map { tree.countOfSignature[tree.elements[$0].signature] }.max() ?? 0
    signs.append("repeated=\(level(repeated, [1, 2, 4, 9, 20]))")
    let items = near.filter { tree.countOfSignature[tree.elements[$0].signature] >= 3 }
    let size = items.map { level(prose[$0], [0, 100, 300, 900]) + 1 }.max() ?? 0
    signs.append("item=\(size)")
  }

  /// Adds how far a block is from the title and the anchor.
  private func addDistances(of index: Int, _ ancestors: [Int], to signs: inout [String]) {
    let block = blocks[index]
    if let title {
      let distance = index - title
      signs.append(
        distance < 0
          ? "title=before"
          : distance == 0 ? "title=at" : "title=\(level(distance, [1, 3, 8, 20, 60]))")
    } else {
      signs.append("title=none")
    }
    guard let anchor else { return }
    let others = tree.ancestors(of: blocks[anchor].element)
    let positions = Dictionary(uniqueKeysWithValues: others.enumerated().map { ($1, $0) })
    let fork = ancestors.firstIndex { positions[$0] != nil }
    let down = fork ?? ancestors.count
    let up = fork.flatMap { positions[ancestors[$0]] } ?? others.count
    signs += [
      "up=\(level(up, [0, 1, 2, 3, 5, 8]))", "down=\(level(down, [0, 1, 2, 3, 5, 8]))",
      "fork=\(level(up, [0, 1, 2, 4])),\(level(down, [0, 1, 2, 4]))",
      index < anchor ? "anchor=before" : index == anchor ? "anchor=at" : "anchor=after",
    ]
    if signature(of: block) == signature(of: blocks[anchor]) { signs.append("anchorForm") }
    if boxes(of: block).first == boxes(of: blocks[anchor]).first { signs.append("anchorBox") }
  }

  /// Adds what the page says of itself.
  private func addMetadata(of index: Int, to signs: inout [String]) {
    signs.append("like=\(level(likenesses[index], [0.2, 0.5, 0.8]))")
    guard !metadata.runs.isEmpty else {
      signs.append("data=without")
      return
    }
    let share = sharesInData[index]
    signs.append(
      "data=\(share.map { $0 == 1 ? "all" : "\(level($0, [0.2, 0.6, 0.9]))" } ?? "short")")
  }

  /// The share of all prose.
  private func share(_ prose: Int) -> Double { Double(prose) / Double(total) }

  /// The class of a number: the position of the first upper end that is not below it.
  private func level<Value: Comparable>(_ value: Value, _ ends: [Value]) -> Int {
    ends.firstIndex { value <= $0 } ?? ends.count
  }
}
