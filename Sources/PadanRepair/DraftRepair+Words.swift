import PadanLanguage
import PadanModel
import PadanText

// Names and other words.
extension DraftRepair {
  /// Repairs words, given by their pieces: as a name or by the lexicon, as a whole or one by one.
  mutating func repairWords(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    // The verb changes with the time: *pulang kemarin* is “went home”.
    let times = repairer.profiles.source.forms.timeWords
    let changed = stored.pieces[old] + query.pieces[new]
    if changed.contains(where: { times.contains($0.folded) }) { return false }
    if isAgreement(old, new) || repairName(old, new) || exchange(old, new) { return true }
    guard old.count == new.count, old.count > 1 else { return false }
    return zip(old, new).allSatisfy { old, new in
      stored.pieces[old].text == query.pieces[new].text
        || repairName(old..<old + 1, new..<new + 1) || exchange(old..<old + 1, new..<new + 1)
    }
  }

  /// Whether words differ only by their agreement with a number, and the other language has none.
  private func isAgreement(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    guard repairer.profiles.target.forms.measures.isEmpty else { return false }
    let (old, new) = (stored.written(old), query.written(new))
    let forms = repairer.profiles.source.forms.measures
    return forms[old] == new || forms[new] == old
  }

  // MARK: Names

  /// Repairs a name that stands once in both stored texts, as it is written.
  mutating func repairName(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    guard isName(stored.pieces[old]), isName(query.pieces[new]) else { return false }
    let written = (stored: stored.written(old), query: query.written(new))
    guard
      let name = repairer.names[written.query] ?? (mayBeCopied(new, for: old) ? written.query : nil)
    else {
      return false
    }
    let words = TextPiece.pieces(of: repairer.names[written.stored] ?? written.stored).map(\.text)
    let places = target.places(of: words, \.text)
    // The person whose name it is may be a woman where the other is a man.
    let gendered = repairer.profiles.target.forms.genderedWords
    guard places.count == 1, !target.pieces.contains(where: { gendered.contains($0.folded) }),
      haveArticlesAlike(words.joined(separator: " "), name),
      stored.places(of: stored.pieces[old].map(\.text), \.text).count == 1
    else { return false }
    return replace(
      places[0], with: name, .name, Repair.Exchange(written.stored, written.query))
  }

  /// Whether both names have the article in the other language, or neither.
  private func haveArticlesAlike(_ old: String, _ new: String) -> Bool {
    let names = repairer.profiles.target.forms.namesWithArticle
    return names.contains(TextForm.folded(old)) == names.contains(TextForm.folded(new))
  }

  /// Whether all words are written with a capital, but for particles and unknown ones inside.
  private func isName(_ pieces: ArraySlice<TextPiece>) -> Bool {
    guard let first = pieces.first, let last = pieces.last, first.isCapitalized,
      last.isCapitalized || last.kind == .mark
    else { return false }
    return pieces.allSatisfy {
      $0.kind == .letters
        ? $0.isCapitalized || isNameParticle($0) || !(repairer.lexicon?.contains($0.folded) ?? true)
        : $0.kind == .mark && ".-'’&".contains($0.text)
    }
  }

  /// Whether a word is a small one inside names, as in *Anneke van Dorsen*.
  private func isNameParticle(_ piece: TextPiece) -> Bool {
    !piece.isCapitalized && repairer.profiles.source.forms.nameParticles.contains(piece.text)
  }

  /// Whether words of the query are the same in the other language: the lexicon does not say
  /// otherwise, or it says so of the name in whose place they stand, too: a club named after an eagle. A
  /// word that begins a sentence may be no name, so the lexicon must not know its stem either.
  private func mayBeCopied(_ range: Range<Int>, for old: Range<Int>) -> Bool {
    let words = query.pieces[range].filter { !isNameParticle($0) }.map(\.folded)
    // *Jawa Timur* is East Java.
    let hasOtherForm = query.pieces[range].contains { piece in
      repairer.names[piece.text].map { $0 != piece.text } ?? false
    }
    if hasOtherForm { return false }
    guard let lexicon = repairer.lexicon else { return !query.beginsSentence(range.lowerBound) }
    func isTranslated(_ word: String) -> Bool {
      let translations = lexicon.translations(of: word)
      return !translations.isEmpty && !translations.contains { $0.text == word }
    }
    if isTranslated(words.joined(separator: " ")) { return false }
    if words.contains(where: isTranslated) {
      return words.count > 1 && old.count > 1
        && !query.beginsSentence(range.lowerBound)
        && stored.pieces[old].contains { isTranslated($0.folded) }
    }
    guard query.beginsSentence(range.lowerBound), let first = words.first else { return true }
    return !repairer.stemmer.candidates(for: first).contains(where: lexicon.contains)
  }

