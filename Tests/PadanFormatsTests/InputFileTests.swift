import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct InputFileTests {
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func `a file of any length is read whole`(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    #expect(try InputFile.read(folder.write("a.bin", bytes)) == bytes)
  }

  @Test func `a file that is not there is missing`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "nosuch")
    #expect(throws: InputError.missing(path)) { try InputFile.read(path) }
    #expect(throws: InputError.missing("")) { try InputFile.read("") }
  }

  @Test func `a folder is a folder, and is closed again`() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<3 {
      #expect(throws: InputError.folder(folder.path)) { try InputFile.read(folder.path) }
    }
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let open = descriptors.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))
        == folder.path
    }
    #expect(open.isEmpty)
  }

  @Test func `what the system will not read has the system's reason`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a.txt", "x")
    #expect(throws: InputError.unreadable("\(file)/b", "Not a directory")) {
      try InputFile.read("\(file)/b")
    }
    #expect(throws: InputError.unreadable("/proc/self/mem", "Input/output error")) {
      try InputFile.read("/proc/self/mem")
    }
  }

  @Test(arguments: [
    InputError.missing("a.txt"), .folder("a.txt"), .unreadable("a.txt", "reason"),
    InputError("a.txt", .empty(advice: "Name another.")),
  ])
  func `every error begins with the file`(_ error: InputError) {
    #expect(error.description.hasPrefix("a.txt: "))
    #expect(error.description.hasSuffix("."))
  }
}
