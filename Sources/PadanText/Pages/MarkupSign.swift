/// The signs that the markup of a web page shows of a block, by their numbers. A format finds them;
/// a content model weighs them.
package enum MarkupSign {
  // MARK: The block

  /// The element that makes it a block.
  package static let tag = SignFamily("tag", tags, after: nil)
  /// The share of its text that is link text, in classes.
  package static let link = SignFamily("link", 5, after: tag)
  /// The number of links in it, at most 3.
  package static let links = SignFamily("links", 4, after: link)
  /// The number of elements around it, in classes.
  package static let depth = SignFamily("depth", 6, after: links)
  /// The elements around it that say what is inside.
  package static let inside = SignFamily("in", names, after: depth)
  /// The words of the attributes of the next elements around it.
  package static let near = SignFamily("class", words, after: inside)
  /// The words of the attributes of all elements around it.
  package static let word = SignFamily("word", words, after: near)
  /// What else it is.
  package static let trait = SignFamily("is", Trait.self, after: word)

  // MARK: Its containers

  /// The share of the page's prose in blocks of the same form, in classes.
  package static let alike = SignFamily("alike", 6, after: trait)
  /// The share of prose of all text in these boxes, in classes.
  package static let density = SignFamily.row("density", 5, count: 3, after: alike)
  /// The share of link text of all text in these boxes, in classes.
  package static let linked = SignFamily.row("linked", 5, count: 3, after: density.last)
  /// The number of blocks directly in the innermost box, in classes.
  package static let blocks = SignFamily("blocks", 6, after: linked.last)
  /// How often an element like one of those around it occurs, in classes.
  package static let repeated = SignFamily("repeated", 6, after: blocks)
  /// The prose in the largest of those that occur often, in classes.
  package static let item = SignFamily("item", 6, after: repeated)
  // MARK: Its containers, by the prose near the anchor

  /// The share of the prose near the anchor in the boxes around it, in classes, from the inside.
  package static let box = SignFamily.row("box", 6, count: 3, after: item)
  /// Where it stands beside the box with the most of that prose.
  package static let zone = SignFamily("zone", Zone.self, after: box.last)
  /// How far inside it is of the innermost element that holds most of that prose: the number of
  /// elements, in classes; 7 is outside.
  package static let root = SignFamily("root", 8, after: zone)
  /// Where it stands beside the prose in that element.
  package static let span = SignFamily("span", Span.self, after: root)
  /// Where it stands there, with its element.
  package static let spanTag = SignFamily(
    "spanTag", Span.allCases.flatMap { span in tags.map { "\(span.stringValue)&\($0)" } },
    after: span)
  /// Where it stands there, with its share of link text.
  package static let spanLink = SignFamily("spanLink", 20, after: spanTag)
  /// Where it stands there if it is in a list or a table of that element, with the share of link text
  /// in the outermost.
  package static let group = SignFamily("group", 20, after: spanLink)

  // MARK: Its place

  /// Where it stands beside the title.
  package static let title = SignFamily("title", Title.self, after: group)
  /// The number of blocks since the title, in classes.
  package static let titleAt = SignFamily("titleAt", 6, after: title)
  /// The number of elements from the anchor up to the innermost element around both, in classes.
  package static let up = SignFamily("up", 7, after: titleAt)
  /// The number of elements from there down to the block, in classes.
  package static let down = SignFamily("down", 7, after: up)
  /// Both, in coarser classes.
  package static let fork = SignFamily("fork", 25, after: down)
  /// Where it stands beside the anchor.
  package static let anchor = SignFamily("anchor", Anchor.self, after: fork)
  /// The number of blocks of prose before it, in classes.
  package static let before = SignFamily("before", 6, after: anchor)
  /// The number of blocks of prose among the next ones, in classes.
  package static let after = SignFamily("after", 6, after: before)
  /// The number of blocks of prose around it, in classes.
  package static let around = SignFamily("around", 5, after: after)
  /// Its place on the page, in classes.
  package static let place = SignFamily("place", 6, after: around)
  /// The number of blocks between the title and it that have the text of an earlier one there, in
  /// classes.
  package static let copies = SignFamily("copies", 5, after: place)

  // MARK: What the page says of itself

  /// How much it is like the title, in classes.
  package static let like = SignFamily("like", 4, after: copies)
  /// What the article's text in linked data says of it.
  package static let data = SignFamily("data", Data.self, after: like)

  /// All families, in the order of their signs.
  static let families: [SignFamily] = {
    var families = [tag, link, links, depth, inside, near, word, trait, alike]
    families += density
    families += linked
    families += [blocks, repeated, item]
    families += box
    families += [zone, root, span, spanTag, spanLink, group]
    families += [title, titleAt, up, down, fork, anchor]
    families += [before, after, around, place, copies, like, data]
    return families
  }()

  /// The names of all signs, by their numbers.
  static let allNames = SignFamily.names(of: families)

  /// What else a block is.
  package enum Trait: Int, CaseIterable, CodingKey {
    /// It is hidden from readers' aids.
    case hidden
    /// It is running text.
    case prose
    /// It has the form of the anchor, or stands in the same box.
    case anchorForm, anchorBox
    /// It has the form of the block before or after it, or stands in the same box.
    case formBefore, formAfter, boxBefore, boxAfter
    /// An earlier block has the same text.
    case repeats
  }

  /// Where a block stands beside the box with the most prose near the anchor: in it, elsewhere in the
  /// element that holds most of that prose, or outside.
  package enum Zone: Int, CaseIterable, CodingKey {
    case best, near, far
  }

  /// Where a block stands beside the prose of an element: before it, between two blocks of it,
  /// after it, or outside of the element.
  package enum Span: Int, CaseIterable, CodingKey {
    case before, within, after, outside
  }

  /// Where a block stands beside the title.
  package enum Title: Int, CaseIterable, CodingKey {
    case none, before, at, after
  }

  /// Where a block stands beside the anchor.
  package enum Anchor: Int, CaseIterable, CodingKey {
    case before, at, after
  }

  /// What linked data say of a block: nothing, that it is too short to tell, or how many of its runs
  /// of words they have.
  package enum Data: Int, CaseIterable, CodingKey {
    case without, short, few, some, most, nearlyAll, all
  }

  // MARK: Lists

  /// The elements that make blocks.
  package static let tags = [
    "none", "address", "article", "aside", "blockquote", "body", "br", "button", "caption",
    "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
  ]
  /// Elements whose names say what is inside.
  package static let names = [
    "a", "article", "aside", "b", "blockquote", "button", "dl", "em", "figcaption", "figure",
    "footer", "form", "header", "i", "label", "li", "main", "nav", "ol", "section", "small",
    "strong", "table", "time", "ul",
  ]
  /// Words that attributes often have where no article is, and then those where one may be. They are
  /// weak evidence: some pages have them on the outermost element.
  package static let words =
    furnitureWords + [
      "article", "artikel", "berita", "body", "byline", "caption", "card", "content", "copy",
      "credit",
      "date", "detail", "entry", "foot", "gallery", "header", "info", "isi", "konten", "list",
      "main",
      "meta", "more", "news", "paragraph", "post", "read", "single", "story", "sub", "tag", "tags",
      "text", "time",
    ]
  /// Words that attributes often have where no article is.
  package static let furnitureWords = [
    "ad", "ads", "advert", "advertisement", "aside", "author", "banner", "bio", "breadcrumb",
    "breadcrumbs", "comment", "comments", "consent", "cookie", "cookies", "copyright", "disclaimer",
    "footer", "form", "iklan", "latest", "login", "menu", "modal", "nav", "navbar", "navigation",
    "newsletter", "pagination", "populer", "popular", "popup", "promo", "rail", "recommend",
    "recommended", "related", "search", "share", "sharing", "sidebar", "signup", "social",
    "sponsor", "sticky", "subscribe", "teaser", "terkait", "tool", "toolbar", "tools", "trending",
    "widget",
  ]
}
