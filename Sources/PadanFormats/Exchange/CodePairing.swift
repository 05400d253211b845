import PadanModel

/// Makes the codes of a segment what every format can write: each `bpt` has an `ept` behind it with the
/// same `i`, and no two pairs have the same; each `it` says which half it is.
///
/// A half without the other becomes an `it`, which is what TMX has for it; an `i` that is missing is
/// given.
struct CodePairing {
  private(set) var codes: [InlineCode]
  /// What was not as it should be, and which element it was about.
  private(set) var faults: [(kind: Finding.Kind, detail: String?)] = []
  private var numbers: Set<String>
  private var next = 1

  init(_ codes: [InlineCode]) {
    self.codes = codes
    numbers = Set(codes.compactMap { $0["i"] })
  }

  /// The codes, mended.
  static func mended(_ codes: [InlineCode]) -> [InlineCode] {
    var pairing = CodePairing(codes)
    if !codes.isEmpty { pairing.mend() }
    return pairing.codes
  }

  /// Gives two codes a number of their own.
  mutating func pair(_ begin: Int, _ end: Int) {
    let number = freshNumber()
    codes[begin].attributes.append(.init(name: "i", value: number))
    codes[end].attributes.append(.init(name: "i", value: number))
  }

  mutating func mend() {
    for index in codes.indices where codes[index].element == "it" && !codes[index].hasPosition {
      faults.append((.noPosition, nil))
      codes[index].attributes.removeAll { $0.name == "pos" }
      codes[index].attributes.insert(.init(name: "pos", value: "begin"), at: 0)
    }
    for index in loneHalves() {
      let code = codes[index]
      faults.append((.loneHalf, "<\(code.element)>"))
      codes[index].element = "it"
      codes[index].attributes = [.init(name: "pos", value: code.element == "bpt" ? "begin" : "end")]
      codes[index].attributes += code.attributes.filter { $0.name == "x" || $0.name == "type" }
    }
    numberRest()
  }

  /// Where halves stand that have no other, ascending.
  private func loneHalves() -> [Int] {
    var waiting: [String: [Int]] = [:]
    var lone: [Int] = []
    for index in codes.indices {
      let number = codes[index]["i"] ?? ""
      switch codes[index].element {
      case "bpt": waiting[number, default: []].append(index)
      case "ept": if waiting[number]?.popLast() == nil { lone.append(index) }
      default: break
      }
    }
    return (lone + waiting.values.joined()).sorted()
  }

  /// Pairs what is left without a number: halves nest, the last one open closes first.
  private mutating func numberRest() {
    var open: [String] = []
    for index in codes.indices where codes[index]["i"] == nil {
      guard ["bpt", "ept"].contains(codes[index].element) else { continue }
      let number = codes[index].element == "bpt" ? freshNumber() : open.popLast() ?? freshNumber()
      if codes[index].element == "bpt" { open.append(number) }
      codes[index].attributes.insert(.init(name: "i", value: number), at: 0)
    }
  }

  private mutating func freshNumber() -> String {
    while !numbers.insert("\(next)").inserted { next += 1 }
    return "\(next)"
  }
}

extension InlineCode {
  fileprivate var hasPosition: Bool { self["pos"].map(["begin", "end"].contains) ?? false }
}

extension Finding.Kind {
  fileprivate static let noPosition = Self(
    "codes.no-position", "an <it> without pos is taken for a beginning")
  fileprivate static let loneHalf = Self(
    "codes.lone-half", "a code without its other half is kept as <it>")
}
