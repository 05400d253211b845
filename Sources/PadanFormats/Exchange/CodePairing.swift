import PadanModel

/// Repairs the inline codes of a segment so that every format can write them.
///
/// Afterwards each `bpt` has one later `ept` with the same `i`, no other pair has that `i`, and
/// each `it` says which half it is. A half without its counterpart becomes an `it`, which TMX has
/// for this case. A missing `i` is added.
struct CodePairing {
  /// The codes, in the order of the segment.
  private(set) var codes: [InlineCode]
  /// What was repaired, and the element it was about.
  private(set) var faults: [(kind: Finding.Kind, detail: String?)] = []
  /// The values of `i` in use.
  private var numbers: Set<String>
  /// The next number to try for a missing `i`.
  private var next = 1

  /// A pairing of codes in the order of the segment. Call `mend()` to repair them.
  init(_ codes: [InlineCode]) {
    self.codes = codes
    numbers = Set(codes.compactMap { $0["i"] })
  }

  /// The codes after repair, without the findings.
  static func mended(_ codes: [InlineCode]) -> [InlineCode] {
    var pairing = CodePairing(codes)
    if !codes.isEmpty { pairing.mend() }
    return pairing.codes
  }

  /// Gives an opening and a closing code, by their positions, an `i` of their own.
  mutating func pair(_ begin: Int, _ end: Int) {
    let number = freshNumber()
    codes[begin].attributes.append(.init(name: "i", value: number))
    codes[end].attributes.append(.init(name: "i", value: number))
  }

  /// Repairs the codes and records what was wrong.
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

  /// The positions of the halves without a counterpart, ascending.
  ///
  /// A `bpt` and an `ept` match if they have the same `i`, or both none; the last open one closes
  /// first.
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

  /// Adds the missing `i`. Pairs nest: the last open half closes first.
  private mutating func numberRest() {
    var open: [String] = []
    for index in codes.indices where codes[index]["i"] == nil {
      guard ["bpt", "ept"].contains(codes[index].element) else { continue }
      let number = codes[index].element == "bpt" ? freshNumber() : open.popLast() ?? freshNumber()
      if codes[index].element == "bpt" { open.append(number) }
      codes[index].attributes.insert(.init(name: "i", value: number), at: 0)
    }
  }

  /// A number that no code of the segment has as its `i`.
  private mutating func freshNumber() -> String {
    while !numbers.insert("\(next)").inserted { next += 1 }
    return "\(next)"
  }
}

extension InlineCode {
  /// Whether an `it` says which half of a pair it is.
  fileprivate var hasPosition: Bool { self["pos"].map(["begin", "end"].contains) ?? false }
}

extension Finding.Kind {
  /// The finding for an `it` without a valid `pos`.
  fileprivate static let noPosition = Self(
    "codes.no-position", "an <it> without pos is taken for a beginning")
  /// The finding for a `bpt` or `ept` that became an `it`.
  fileprivate static let loneHalf = Self(
    "codes.lone-half", "a code without its other half is kept as <it>")
}
