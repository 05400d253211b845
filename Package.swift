// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Targets stand in the order in which text flows; ARCHITECTURE.md walks through them.
let package = Package(
  name: "padan",
  products: [
    .library(name: "Padan", targets: ["Padan"]),
    .executable(name: "padan", targets: ["PadanCLI"]),
    .executable(name: "padan-server", targets: ["PadanServerProgram"]),
    .library(name: "PadanBenchmarkSupport", targets: ["PadanBenchmarkSupport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CICUSystem", pkgConfig: "icu-uc icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(
      name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .target(name: "CCurl"),
    .target(name: "CData", exclude: ["data"]),
    .target(name: "CKernels"),
    .target(name: "CWeb", exclude: ["page"]),
    .target(name: "PadanModel", dependencies: ["CICU"], swiftSettings: settings),
    .target(
      name: "PadanLanguage", dependencies: ["CData", "PadanModel"], swiftSettings: settings),
    .target(
      name: "PadanText", dependencies: ["CICU", "PadanLanguage", "PadanModel"],
      swiftSettings: settings),
    .target(
      name: "PadanAlign", dependencies: ["PadanLanguage", "PadanModel", "PadanText"],
      swiftSettings: settings),
    .target(
      name: "PadanMatch", dependencies: ["PadanModel", "PadanText"], swiftSettings: settings),
    .target(
      name: "PadanRepair", dependencies: ["PadanLanguage", "PadanModel", "PadanText"],
      swiftSettings: settings),
    .target(
      name: "PadanIndex", dependencies: ["CKernels", "PadanMatch", "PadanModel", "PadanText"],
      swiftSettings: settings),
    .target(
      name: "PadanCheck",
      dependencies: ["PadanAlign", "PadanLanguage", "PadanMatch", "PadanModel", "PadanText"],
      swiftSettings: settings),
    .target(
      name: "PadanFormats", dependencies: ["CXML2", "CZlib", "PadanModel", "PadanText"],
      swiftSettings: settings),
    .target(
      name: "PadanMemory",
      dependencies: [
        "CNettle", "PadanIndex", "PadanMatch", "PadanModel", "PadanText",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .target(
      name: "PadanEncoder", dependencies: ["CCurl", "PadanModel"], swiftSettings: settings),
    .target(
      name: "Padan",
      dependencies: [
        "PadanAlign", "PadanCheck", "PadanEncoder", "PadanFormats", "PadanLanguage", "PadanMatch",
        "PadanMemory", "PadanModel", "PadanRepair", "PadanText",
      ], swiftSettings: settings),
    .executableTarget(
      name: "PadanCLI",
      dependencies: [
        "Padan", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .target(
      name: "PadanServer",
      dependencies: [
        "CWeb", "Padan", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "PadanServerProgram", dependencies: ["Padan", "PadanServer"], swiftSettings: settings),
    .target(
      name: "PadanBenchmarkSupport",
      dependencies: [
        "CXML2", "Padan", "PadanIndex", "PadanMatch", "PadanText",
      ], swiftSettings: settings),
    .target(
      name: "PadanTestSupport", dependencies: ["PadanModel"], path: "Tests/PadanTestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "PadanModelTests", dependencies: ["PadanModel", "PadanTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PadanLanguageTests",
      dependencies: ["PadanLanguage", "PadanModel", "PadanTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PadanTextTests",
      dependencies: ["PadanLanguage", "PadanModel", "PadanTestSupport", "PadanText"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "PadanAlignTests",
      dependencies: ["PadanAlign", "PadanLanguage", "PadanModel", "PadanTestSupport", "PadanText"],
      swiftSettings: settings),
    .testTarget(
      name: "PadanMatchTests", dependencies: ["PadanMatch", "PadanTestSupport", "PadanText"],
      swiftSettings: settings),
    .testTarget(
      name: "PadanRepairTests",
      dependencies: [
        "PadanModel", "PadanRepair", "PadanTestSupport", "PadanText",
      ], swiftSettings: settings),
    .testTarget(
      name: "PadanIndexTests",
      dependencies: ["PadanIndex", "PadanMatch", "PadanTestSupport", "PadanText"],
      swiftSettings: settings),
    .testTarget(
      name: "PadanFormatsTests",
      dependencies: [
        "CZlib", "PadanFormats", "PadanLanguage", "PadanModel", "PadanTestSupport", "PadanText",
      ], exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "PadanMemoryTests",
      dependencies: [
        "PadanIndex", "PadanMatch", "PadanMemory", "PadanModel", "PadanTestSupport", "PadanText",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "PadanEncoderTests",
      dependencies: ["PadanEncoder", "PadanModel", "PadanTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PadanTests", dependencies: ["Padan", "PadanTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PadanServerTests",
      dependencies: [
        "Padan", "PadanServer", "PadanTestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ], exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "PadanCLITests", dependencies: ["Padan", "PadanCLI", "PadanTestSupport"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)
