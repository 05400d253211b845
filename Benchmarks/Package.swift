// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that users of Padan never build it.
let package = Package(
  name: "padan-benchmarks",
  dependencies: [.package(name: "padan", path: "..")],
  targets: [
    .target(name: "Measuring", dependencies: [.product(name: "Padan", package: "padan")]),
    .executableTarget(
      name: "ExchangeBenchmark",
      dependencies: [
        "Measuring", .product(name: "Padan", package: "padan"),
        .product(name: "PadanBenchmarkSupport", package: "padan"),
      ]),
    .executableTarget(
      name: "SegmentationBenchmark",
      dependencies: [
        "Measuring", .product(name: "Padan", package: "padan"),
        .product(name: "PadanBenchmarkSupport", package: "padan"),
      ]),
    .executableTarget(
      name: "PageBenchmark",
      dependencies: [
        "Measuring", .product(name: "Padan", package: "padan"),
        .product(name: "PadanBenchmarkSupport", package: "padan"),
      ]),
    .executableTarget(
      name: "MemoryBenchmark",
      dependencies: [
        "Measuring", .product(name: "Padan", package: "padan"),
        .product(name: "PadanBenchmarkSupport", package: "padan"),
      ]),
    .executableTarget(
      name: "AlignmentBenchmark",
      dependencies: [
        "Measuring", .product(name: "Padan", package: "padan"),
        .product(name: "PadanBenchmarkSupport", package: "padan"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
