// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that users of Padan never build it.
let package = Package(
  name: "padan-benchmarks",
  dependencies: [.package(name: "padan", path: "..")],
  targets: [
    .executableTarget(
      name: "ExchangeBenchmark", dependencies: [.product(name: "Padan", package: "padan")]),
    .executableTarget(
      name: "SegmentationBenchmark", dependencies: [.product(name: "Padan", package: "padan")]),
    .executableTarget(
      name: "MemoryBenchmark", dependencies: [.product(name: "Padan", package: "padan")]),
    .executableTarget(
      name: "AlignmentBenchmark", dependencies: [.product(name: "Padan", package: "padan")]),
  ],
  swiftLanguageModes: [.v6]
)
