/// Formatting inside a segment, kept as it was written: one of the TMX elements `bpt`, `ept`, `ph`,
/// `it`, `ut` and `hi`.
///
/// A `bpt` and its `ept` have the same `i`. A code and its counterpart in another language have the
/// same `x`.
///
///     var code = InlineCode(element: "bpt", offset: 4, content: "<b>")
///     code.attributes = [.init(name: "i", value: "1")]
///     code["i"]  // "1"
public struct InlineCode: Hashable, Codable, Sendable {
  /// The part of an element that a code stands for.
  public enum Form: String, Hashable, Codable, Sendable {
    /// A whole element.
    case whole
    /// The start of an element around translatable text: of a `hi`.
    case opening
    /// The end of an element around translatable text.
    case closing
  }

  /// The element's name.
  public var element: String
  /// The place of the code in the text, in Unicode scalars from the beginning.
  public var offset: Int
  /// The attributes of the element, in the order in which they were written.
  public var attributes: [MarkupAttribute]
  /// The content of the element: code of the document's own format, not text to translate.
  public var content: String
  /// The part of the element that the code stands for.
  public var form: Form
  /// Whether `content` is XML, because it contains a `sub` element; if not, it is plain text.
  public var holdsMarkup: Bool

  /// A code, by default a whole element without attributes and content.
  public init(
    element: String, offset: Int, attributes: [MarkupAttribute] = [], content: String = "",
    form: Form = .whole, holdsMarkup: Bool = false
  ) {
    self.element = element
    self.offset = offset
    self.attributes = attributes
    self.content = content
    self.form = form
    self.holdsMarkup = holdsMarkup
  }

  /// The value of an attribute; `nil` if the element does not have it.
  public subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// An attribute of an element in a markup language, such as that of an inline code.
public struct MarkupAttribute: Hashable, Codable, Sendable {
  /// The attribute's name, with its prefix if it has one.
  public var name: String
  /// The attribute's value.
  public var value: String

  /// An attribute with a value.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
