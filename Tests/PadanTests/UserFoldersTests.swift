import Padan
import PadanTestSupport
import Testing

struct UserFoldersTests {
  @Test(
    arguments: [
      ([:], nil, nil), (["HOME": ""], nil, nil), (["HOME": "."], nil, nil),
      (["XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "./config"], nil, nil),
      (["PADAN_MEMORY": "", "XDG_CONFIG_HOME": "/c"], nil, "/c/padan/id.rules"),
      (
        ["HOME": "/home/ani", "XDG_DATA_HOME": ""], "/home/ani/.local/share/padan/padan.sqlite",
        "/home/ani/.config/padan/id.rules"
      ),
      (
        ["HOME": "/home/ani", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"],
        "/d/padan/padan.sqlite", "/c/padan/id.rules"
      ),
      (["PADAN_MEMORY": "m.sqlite", "HOME": "/h"], "m.sqlite", "/h/.config/padan/id.rules"),
    ] as [([String: String], String?, String?)])
  func `a user's files lie where the environment says`(
    _ environment: [String: String], _ memory: String?, _ rules: String?
  ) {
    let folders = UserFolders { environment[$0] }
    #expect(folders.memory == memory)
    #expect(folders.rules(for: .indonesian) == rules)
  }
}
