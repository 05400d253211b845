/// What the readers of exchange files accept at most, so that no file can take all memory.
package enum ExchangeLimits {
  /// The deepest nesting of elements that is accepted. Real files stay far below.
  static let deepestNesting = 100
  /// The longest segment, note or property that is read, in UTF-8 bytes. A longer one is a mistake,
  /// so its unit is skipped.
  package static let longestText = 1 << 20
}
