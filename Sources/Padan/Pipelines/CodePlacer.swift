import PadanAlign
import PadanFormats
import PadanMemory
import PadanModel

/// Gives the translation of a segment the codes of the segment: where the unit of the match has its own, also if
/// its translation is repaired, or else where their words stand.
struct CodePlacer: Sendable {
  private let aligner: Aligner
  private let languages: (source: CodePlacement.Language, target: CodePlacement.Language)

  /// - Parameter aligner: Links the words of a segment and its translation.
  init(_ aligner: Aligner) {
    self.aligner = aligner
    languages = (.init(aligner.source), .init(aligner.target))
  }

  /// The translation that a match gives a segment with codes.
  func translation(_ match: Match, of source: String, _ codes: [InlineCode]) -> Draft.Translation {
    var translation = placed(match, of: source, codes)
    translation.keepProtected(of: source, codes)
    return translation
  }

  /// A translation that a person wrote of a segment with codes.
  func translation(_ text: String, of source: String, _ codes: [InlineCode]) -> Draft.Translation {
    var translation = placed(text, of: source, codes)
    translation.keepProtected(of: source, codes)
    return translation
  }

  /// The codes of a segment around the words that translate those around which they stand.
  private func placed(
    _ text: String, of source: String, _ codes: [InlineCode]
  ) -> Draft.Translation {
    let placed = CodePlacement(
      source, text, links: aligner.wordLinks(source, text), languages: languages
    ).placed(codes)
    return Draft.Translation(text: placed.text, codes: placed.codes)
  }

  private func placed(
    _ match: Match, of source: String, _ codes: [InlineCode]
  ) -> Draft.Translation {
    let target = match.suggestion
    if target == (match.repair?.text ?? match.target.text),
      let placed = CodeTransfer(match).placed(codes)
    {
      return Draft.Translation(text: target, codes: placed)
    }
    return placed(match.plainSuggestion, of: source, codes)
  }
}

extension Match {
  /// The translation as it is proposed to a segment whose codes are others than the unit's. Where a code stood
  /// between blanks, one blank is left.
  var plainSuggestion: String {
    guard suggestion == (repair?.text ?? target.text), target.codes.contains(where: \.isAlone)
    else { return suggestion }
    var text = String.UnicodeScalarView()
    for scalar in suggestion.unicodeScalars where scalar != " " || (text.last ?? " ") != " " {
      text.append(scalar)
    }
    if text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension InlineCode {
  fileprivate var isAlone: Bool { side == .whole }
}

extension Draft.Translation {
  /// Gives each element that is not to be translated the text that it has in the source. One without a place in the
  /// translation stands at the start, if it does so in the source, or else at the end.
  fileprivate mutating func keepProtected(of source: String, _ own: [InlineCode]) {
    let scalars = Array(source.unicodeScalars)
    for opening in own where opening.side == .opening && opening.protectsText {
      guard let number = opening["i"],
        let closing = own.first(where: { $0.side == .closing && $0["i"] == number }),
        0...closing.offset ~= opening.offset, closing.offset <= scalars.count
      else { continue }
      let kept = Array(scalars[opening.offset..<closing.offset])
      let first = codes.first { $0.side == .opening && $0["i"] == number }
      let last = codes.first { $0.side == .closing && $0["i"] == number }
      if let first, let last, first.offset <= last.offset {
        replace(first.offset..<last.offset, with: kept)
      } else {
        let isFirst = opening.offset == 0
        let blank: [Unicode.Scalar] = text.isEmpty ? [] : [" "]
        let place = isFirst ? 0 : text.unicodeScalars.count
        replace(place..<place, with: isFirst ? kept + blank : blank + kept)
        if isFirst {
          for index in codes.indices where codes[index].offset == 0 {
            codes[index].offset = kept.count + blank.count
          }
        }
        var pair = [opening, closing]
        pair[0].offset = isFirst ? 0 : place + blank.count
        pair[1].offset = pair[0].offset + kept.count
        codes = isFirst ? pair + codes : codes + pair
      }
    }
  }

  /// Puts scalars in the place of a range, and moves the codes behind its start with them.
  private mutating func replace(_ place: Range<Int>, with kept: some Collection<Unicode.Scalar>) {
    var scalars = Array(text.unicodeScalars)
    guard !scalars[place].elementsEqual(kept) else { return }
    scalars.replaceSubrange(place, with: kept)
    var changed = String.UnicodeScalarView()
    changed.append(contentsOf: scalars)
    text = String(changed)
    for index in codes.indices where codes[index].offset > place.lowerBound {
      codes[index].offset = max(place.lowerBound, codes[index].offset + kept.count - place.count)
    }
  }
}
