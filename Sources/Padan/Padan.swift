// `import Padan` imports the public declarations of all modules.
@_exported public import PadanAlign
@_exported public import PadanEncoder
@_exported public import PadanFormats
@_exported public import PadanLanguage
@_exported public import PadanMatch
@_exported public import PadanMemory
@_exported public import PadanModel
@_exported public import PadanText

/// Padan's version, `Padan.version`. Exported files name it next to the tool's name.
public let version = "0.1.0"
