import PadanModel
import PadanText

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
    /// Its position in `MarkupSign.tags`; `nil` if it makes no blocks.
    var tag: Int?
    /// A number for its name and the words of its `class`, `id`, `role` and `itemprop`.
    var signature: Int
    /// Whether it has such words.
    var isNamed: Bool
    /// The names of itself and all elements around it, of those in `MarkupSign.names`.
    var names: ListedWords
    /// The words of its own attributes, of those in `MarkupSign.words`. Those of the outermost
    /// elements, which hold the article too, do not count.
    var ownWords: ListedWords
    /// The same of itself and all elements around it.
    var words: ListedWords
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
  /// What is known of elements by their names and attributes alone, by both: most elements of a page
  /// are like one before.
  private var likes: [String: Like] = [:]

  /// What the name and the attributes of an element tell.
  private struct Like {
    var tag: Int?
    var signature: Int
    var isNamed: Bool
    var names: ListedWords
    var words: ListedWords
    var isBox: Bool
    var structure: BlockStructure?
  }

  /// The positions of the elements that make blocks.
  private static let tags = ListedWords.positions(of: MarkupSign.tags)
  /// The positions of the names that say what is inside.
  private static let names = ListedWords.positions(of: MarkupSign.names)
  /// The positions of the words that say what is inside.
  private static let words = ListedWords.positions(of: MarkupSign.words)
  /// The words where no article is.
  static let furnitureWords = ListedWords(MarkupSign.furnitureWords, of: words)
  /// Elements that hold no article.
  static let furniture = ListedWords(["nav", "footer", "aside", "form", "button"], of: names)
  /// Forms, such as those of a login.
  static let forms = ListedWords(["form"], of: names)
  /// Elements that hold nothing but the article, where a page has them.
  static let articles = ListedWords(["article", "main"], of: names)
  /// Elements with text that is never the first of an article.
  static let asides = ListedWords(["nav", "footer", "aside", "figcaption"], of: names)
  /// Elements that hold the whole article.
  static let outermost: Set<String> = ["html", "body", "main", "article"]
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
  ///   - values: Its `class`, `id`, `role` and `itemprop`, as far as it has them.
  /// - Returns: Its position.
  mutating func add(_ name: String, in parent: Int, values: [String], isHidden: Bool) -> Int {
    let outer = parent >= 0 ? elements[parent] : nil
    let like = like(of: name, values)
    countOfSignature[like.signature] += 1
    // A table in a list keeps the structure of the list.
    let structure = like.structure.flatMap { own in
      own == .cell ? outer?.structure ?? own : own
    }
    elements.append(
      Element(
        parent: parent, depth: (outer?.depth ?? -1) + 1, name: name, tag: like.tag,
        signature: like.signature, isNamed: like.isNamed,
        names: like.names.union(outer?.names ?? .none), ownWords: like.words,
        words: like.words.union(outer?.words ?? .none), isBox: like.isBox,
        isHidden: isHidden || outer?.isHidden ?? false, structure: structure ?? outer?.structure))
    return elements.count - 1
  }

  /// What the name and the attributes of an element tell.
  private mutating func like(of name: String, _ values: [String]) -> Like {
    let key = values.reduce(name) { $0 + "\n" + $1 }
    if let like = likes[key] { return like }
    let words = values.flatMap(HTMLMetadata.attributeWords)
    let form = words.isEmpty ? name : name + "|" + words.sorted().joined(separator: " ")
    let signature = signatures[form] ?? signatures.count
    if signature == signatures.count {
      signatures[form] = signature
      countOfSignature.append(0)
    }
    let like = Like(
      tag: Self.tags[name], signature: signature, isNamed: !words.isEmpty,
      names: ListedWords([name], of: Self.names),
      words: Self.outermost.contains(name) ? .none : ListedWords(words, of: Self.words),
      isBox: Self.boxes.contains(name), structure: Self.structureOfElement[name])
    likes[key] = like
    return like
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
