import CICU
package import PadanModel

/// Segmentation rules of the SRX 2.0 standard (Segmentation Rules eXchange, LISA 2008): pairs of
/// regular expressions that say where a segment ends and where it does not.
package struct SRXRules: Hashable, Sendable {
  /// One rule: at a place between text that `before` matches and text that `after` matches, a
  /// segment ends, or does not.
  package struct Rule: Hashable, Sendable {
    /// Whether a segment ends at such a place.
    package var isBreak: Bool
    /// An ICU regular expression for the text before the place. An empty one matches everywhere.
    package var before: String
    /// An ICU regular expression for the text after the place. An empty one matches everywhere.
    package var after: String
    /// Where the rule stands in its file.
    package var location: SourceLocation

    /// Makes a rule. Its expressions are not compiled yet.
    package init(isBreak: Bool, before: String, after: String, location: SourceLocation) {
      self.isBreak = isBreak
      self.before = before
      self.after = after
      self.location = location
    }
  }

  /// A named list of rules, to which language maps refer.
  package struct LanguageRules: Hashable, Sendable {
    /// The name that maps use.
    package var name: String
    /// The rules, in the order in which they are tried.
    package var rules: [Rule]

    /// Makes a list of rules under the name that maps use.
    package init(name: String, rules: [Rule]) {
      self.name = name
      self.rules = rules
    }
  }

  /// Assigns rules to the languages whose whole tag an expression matches.
  package struct LanguageMap: Hashable, Sendable {
    /// An ICU regular expression for language tags.
    package var pattern: String
    /// The name of the rules.
    package var rulesName: String
    /// Where the map stands in its file.
    package var location: SourceLocation

    /// Makes a map to the rules of this name. `SRXRules.rules(for:)` throws if there are none.
    package init(pattern: String, rulesName: String, location: SourceLocation) {
      self.pattern = pattern
      self.rulesName = rulesName
      self.location = location
    }
  }

  /// The name of the file, for messages.
  package var file: String
  /// Whether a language uses the rules of all maps that match it, in order. If not, it uses those
  /// of the first.
  package var cascades: Bool
  /// The lists of rules.
  package var languageRules: [LanguageRules]
  /// The language maps, in the order in which they are tried.
  package var maps: [LanguageMap]

  /// Makes rules whose expressions are not compiled yet; `rules(for:)` does that for a language.
  package init(
    file: String, cascades: Bool, languageRules: [LanguageRules], maps: [LanguageMap]
  ) {
    self.file = file
    self.cascades = cascades
    self.languageRules = languageRules
    self.maps = maps
  }

  /// The rules for a language, in the order in which they are tried.
  ///
  /// A map whose expression ICU cannot run matches no language.
  ///
  /// - Throws: `SegmentationError.uncoveredLanguage` if no map matches the language; `.srx` if a
  ///   map names rules that the file does not contain, or if ICU cannot run one of the rules, or
  ///   the map that could match.
  package func rules(for language: LanguageTag) throws(SegmentationError) -> [Rule] {
    var rules: [Rule] = []
    var isMapped = false
    var fault: SegmentationError?
    for map in maps {
      do throws(SegmentationError) {
        guard try map.matches(language) else { continue }
      } catch {
        fault = fault ?? error
        continue
      }
      guard let named = languageRules.first(where: { $0.name == map.rulesName }) else {
        throw .srx(
          map.location, "the map names rules “\(map.rulesName)”, which are not in the file.")
      }
      rules += named.rules
      isMapped = true
      if !cascades { break }
    }
    guard isMapped else {
      throw fault ?? .uncoveredLanguage(SourceLocation(file: file), language)
    }
    for rule in rules { _ = try SRXMatcher(rule) }
    return rules
  }

  /// The expressions of the file that ICU cannot run, in the order of rules and maps. They concern
  /// only the languages of their rules.
  package var faults: [SegmentationError] {
    var faults: [SegmentationError] = []
    func collect(_ body: () throws(SegmentationError) -> Void) {
      do throws(SegmentationError) { try body() } catch { faults.append(error) }
    }
    for rule in languageRules.flatMap(\.rules) {
      collect { () throws(SegmentationError) in _ = try SRXMatcher(rule) }
    }
    for map in maps {
      collect { () throws(SegmentationError) in _ = try map.matches(.undetermined) }
    }
    return faults
  }
}

extension SRXRules.LanguageMap {
  /// Whether the map's expression matches the tag of a language, without regard to case: a tag has
  /// none (RFC 5646, section 2.1.1).
  fileprivate func matches(_ language: LanguageTag) throws(SegmentationError) -> Bool {
    let expression = try RegularExpression("(?i)" + pattern, location: location)
    return try expression.matches(language.description)
  }
}

/// An ICU regular expression that owns its handle. One task uses it at a time.
struct RegularExpression: ~Copyable {
  private let handle: OpaquePointer
  private let location: SourceLocation
  private let pattern: String

  /// Compiles an expression.
  ///
  /// - Throws: `SegmentationError.srx` with the location if ICU cannot.
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

  /// Whether the expression matches the whole text.
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

  /// The byte offset at which a match ends, for each place at which a match begins, ordered by that
  /// place.
  ///
  /// - Throws: `SegmentationError.srx` if a match takes too many steps.
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

  /// The error for an expression that ICU cannot compile or run.
  private static func error(
    _ pattern: String, _ status: Int32, _ location: SourceLocation
  ) -> SegmentationError {
    .srx(
      location,
      "ICU cannot run the expression “\(pattern)” (\(String(cString: cicu_error_name(status)))).")
  }
}

/// A rule that is ready to run: a single expression that matches the text before a place and looks
/// ahead at the text after it.
struct SRXMatcher: ~Copyable {
  let rule: SRXRules.Rule
  private let expression: RegularExpression

  init(_ rule: SRXRules.Rule) throws(SegmentationError) {
    self.rule = rule
    let before = rule.before.isEmpty ? "" : "(?:\(rule.before))"
    let after = rule.after.isEmpty ? "" : "(?=\(rule.after))"
    let pattern = before + after
    // ICU does not allow an empty expression. A rule of two empty ones applies to every place.
    expression = try RegularExpression(
      pattern.isEmpty ? "(?=)" : pattern, location: rule.location)
  }

  /// The places to which the rule applies, in UTF-8 bytes.
  func places(in text: Span<UInt8>) throws(SegmentationError) -> [Int] {
    try expression.matchEnds(in: text)
  }
}

/// Splits texts by SRX rules. At each place the first rule that applies decides; a place to which
/// no rule applies is not a break.
///
/// - Complexity: O(rules · n) for n bytes, unless an expression itself takes longer.
final class SRXEngine {
  private var matchers: [Box] = []

  /// Holds a matcher, because arrays cannot hold noncopyable values.
  private final class Box {
    let matcher: SRXMatcher
    init(_ rule: SRXRules.Rule) throws(SegmentationError) { matcher = try SRXMatcher(rule) }
  }

  /// Compiles the rules.
  ///
  /// - Throws: `SegmentationError.srx` for the first expression that ICU cannot compile.
  init(_ rules: [SRXRules.Rule]) throws(SegmentationError) {
    for rule in rules { matchers.append(try Box(rule)) }
  }

  /// The places to which rules apply, in UTF-8 bytes, ascending, each with the rule that decides
  /// there.
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
