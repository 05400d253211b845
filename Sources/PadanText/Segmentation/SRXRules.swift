import CICU
public import PadanModel

/// Segmentation rules of the SRX 2.0 standard (Segmentation Rules eXchange, LISA 2008): pairs of
/// regular expressions that say where a segment ends and where it does not.
public struct SRXRules: Hashable, Sendable {
  /// A place in a text is a break, or is none, where `before` matches up to it and `after` from it on.
  public struct Rule: Hashable, Sendable {
    public var isBreak: Bool
    /// ICU regular expressions; empty ones match everywhere.
    public var before: String
    public var after: String
    /// Where the file says so.
    public var location: SourceLocation

    public init(isBreak: Bool, before: String, after: String, location: SourceLocation) {
      self.isBreak = isBreak
      self.before = before
      self.after = after
      self.location = location
    }
  }

  /// The rules of a language, under the name by which maps call them.
  public struct LanguageRules: Hashable, Sendable {
    public var name: String
    public var rules: [Rule]

    public init(name: String, rules: [Rule]) {
      self.name = name
      self.rules = rules
    }
  }

  /// Which languages use which rules: an expression that matches a language tag as a whole.
  public struct LanguageMap: Hashable, Sendable {
    public var pattern: String
    public var rulesName: String
    public var location: SourceLocation

    public init(pattern: String, rulesName: String, location: SourceLocation) {
      self.pattern = pattern
      self.rulesName = rulesName
      self.location = location
    }
  }

  /// What messages call the file.
  public var file: String
  /// Whether a language uses the rules of every map that matches it, in order, or of the first alone.
  public var cascades: Bool
  public var languageRules: [LanguageRules]
  public var maps: [LanguageMap]

  public init(
    file: String, cascades: Bool, languageRules: [LanguageRules], maps: [LanguageMap]
  ) {
    self.file = file
    self.cascades = cascades
    self.languageRules = languageRules
    self.maps = maps
  }

  /// The rules for a language, in the order in which they are tried.
  ///
  /// - Throws: `SegmentationError.uncoveredLanguage` where no map matches the language, `.srx` where one
  ///   names rules that are not there, or a pattern cannot run.
  public func rules(for language: LanguageTag) throws(SegmentationError) -> [Rule] {
    var rules: [Rule] = []
    var isMapped = false
    for map in maps {
      guard try map.matches(language) else { continue }
      guard let named = languageRules.first(where: { $0.name == map.rulesName }) else {
        throw .srx(
          map.location, "the map names rules “\(map.rulesName)”, which are not in the file.")
      }
      rules += named.rules
      isMapped = true
      if !cascades { break }
    }
    guard isMapped else {
      throw .uncoveredLanguage(SourceLocation(file: file), language)
    }
    return rules
  }

  /// Makes sure that every expression of the file can run.
  ///
  /// - Throws: `SegmentationError.srx` at the first that cannot.
  public func check() throws(SegmentationError) {
    for rule in languageRules.flatMap(\.rules) { _ = try SRXMatcher(rule) }
    for map in maps { _ = try map.matches(.undetermined) }
  }
}

extension SRXRules.LanguageMap {
  fileprivate func matches(_ language: LanguageTag) throws(SegmentationError) -> Bool {
    let expression = try RegularExpression(pattern, location: location)
    return try expression.matches(language.description)
  }
}

/// An ICU regular expression.
struct RegularExpression: ~Copyable {
  private let handle: OpaquePointer
  private let location: SourceLocation
  private let pattern: String

  init(_ pattern: String, location: SourceLocation) throws(SegmentationError) {
    var status: Int32 = 0
    var text = pattern
    let handle = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cicu_regex_open($0.baseAddress, Int64($0.count), &status)
      }
    }
    guard let handle else {
      throw Self.error(pattern, status, location)
    }
    self.handle = handle
    self.location = location
    self.pattern = pattern
  }

  deinit { cicu_regex_close(handle) }

  /// Whether the expression matches a whole text.
  func matches(_ text: String) throws(SegmentationError) -> Bool {
    var status: Int32 = 0
    var text = text
    let matches = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cicu_regex_matches(handle, $0.baseAddress, Int64($0.count), &status)
      }
    }
    guard status <= 0 else { throw Self.error(pattern, status, location) }
    return matches
  }

  /// The offsets at which matches end, one for each place at which one begins.
  func matchEnds(in text: Span<UInt8>) throws(SegmentationError) -> [Int] {
    var status: Int32 = 0
    var ends = [Int32](repeating: 0, count: 64)
    let found = text.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      var found = cicu_regex_match_ends(
        handle, start, Int64(bytes.count), &ends, Int64(ends.count), &status)
      if found > ends.count {
        ends = [Int32](repeating: 0, count: Int(found))
        found = cicu_regex_match_ends(
          handle, start, Int64(bytes.count), &ends, Int64(ends.count), &status)
      }
      return found
    }
    guard status <= 0, found >= 0 else { throw Self.error(pattern, status, location) }
    return ends.prefix(Int(found)).map(Int.init)
  }

  private static func error(
    _ pattern: String, _ status: Int32, _ location: SourceLocation
  ) -> SegmentationError {
    .srx(
      location,
      "ICU cannot run the expression “\(pattern)” (\(String(cString: cicu_error_name(status)))).")
  }
}

/// A rule ready to run: one expression that matches what is before a place and looks ahead at what is
/// after it.
struct SRXMatcher: ~Copyable {
  let rule: SRXRules.Rule
  private let expression: RegularExpression

  init(_ rule: SRXRules.Rule) throws(SegmentationError) {
    self.rule = rule
    let before = rule.before.isEmpty ? "" : "(?:\(rule.before))"
    let after = rule.after.isEmpty ? "" : "(?=\(rule.after))"
    let pattern = before + after
    // ICU has no empty expression; a rule of two empty ones speaks about every place.
    expression = try RegularExpression(
      pattern.isEmpty ? "(?=)" : pattern, location: rule.location)
  }

  /// The places the rule speaks about, in UTF-8 bytes.
  func places(in text: Span<UInt8>) throws(SegmentationError) -> [Int] {
    try expression.matchEnds(in: text)
  }
}

/// Splits texts by SRX rules: at every place the first rule that speaks about it decides, and a place
/// no rule speaks about is no break.
///
/// - Complexity: O(rules · n) for n bytes, as far as the expressions allow.
final class SRXEngine {
  private var matchers: [Box] = []

  /// Arrays hold no noncopyable values.
  private final class Box {
    let matcher: SRXMatcher
    init(_ rule: SRXRules.Rule) throws(SegmentationError) { matcher = try SRXMatcher(rule) }
  }

  init(_ rules: [SRXRules.Rule]) throws(SegmentationError) {
    for rule in rules { matchers.append(try Box(rule)) }
  }

  /// The places that rules speak about, ascending, each with the rule that decides it.
  func decisions(in text: Span<UInt8>) throws(SegmentationError) -> [(
    place: Int, rule: SRXRules.Rule
  )] {
    var deciding: [Int: Int] = [:]
    for (index, box) in matchers.enumerated() {
      for place in try box.matcher.places(in: text) where deciding[place] == nil {
        deciding[place] = index
      }
    }
    return deciding.sorted { $0.key < $1.key }.map { ($0.key, matchers[$0.value].matcher.rule) }
  }
}
