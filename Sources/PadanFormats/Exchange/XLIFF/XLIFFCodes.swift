import PadanModel

/// The names of the inline codes in a unit of XLIFF, on both sides.
///
/// A target code that corresponds to a source code has the same name, as XLIFF requires. So a reader
/// that knows the codes finds each by its name, even if a translator moved it.
struct XLIFFCodes {
  /// The names of the source codes, in order; `nil` for the closing half of an element around text.
  private(set) var source: [String?] = []
  /// The names of the target codes, in order; `nil` as in `source`.
  private(set) var target: [String?] = []

  /// Numbers the codes from 1, first those of the source, then the remaining ones of the target.
  init(source sourceCodes: [InlineCode], target targetCodes: [InlineCode]) {
    // The names of the source codes that have no counterpart yet, the last one first.
    var free: [InlineCode: [String]] = [:]
    var next = 1
    for code in sourceCodes {
      guard code.form != .closing else {
        source.append(nil)
        continue
      }
      source.append("\(next)")
      free[Self.identity(of: code), default: []].append("\(next)")
      next += 1
    }
    for identity in free.keys { free[identity]?.reverse() }
    for code in targetCodes {
      guard code.form != .closing else {
        target.append(nil)
        continue
      }
      if let name = free[Self.identity(of: code)]?.popLast() {
        target.append(name)
      } else {
        target.append("\(next)")
        next += 1
      }
    }
  }

  /// What a code has in common with its counterpart: all but its place or, if it has a number, its
  /// number and its content.
  private static func identity(of code: InlineCode) -> InlineCode {
    var identity = code
    identity.offset = 0
    if code["x"] != nil || code["i"] != nil {
      identity.attributes.removeAll { !["i", "pos", "x"].contains($0.name) }
      identity.attributes.sort { $0.name < $1.name }
    }
    return identity
  }

  /// The positions of the other halves of pairs: of the `ept` for a `bpt`, of the `bpt` for an `ept`;
  /// `nil` for a code that is no half, or has lost the other.
  ///
  /// An `ept` closes the last open `bpt` with the same `i`.
  ///
  /// - Complexity: O(n) for n codes of one side.
  static func partners(in codes: [InlineCode]) -> [Int?] {
    var partners = [Int?](repeating: nil, count: codes.count)
    var open: [String?: [Int]] = [:]
    for index in codes.indices {
      switch codes[index].element {
      case "bpt": open[codes[index]["i"], default: []].append(index)
      case "ept":
        guard let begin = open[codes[index]["i"]]?.popLast() else { continue }
        partners[begin] = index
        partners[index] = begin
      default: break
      }
    }
    return partners
  }
}

/// The codes of one side in Padan's own record, by their names in the file.
struct XLIFFRecordedCodes {
  private var codes: [InlineCode] = []
  /// The position of the first code of a name.
  private var places: [String: Int] = [:]
  /// The position of the first code of a name that is no `bpt`.
  private var otherPlaces: [String: Int] = [:]
  /// The names of elements around text.
  private var around: Set<String> = []
  /// The positions of the other halves of pairs.
  private var partners: [Int?] = []

  /// No codes.
  init() {}

  /// Codes with their names, in order; the closing half of an element around text has none.
  init(_ codes: [InlineCode], _ names: [String?]) {
    self.codes = codes
    partners = XLIFFCodes.partners(in: codes)
    for (index, (code, name)) in zip(codes, names).enumerated() {
      guard let name else { continue }
      if places[name] == nil { places[name] = index }
      if code.element != "bpt", otherPlaces[name] == nil { otherPlaces[name] = index }
      if code.form == .opening { around.insert(name) }
    }
  }

  /// The recorded code with the name and kind of a code in the file; `nil` if there is none.
  func match(for code: XLIFFContent.Code) -> InlineCode? {
    switch code.kind {
    case .closing:
      // A closing half is Padan's own if its opening half is.
      return around.contains(code.name) ? InlineCode(element: "hi", offset: 0, form: .closing) : nil
    case .end:
      if let place = otherPlaces[code.name] { return codes[place] }
      // An end that has the name of its beginning.
      return places[code.name].flatMap { partners[$0] }.map { codes[$0] }
    case .whole, .begin, .opening: return places[code.name].map { codes[$0] }
    }
  }
}
