import PadanModel

/// The elements of a page in which its text stands, as far as they say what the text is.
///
/// An element is a few numbers; no tree of libxml2 is kept. What an element is inside of is known
/// when it begins.
struct HTMLElementTree {
  /// An element.
  struct Element {
    /// The position of the element around it; −1 for the outermost.
    var parent: Int
    /// The number of elements around it.
    var depth: Int
    /// Its name.
    var name: String
    /// A number for its name and the words of its `class`, `id`, `role` and `itemprop`.
    var signature: Int
    /// Whether it has such words.
    var isNamed: Bool
    /// The names of itself and all elements around it, of those in `telling`.
    var names: Set<String>
    /// The words of its own attributes, of those in `tellingWords`. Those of the outermost elements,
    /// which hold the article too, do not count.
    var ownWords: Set<String>
    /// The same of itself and all elements around it.
    var words: Set<String>
    /// Whether it is a block that holds others.
    var isBox: Bool
    /// Whether it or an element around it is hidden from readers' aids.
    var isHidden: Bool
    /// The structure of the paragraphs in it; `nil` for ordinary ones.
    var structure: BlockStructure?
  }

  /// The elements, each behind the one around it.
  private(set) var elements: [Element] = []
  /// The number of elements with each signature.
  private(set) var countOfSignature: [Int] = []
  private var signatures: [String: Int] = [:]

  /// Elements whose name says what is inside.
  static let telling: Set<String> = [
    "article", "main", "nav", "header", "footer", "aside", "form", "figure", "table", "blockquote",
    "button", "ul", "ol", "section", "li", "figcaption", "dl", "a", "strong", "em", "small",
    "label",
    "time", "b", "i",
  ]
  /// Words of attributes that are often used for what is no article. They are weak evidence: some
  /// pages have them on the outermost element.
  static let tellingWords: Set<String> = [
    "nav", "footer", "sidebar", "comment", "comments", "related", "menu", "newsletter", "modal",
    "cookie", "popular", "share", "social", "recommended", "promo", "author", "widget", "banner",
    "iklan", "terkait", "populer", "ad", "ads", "navigation", "breadcrumb",
  ]
  /// Elements that hold the whole article.
  private static let outermost: Set<String> = ["html", "body", "main", "article"]
  /// Elements that hold blocks.
  private static let boxes: Set<String> = [
    "div", "section", "article", "main", "td", "body", "aside", "blockquote", "ul", "ol",
  ]

  /// The structure of the paragraphs in an element.
  private static let structureOfElement: [String: BlockStructure] = [
    "h1": .heading, "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading,
    "h6": .heading, "li": .listItem, "figcaption": .caption, "caption": .caption,
    "td": .cell, "th": .cell,
  ]

  /// Adds an element.
  ///
  /// - Parameters:
  ///   - parent: The position of the element around it; −1 for the outermost.
  ///   - words: The words of its `class`, `id`, `role` and `itemprop`, in small letters.
  /// - Returns: Its position.
  mutating func add(_ name: String, in parent: Int, words: [String], isHidden: Bool) -> Int {
    let outer = parent >= 0 ? elements[parent] : nil
    let key = name + "|" + words.sorted().joined(separator: " ")
    let signature = signatures[key] ?? signatures.count
    if signature == signatures.count {
      signatures[key] = signature
      countOfSignature.append(0)
    }
    countOfSignature[signature] += 1
    var names = outer?.names ?? []
    if Self.telling.contains(name) { names.insert(name) }
    let own: Set<String> =
      Self.outermost.contains(name) ? [] : Self.tellingWords.intersection(words)
    let telling = own.isEmpty ? outer?.words ?? [] : (outer?.words ?? []).union(own)
    // A table in a list keeps the structure of the list.
    let structure = Self.structureOfElement[name].flatMap { own in
      own == .cell ? outer?.structure ?? own : own
    }
    elements.append(
      Element(
        parent: parent, depth: (outer?.depth ?? -1) + 1, name: name, signature: signature,
        isNamed: !words.isEmpty, names: names, ownWords: own, words: telling,
        isBox: Self.boxes.contains(name),
        isHidden: isHidden || outer?.isHidden ?? false, structure: structure ?? outer?.structure))
    return elements.count - 1
  }

  /// The positions of an element and the elements around it, from the inside, at most `limit`.
  func ancestors(of position: Int, limit: Int = 40) -> [Int] {
    var ancestors: [Int] = []
    var position = position
    while position >= 0, ancestors.count < limit {
      ancestors.append(position)
      position = elements[position].parent
    }
    return ancestors
  }

  /// Adds the value of each element to all elements around it.
  ///
  /// - Complexity: O(n) for n elements.
  func accumulated(_ values: [Int]) -> [Int] {
    var values = values
    for position in elements.indices.reversed() where elements[position].parent >= 0 {
      values[elements[position].parent] += values[position]
    }
    return values
  }
}
