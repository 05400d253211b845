import PadanText

/// How many tokens a text has for a machine translator, estimated.
///
/// Each translator has a tokenizer of its own, and mostly one for subwords. The estimate counts one token for each
/// four Latin letters of a word that are begun, for each two letters of another script, for each letter of a
/// script without blanks, for each three digits, and for each other sign that can be seen:
///
///     TokenEstimate.count("Harga naik 15.000 persen.")  // 2 + 1 + 1 + 1 + 1 + 2 + 1 = 9
///
/// A tokenizer of 100,000 subwords that is much used makes as many of Indonesian (1.00 estimated for each) and fewer of
/// English (1.40); of seven other languages there are .66 (Arabic) to 1.04 (German), on NTREX-128.
package enum TokenEstimate {
  /// What stands around the two texts of a pair in a chat or a list: about four tokens each.
  static let pairFrame = 8
  /// What stands around a term in a list.
  static let termFrame = 3

  /// The number of tokens of a text.
  ///
  /// - Complexity: O(n) for n scalars.
  package static func count(_ text: String) -> Int {
    var (count, run, length) = (0, Class.none, 0)
    for scalar in text.unicodeScalars {
      let kind = Class(scalar)
      if kind != run || length == run.length {
        (run, length) = (kind, 0)
        if kind != .none { count += 1 }
      }
      length += 1
    }
    return count
  }

  /// What a scalar is to a tokenizer.
  private enum Class {
    case none, latin, other, single, digit

    init(_ scalar: Unicode.Scalar) {
      let value = scalar.value
      self =
        if ScalarClass.isBlank(value) {
          .none
        } else if scalar.isUnspaced || !ScalarClass.isWord(value) {
          .single
        } else if ScalarClass.isDigit(value) {
          .digit
        } else if value < 0x250 {
          .latin
        } else {
          .other
        }
    }

    /// How many scalars one token has at most.
    var length: Int {
      switch self {
      case .none: .max
      case .latin: 4
      case .other: 2
      case .single: 1
      case .digit: 3
      }
    }
  }
}
