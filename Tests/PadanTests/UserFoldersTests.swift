import Padan
import PadanTestSupport
import Testing

struct UserFoldersTests {
  @Test(
    arguments: [
      ([:], "./.local/share/padan/padan.sqlite", "./.config/padan/id.rules"),
      (
        ["HOME": "/home/ani", "XDG_DATA_HOME": ""], "/home/ani/.local/share/padan/padan.sqlite",
        "/home/ani/.config/padan/id.rules"
      ),
      (
        ["HOME": "/home/ani", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"],
        "/d/padan/padan.sqlite", "/c/padan/id.rules"
      ),
      (["PADAN_MEMORY": "m.sqlite", "HOME": "/h"], "m.sqlite", "/h/.config/padan/id.rules"),
    ] as [([String: String], String, String)])
  func `a user's files lie where the environment says`(
    _ environment: [String: String], _ memory: String, _ rules: String
  ) {
    let folders = UserFolders(environment: environment)
    #expect(folders.memory == memory)
    #expect(folders.rules(for: .indonesian) == rules)
  }
}
