import PadanFormats

extension JSONReport {
  /// The agreement of segments with gold ones: `texts`, `exact`, `missing`, `lossy`, and for `all`
  /// and the `decidable` boundaries `tp`, `fp`, `fn`, `P`, `R` and `F1`.
  package static func evaluation(_ score: SegmentationScore) -> [UInt8] {
    line {
      $0.member("texts", score.texts)
      $0.member("exact", score.exact)
      $0.member("missing", score.missing)
      $0.member("lossy", score.lossy)
      $0.member("all", object: { $0.members(of: score.all) })
      $0.member("decidable", object: { $0.members(of: score.decidable) })
    }
  }

  /// The agreement of beads with gold ones: `strict`, `lax` and `null` rates, those of `vecalign`,
  /// `calibration` if confidences are known, recall `by_kind`, and `missing` documents.
  package static func evaluation(_ score: AlignmentScore) -> [UInt8] {
    line {
      $0.member("strict", object: { $0.members(of: score.strict) })
      $0.member("lax", object: { $0.members(of: score.lax) })
      $0.member(
        "vecalign",
        object: {
          $0.member("strict_f1", score.vecalignStrict.f1)
          $0.member("lax_f1", score.vecalignLax.f1)
        })
      $0.member("null", object: { $0.members(of: score.null) })
      if let calibration = score.calibration {
        $0.member("calibration", object: { $0.members(of: calibration) })
      }
      $0.member(
        "by_kind",
        object: { json in
          for (kind, counts) in score.recallByKind.sorted(by: { $0.key < $1.key }) {
            json.member(named: kind, "\(counts.found)/\(counts.gold)")
          }
        })
      $0.member("missing", score.missing)
    }
  }

  /// The agreement of pairs of documents with gold ones: `p`, `r`, `f1`, `right`, `found` and
  /// `gold`.
  package static func evaluation(_ score: PairingScore) -> [UInt8] {
    line {
      $0.members(of: score.rates)
      $0.member("right", score.right)
      $0.member("found", score.found)
      $0.member("gold", score.gold)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of counts: SegmentationScore.Counts) {
    member("tp", counts.truePositives)
    member("fp", counts.falsePositives)
    member("fn", counts.falseNegatives)
    member("P", counts.precision)
    member("R", counts.recall)
    member("F1", counts.f1)
  }

  fileprivate mutating func members(of rates: Rates) {
    member("p", rates.precision)
    member("r", rates.recall)
    member("f1", rates.f1)
  }

  fileprivate mutating func members(of calibration: AlignmentScore.Calibration) {
    member("ece", calibration.error)
    member("share_at_.9", calibration.confidentShare)
    member("precision_at_.9", calibration.confidentPrecision)
    member("log_loss", calibration.logLoss)
  }
}
