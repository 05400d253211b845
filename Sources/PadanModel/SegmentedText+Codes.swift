extension SegmentedText {
  /// The inline codes of some segments, by their offsets in `text(of:)`, numbered from 1.
  ///
  /// A pair of a paragraph whose halves stand in two of the segments is a pair again.
  ///
  /// - Parameter range: The positions of the segments.
  package func codes(of range: Range<Int>) -> [InlineCode] {
    guard let codes else { return [] }
    var joined: [InlineCode] = []
    var numbers: [CodeName: String] = [:]
    var text = ""
    for position in range {
      let segment = segments[position]
      if !text.isEmpty, SentenceJoint.needsBlank(between: text, segment.text) { text += " " }
      let start = text.unicodeScalars.count
      for var code in codes.indices.contains(position) ? codes[position] : [] {
        let name = CodeName(block: segment.block, number: code["x"] ?? code["i"])
        let number = numbers[name] ?? "\(numbers.count + 1)"
        numbers[name] = number
        code.offset += start
        code.number(number)
        joined.append(code)
      }
      text += segment.text
    }
    return joined.withPairsJoined()
  }

  /// What a code is called in its document: paragraphs number theirs from 1.
  private struct CodeName: Hashable {
    var block: Int
    var number: String?
  }
}

extension [InlineCode] {
  /// The codes of a translation with the numbers of those of its source that they translate: the same code or, where
  /// there is none, the next of the same element. Others have numbers of their own.
  ///
  /// - Parameter source: The codes of the source, numbered from 1.
  package func numbered(like source: [InlineCode]) -> [InlineCode] {
    var free = source.filter { $0.element != "ept" }
    var count = free.count
    var numbers: [String: String] = [:]
    let own = filter { $0.element != "ept" }
    for isSame in [(\InlineCode.content), \.tagName] {
      for code in own {
        guard let name = code["x"], numbers[name] == nil,
          let place = free.firstIndex(where: {
            $0.element == code.element && $0.side == code.side
              && $0[keyPath: isSame] == code[keyPath: isSame]
          })
        else { continue }
        numbers[name] = free.remove(at: place)["x"]
      }
    }
    return map { code in
      guard let name = code["x"] ?? code["i"] else { return code }
      if numbers[name] == nil {
        count += 1
        numbers[name] = "\(count)"
      }
      var code = code
      code.number(numbers[name] ?? name)
      return code
    }
  }

  /// The codes with each pair whose halves are isolated as one.
  fileprivate func withPairsJoined() -> [InlineCode] {
    var codes = self
    var open: [String: Int] = [:]
    for (index, code) in enumerated() where code.element == "it" {
      guard let number = code["x"] else { continue }
      if code.side == .opening {
        open[number] = index
      } else if let start = open.removeValue(forKey: number) {
        let pair = MarkupAttribute(name: "i", value: number)
        (codes[start].element, codes[index].element) = ("bpt", "ept")
        codes[start].attributes = [pair, MarkupAttribute(name: "x", value: number)]
        codes[index].attributes = [pair]
      }
    }
    return codes
  }
}

extension InlineCode {
  /// Gives the code a number in the place of the one that it has.
  fileprivate mutating func number(_ number: String) {
    for index in attributes.indices where ["i", "x"].contains(attributes[index].name) {
      attributes[index].value = number
    }
  }

  /// Its content up to the attributes of a tag: `<a`.
  package var tagName: String { String(content.prefix { !$0.isWhitespace && $0 != ">" }) }
}
