package import PadanModel

/// The texts that readers of a document see or hear beside its paragraphs: the title and the description of a
/// page, and what the attributes of its elements say of images, links and fields.
///
/// They are no part of the text that is segmented and aligned: that would change what a page is taken for.
/// What is translated, counted or saved as a translation has them behind the text.
package struct DocumentLabels: Sendable {
  /// A label.
  package struct Label: Hashable, Sendable {
    /// What holds it, such as `title`, `meta description` or `img alt`.
    package var name: String
    /// The same and, of an element, its tag without labels: a translation has it, too.
    package var place: String
    /// The kind of its segments.
    package var kind: SegmentKind
    /// The position of the document's paragraph at or before which it stands; `nil` if it belongs to the whole
    /// document, as a title does, or if all of the document is the article.
    package var paragraph: Int?
  }

  /// The document's text and behind it the labels, each on a line. Its paragraphs are the labels.
  package var document: Document
  /// The labels, in the order of the file.
  package var labels: [Label]

  /// The numbers of the labels that stand in an article or beside it.
  ///
  /// - Parameter paragraphs: The positions of the paragraphs of the article, from the first to the last.
  package func numbers(around paragraphs: ClosedRange<Int>) -> [Int] {
    labels.indices.filter {
      labels[$0].paragraph.map { paragraphs.lowerBound...paragraphs.upperBound + 1 ~= $0 } ?? true
    }
  }
}
