import PadanModel

/// What the markup of a web page tells of a page without an article.
struct PageFacts {
  /// Whether the page shows other pages in frames.
  private var hasFrames = false
  /// Whether it asks for a password.
  private var hasPassword = false
  /// Whether it has scripts.
  private var hasScripts = false
  /// Whether it says that it needs scripts.
  private var needsScripts = false

  /// Notes an element.
  mutating func add(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "frameset": hasFrames = true
    case "input": if attributes["type"]?.lowercased() == "password" { hasPassword = true }
    case "script": hasScripts = true
    default: break
    }
  }

  /// Notes what a page shows to browsers without scripts.
  mutating func add(noscript text: [UInt8]) {
    if String(decoding: text, as: UTF8.self).lowercased().contains("javascript") {
      needsScripts = true
    }
  }

  /// Why a page without running text outside forms has no article; `nil` if it may have one.
  ///
  /// - Parameter isEmpty: Whether it has no text at all.
  func fault(isEmpty: Bool) -> InputError.Reason? {
    if hasFrames { return .frameset }
    if hasPassword { return .login }
    if needsScripts || (isEmpty && hasScripts) { return .script }
    return isEmpty ? .emptyPage : nil
  }
}

extension InputError.Reason {
  /// A page that only shows others in frames.
  static let frameset = page(
    "page.frameset", "this page only shows other pages, in frames.",
    advice: "Save the page in the frame.")

  /// A page that asks to log in.
  static let login = page(
    "page.login", "this page asks to log in, and holds no article.",
    advice: "Log in with a browser, and save the page of the article.")

  /// A page whose text a script loads.
  static let script = page(
    "page.script", "this page has no text of its own: a script loads it.",
    advice: "Save the page with a browser, once it shows the article.")

  /// A page without text.
  static let emptyPage = page(
    "page.empty", "this page has no text.",
    advice: "Save the page of the article itself, or paste its text.")

  /// A page that holds no article: it is read, but nothing is found.
  static func page(_ code: ErrorCode, _ fault: String, advice: String) -> Self {
    var reason = Self(code, fault, advice: advice)
    reason.isNothingFound = true
    return reason
  }
}
