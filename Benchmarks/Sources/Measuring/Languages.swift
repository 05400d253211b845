public import Padan

/// The languages of the texts that are measured.
public let indonesian = LanguageTag("id")!
/// The language of their translations.
public let english = LanguageTag("en")!
