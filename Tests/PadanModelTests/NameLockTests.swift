import Foundation
import PadanModel
import PadanTestSupport
import Testing

struct NameLockTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path(of: "out.tmx")
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a name has one holder at a time, and none leaves anything`() throws {
    do {
      let lock = try NameLock(path, patience: .zero)
      #expect(throws: NameLock.Failure.held) { _ = try NameLock(path, patience: .zero) }
      let name = lock.path
      #expect(name == path)
    }
    #expect(try files() == [])
    _ = try NameLock(path, patience: .zero)
  }

  @Test func `who waits gets the lock that the holder removes`() async throws {
    let path = path
    let lock = try NameLock(path, patience: .zero)
    let others = (0..<4).map { _ in
      Task.detached { try NameLock(path, patience: nil).release() }
    }
    lock.release()
    for other in others { try await other.value }
    #expect(try files() == [])
  }

  @Test func `what a dead process left is removed, by the next or on request`() throws {
    let remains = [".lock", ".part", ".part-journal"].map { "out.tmx.padan\($0)" }
    for name in remains { try folder.write(name, "") }
    do {
      let lock = try NameLock(path, patience: .zero)
      #expect(try files() == ["out.tmx.padan.lock"])
      lock.release()
    }
    for name in remains { try folder.write(name, "") }
    NameLock.removeRemains(of: path)
    #expect(try files() == [])
  }

  @Test func `a living process's files stay`() throws {
    let lock = try NameLock(path, patience: .zero)
    try folder.write("out.tmx.padan.part", "half")
    NameLock.removeRemains(of: path)
    #expect(try files() == ["out.tmx.padan.lock", "out.tmx.padan.part"])
    lock.release()
  }

  @Test func `a part file gets the name whole, over another file only on request`() throws {
    let lock = try NameLock(path, patience: .zero)
    try folder.write("out.tmx.padan.part", "new")
    try folder.write("out.tmx", "old")
    #expect(throws: NameLock.Failure.taken) { try lock.giveName(replacing: false) }
    #expect(try contents(of: path) == Array("old".utf8))
    try lock.giveName(replacing: true)
    #expect(try contents(of: path) == Array("new".utf8))
    lock.release()
    #expect(try files() == ["out.tmx"])
  }

  @Test func `the name is that to which links lead, and a loop of links leads nowhere`() throws {
    let link = folder.path(of: "link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "out.tmx")
    do {
      let lock = try NameLock(link, patience: .zero)
      let name = lock.path
      #expect(name == path)
    }
    let loop = folder.path(of: "loop")
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "loop")
    #expect(throws: NameLock.Failure.system(ELOOP)) { _ = try NameLock(loop, patience: .zero) }
  }
}
