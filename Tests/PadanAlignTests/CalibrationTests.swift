import PadanModel
import Testing

@testable import PadanAlign

struct CalibrationTests {
  /// Beads of which some are unpaired.
  private func beads(paired: Int, unpaired: Int) -> [Bead] {
    (0..<paired).map { Bead(source: $0..<$0 + 1, target: $0..<$0 + 1) }
      + (0..<unpaired).map { Bead(source: paired + $0..<paired + $0 + 1, target: 0..<0) }
  }

  @Test func `the more is unpaired, the less sure are beads`() {
    let posteriors = [0, 0.2, 0.5, 0.9, 0.99, 1]
    let calibrations = [(9, 0), (9, 3), (9, 18), (0, 9), (0, 0)].map {
      Calibration(of: beads(paired: $0.0, unpaired: $0.1))
    }
    for calibration in calibrations {
      let confidences = posteriors.map(calibration.confidence)
      #expect(confidences == confidences.sorted())
      #expect(confidences.first == 0)
      #expect(abs(confidences[2] - 0.5) < 1e-12)
      #expect(confidences.last == 1)
      #expect(confidences[3] < 0.9 && confidences[1] > 0.2)
    }
    let sure = calibrations.prefix(4).map { $0.confidence(of: 0.99) }
    #expect(sure == sure.sorted(by: >))
    // Of 36 segments 18 are unpaired: the log odds are divided by (1 + 3/4) / 0.75.
    let odds = sure[2] / (1 - sure[2])
    #expect(abs(odds - 7.166) < 0.001)
  }
}