  // MARK: Words of the lexicon

  /// Exchanges words that the lexicon has on both sides, together with the words beside them where
  /// these make a headword of it.
  private mutating func exchange(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    for (before, after) in [(1, 1), (2, 0), (0, 2), (1, 0), (0, 1), (0, 0)] {
      guard let stored = stored.headword(old, before, after).map(entry),
        let query = query.headword(new, before, after).map(entry)
      else { continue }
      switch (repairer.knows(stored.text), repairer.knows(query.text)) {
      case (true, true): return exchange(stored, query)
      case (false, false): continue
      // One of them has a meaning of its own that its words do not have.
      default: if before + after > 0 { return false }
      }
    }
    return false
  }

  /// Words as terms or the lexicon have them: without the ending of a plural, where translations have none.
  private func entry(_ words: RepairText.Headword) -> RepairText.Headword {
    guard repairer.profiles.target.forms.measures.isEmpty, !repairer.knows(words.text),
      let singular = repairer.stemmer.singulars(of: words.text).first(where: repairer.knows)
    else { return words }
    return RepairText.Headword(text: singular, pieces: words.pieces)
  }

  private mutating func exchange(_ old: RepairText.Headword, _ new: RepairText.Headword) -> Bool {
    var places: [Range<Int>] = []
    var form = ""
    let known = repairer.lexicon?.translations(of: old.text).map(\.text) ?? []
    for translation in repairer.terms.translations(of: old.text) + known {
      let words = TextPiece.pieces(of: translation).map(\.folded)
      for place in target.places(of: words, \.folded) where !places.contains(where: place.overlaps)
      {
        places.append(place)
        form = translation
      }
    }
    let words = stored.pieces[old.pieces].map(\.folded)
    let isTerm = repairer.terms.knows(new.text)
    guard places.count == 1, stored.places(of: words, \.folded).count == 1,
      let translation = isTerm
        ? repairer.terms.translation(of: new.text)
        : repairer.translation(of: new.text, for: old.text, translatedAs: form)?.text,
      !repairer.terms.forbids(translation, for: new.text), haveArticlesAlike(form, translation)
    else { return false }
    // A function word is no translation that another one could replace; a term may have some.
    let shown =
      target.pieces[places[0]].map(\.folded)
      + (isTerm ? [] : translation.split(separator: " ").map(String.init))
    // *3 people* are not *3 student*.
    let unmarked = repairer.profiles.target.forms.unmarkedWords
    guard !shown.contains(where: repairer.profiles.target.functionWords.contains),
      !shown.contains(where: unmarked.contains)
    else { return false }
    let isFirst =
      target.beginsSentence(places[0].lowerBound)
      && target.pieces[places[0].lowerBound].isCapitalized
    let isTitle =
      !isFirst && target.pieces[places[0].lowerBound].isCapitalized
      && query.pieces[new.pieces.lowerBound].isCapitalized
    return replace(
      places[0], with: capitalized(translation, isFirst: isFirst, isTitle: isTitle),
      isTerm ? .term : .lexicon,
      Repair.Exchange(stored.written(old.pieces), query.written(new.pieces)))
  }

  private func capitalized(_ text: String, isFirst: Bool, isTitle: Bool) -> String {
    if isTitle {
      return text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined(separator: " ")
    }
    return isFirst ? text.prefix(1).uppercased() + text.dropFirst() : text
  }
}

extension RepairText {
  /// Words that may be a headword of a lexicon.
  struct Headword {
    var text: String
    var pieces: Range<Int>
  }

  /// Words with some words before and after them, as a lexicon writes them; `nil` if others are not
  /// there, or if marks are between them.
  func headword(_ range: Range<Int>, _ before: Int, _ after: Int) -> Headword? {
    let range = range.lowerBound - before..<range.upperBound + after
    guard range.lowerBound >= 0, range.upperBound <= pieces.count,
      pieces[range].allSatisfy({ $0.kind == .letters || $0.text == "-" && $0.isJoined })
    else { return nil }
    var text = ""
    for piece in pieces[range] {
      if !text.isEmpty, !piece.isJoined { text += " " }
      text += piece.folded
    }
    return Headword(text: text, pieces: range)
  }
}
